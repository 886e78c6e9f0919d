// How near is one organisation to the asker? What candidates.h measures of all at once.
#pragma once

#include "engine/connections.h"
#include "engine/partners.h"

namespace kontor {

// The same numbers that FindCandidates gives. O(ties near the asker)
Nearness MeasureNearness(const Snapshot& snapshot, const PartnerQuery& query, NodeIndex candidate,
                         EngineScratch& scratch);

}  // namespace kontor
