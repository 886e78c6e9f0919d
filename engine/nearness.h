// How near are some organisations to the asker? What candidates.h measures of all at once.
#pragma once

#include <span>
#include <vector>

#include "engine/connections.h"
#include "engine/partners.h"

namespace kontor {

// The same numbers that FindCandidates gives, parallel to `candidates`. O(ties near the asker)
std::vector<Nearness> MeasureNearness(const Snapshot& snapshot, const PartnerQuery& query,
                                      std::span<const NodeIndex> candidates,
                                      EngineScratch& scratch);

}  // namespace kontor
