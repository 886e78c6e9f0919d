#include "index/profiles.h"

#include <algorithm>

namespace kontor {

std::span<const Attribution> ProfileTable::Codes(NodeIndex organisation) const {
  const size_t begin = code_offsets_[organisation];
  return std::span(codes_).subspan(begin, code_offsets_[organisation + 1] - begin);
}

std::span<const Attribution> ProfileTable::Codes(NodeIndex organisation, EdgeType tie) const {
  const auto all = Codes(organisation);
  const auto range = std::ranges::equal_range(all, tie, {}, &Attribution::tie);
  return all.subspan(static_cast<size_t>(range.begin() - all.begin()), range.size());
}

std::span<const Posting> ProfileTable::Postings(NodeIndex organisation) const {
  const size_t begin = posting_offsets_[organisation];
  return std::span(postings_).subspan(begin, posting_offsets_[organisation + 1] - begin);
}

std::span<const NodeIndex> ProfileTable::Carriers(ConceptIndex concept_index, EdgeType tie) const {
  const uint64_t key = CarrierKey(concept_index, tie);
  const auto found = std::ranges::lower_bound(carrier_keys_, key);
  if (found == carrier_keys_.end() || *found != key) return {};
  const auto i = static_cast<size_t>(found - carrier_keys_.begin());
  return std::span(carriers_).subspan(carrier_offsets_[i],
                                      carrier_offsets_[i + 1] - carrier_offsets_[i]);
}

NodeIndex ProfileTable::Find(NodeId id) const {
  const auto found = std::ranges::lower_bound(by_id_, id, {}, &std::pair<NodeId, NodeIndex>::first);
  return found != by_id_.end() && found->first == id ? found->second : kNoNode;
}

}  // namespace kontor
