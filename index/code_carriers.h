// Who carries a code on a day?
#pragma once

#include <algorithm>
#include <vector>

#include "index/concepts.h"
#include "index/profiles.h"

namespace kontor {

// Calls visit(organisation) for those that carry this very code by the tie on the day (unknown:
// whenever), ascending. Countries and regions hold whenever.
template <typename Visit>
void ForEachCarrierOn(const ProfileTable& profiles, ConceptIndex code, EdgeType tie, Date day,
                      Visit visit) {
  const bool may_end = day.known() && tie != EdgeType::kInCountry && tie != EdgeType::kInRegion;
  for (const NodeIndex carrier : profiles.Carriers(code, tie)) {
    const bool holds =
        !may_end || std::ranges::any_of(profiles.Codes(carrier, tie), [&](const Attribution& one) {
          return one.concept_index == code && one.HoldsOn(day);
        });
    if (holds) visit(carrier);
  }
}

// Those that carry the code or a narrower one on the day; of a value chain those at its stages.
// Ascending. O(codes of its type + carriers * log)
std::vector<NodeIndex> CarriersOf(const ConceptTable& concepts, const ProfileTable& profiles,
                                  ConceptIndex code, Date day);

}  // namespace kontor
