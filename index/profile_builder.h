// Makes a ProfileTable from finished profiles and statements about them. The result does not depend
// on the order of the calls, except that profiles and partnerships are numbered as they are given.
#pragma once

#include <utility>
#include <vector>

#include "base/date.h"
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
  // REQUIRES: both ascending by id. Completeness is filled in by Build.
  ProfileTableBuilder(std::vector<Profile> profiles, std::vector<PartnershipFacts> partnerships);

  // Of several statements about one code and tie, what was said of the organisation itself stands
  // before what was said of a duplicate, then the newest.
  void AddCodes(std::vector<CodeStatement> statements);
  void AddPosting(NodeIndex organisation, Posting posting);
  void AddDuplicate(NodeId duplicate, NodeIndex stands_for_it);
  [[nodiscard]] ProfileTable Build() &&;

 private:
  void PlaceCodes();
  void IndexCarriers();
  void PlacePostings();
  void NumberCities();

  std::vector<CodeStatement> codes_;
  std::vector<std::pair<NodeIndex, Posting>> postings_;
  ProfileTable table_;
};

}  // namespace kontor
