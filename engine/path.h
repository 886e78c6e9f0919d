// How are two organisations connected that are further apart than a partner of a partner?
#pragma once

#include <vector>

#include "engine/partners.h"

namespace kontor {

// A shortest path of at most `max_steps`, by breadth-first search; empty if there is none.
// O(ties) in the worst case.
std::vector<PathStep> ShortestPath(const Snapshot& snapshot, NodeIndex from, NodeIndex to,
                                   size_t max_steps);

}  // namespace kontor
