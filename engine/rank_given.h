// Partners from a list that somebody else has made, a search for instance.
#pragma once

#include <span>
#include <vector>

#include "engine/partners.h"

namespace kontor {

// Of these organisations as partners, best first, ties by index, the `query.top` behind the first
// `skip`; the same numbers as in a list, with the place among those given as `rank_by_score`. What
// concerns the list of partners alone is ignored: filters, exclusions, pins, caps, diversity,
// newcomers. Fails as FindPartners does. REQUIRES: ascending, without the asker
Result<std::vector<Suggestion>> RankGiven(const Snapshot& snapshot, const PartnerQuery& query,
                                          std::span<const NodeIndex> organisations, size_t skip,
                                          EngineScratch& scratch);

}  // namespace kontor
