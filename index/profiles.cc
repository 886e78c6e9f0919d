#include "index/profiles.h"

#include <algorithm>

namespace kontor {

std::span<const NodeIndex> ProfileTable::Carriers(ConceptIndex concept_index, EdgeType tie) const {
  const uint64_t key = CarrierKey(concept_index, tie);
  const auto found = std::ranges::lower_bound(carrier_keys_, key);
  if (found == carrier_keys_.end() || *found != key) return {};
  return carriers_[static_cast<size_t>(found - carrier_keys_.begin())];
}

NodeIndex ProfileTable::Find(NodeId id) const {
  if (const auto found = std::ranges::lower_bound(ids_, id); found != ids_.end() && *found == id) {
    return static_cast<NodeIndex>(found - ids_.begin());
  }
  const auto found = std::ranges::lower_bound(duplicate_ids_, id);
  if (found == duplicate_ids_.end() || *found != id) return kNoNode;
  return duplicates_[static_cast<size_t>(found - duplicate_ids_.begin())];
}

}  // namespace kontor
