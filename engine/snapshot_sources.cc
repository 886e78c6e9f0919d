#include "engine/snapshot_sources.h"

#include "base/distinct.h"

namespace kontor {

void SourceUses::Add(NodeIndex organisation, std::string_view source) {
  if (last_ == names_.end() || last_->first != source) {
    last_ = names_.try_emplace(std::string(source), static_cast<uint32_t>(names_.size())).first;
  }
  const std::pair use{organisation, last_->second};
  if (uses_.empty() || uses_.back() != use) uses_.push_back(use);
}

void SourceUses::Renumber(const std::vector<NodeIndex>& place) {
  for (auto& [organisation, source] : uses_) organisation = place[organisation];
  std::erase_if(uses_, [](const auto& use) { return use.first == kNoNode; });
}

void SourceUses::Assign(std::vector<ProfileRecord>& profiles) {
  std::vector<const std::string*> in_order;
  std::vector<uint32_t> alphabetical(names_.size());
  for (const auto& [name, number] : names_) {
    alphabetical[number] = static_cast<uint32_t>(in_order.size());
    in_order.push_back(&name);
  }
  for (auto& [organisation, source] : uses_) source = alphabetical[source];
  SortDistinct(uses_);
  for (const auto& [organisation, source] : uses_) {
    profiles[organisation].sources.push_back(*in_order[source]);
  }
  uses_.clear();
}

}  // namespace kontor
