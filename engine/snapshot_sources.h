// Which sources describe each organisation?
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/profile_records.h"

namespace kontor {

// Collects names of sources, numbered, while records come in. Cheap where one organisation's
// statements come one after the other from one source.
class SourceUses {
 public:
  void Add(NodeIndex organisation, std::string_view source);
  // Gives every organisation its new number: place[old number]. kNoNode takes it out.
  void Renumber(const std::vector<NodeIndex>& place);
  // Fills in ProfileRecord::sources, ascending.
  void Assign(std::vector<ProfileRecord>& profiles);

 private:
  using Names = std::map<std::string, uint32_t, std::less<>>;
  Names names_;
  Names::const_iterator last_ = names_.end();
  std::vector<std::pair<NodeIndex, uint32_t>> uses_;
};

}  // namespace kontor
