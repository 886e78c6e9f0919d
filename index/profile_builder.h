// Makes a ProfileTable from finished profiles and statements about them. The result does not depend
// on the order of the calls, except that profiles and partnerships are numbered as they are given.
#pragma once

#include <utility>
#include <vector>

#include "base/date.h"
#include "index/profile_records.h"
#include "index/profiles.h"

namespace kontor {

// One source says that an organisation carries a code.
struct CodeStatement {
  NodeIndex organisation = 0;
  Attribution code;
  Date stated;
  bool of_duplicate = false;  // it was said of a record that the organisation stands for
};

class ProfileTableBuilder {
 public:
  // REQUIRES: both ascending by id
  ProfileTableBuilder(std::vector<ProfileRecord> profiles,
                      std::vector<PartnershipRecord> partnerships);

  // Of several statements about one code and tie, what was said of the organisation itself stands
  // before what was said of a duplicate, then the newest.
  void AddCodes(std::vector<CodeStatement> statements);
  void AddPosting(NodeIndex organisation, PostingRecord posting);
  void AddDuplicate(NodeId duplicate, NodeIndex stands_for_it);
  [[nodiscard]] ProfileTable Build() &&;

 private:
  void PlaceProfiles();
  void PlaceTexts();
  void PlaceSources();
  void PlacePartnerships();
  void PlaceDuplicates();
  void PlaceCodes();
  void IndexCarriers();
  void IndexKinds();
  void PlacePostings();
  void PlaceFields();
  [[nodiscard]] std::vector<uint32_t> CountCodes(EdgeType tie) const;

  std::vector<ProfileRecord> profiles_;
  std::vector<PartnershipRecord> partnerships_;
  std::vector<CodeStatement> codes_;
  std::vector<std::pair<NodeIndex, PostingRecord>> postings_;
  std::vector<std::pair<NodeId, NodeIndex>> duplicates_;
  ProfileTable table_;
};

}  // namespace kontor
