#include "index/code_carriers.h"

#include <optional>

#include "base/distinct.h"
#include "index/criterion.h"

namespace kontor {

std::vector<NodeIndex> CarriersOf(const ConceptTable& concepts, const ProfileTable& profiles,
                                  ConceptIndex code, Date day) {
  const bool is_chain = concepts.type(code) == NodeType::kValueChain;
  const NodeType type = is_chain ? NodeType::kStage : concepts.type(code);
  const std::optional<EdgeType> tie = TieOf(type);
  std::vector<NodeIndex> carriers;
  if (!tie) return carriers;
  const auto [first, last] = concepts.RangeOf(type);
  for (ConceptIndex i = first; i < last; ++i) {
    if (is_chain ? concepts.chain(i) != code : !concepts.IsWithin(i, code)) continue;
    ForEachCarrierOn(profiles, i, *tie, day,
                     [&carriers](NodeIndex carrier) { carriers.push_back(carrier); });
  }
  SortDistinct(carriers);
  return carriers;
}

}  // namespace kontor
