// The order of the list: the best first, but not twenty of the same kind.
#pragma once

#include <vector>

#include "engine/score.h"

namespace kontor {

// Maximal marginal relevance (Carbonell, Goldstein: The use of MMR, SIGIR 1998): repeatedly takes
// the candidate with the greatest (1 - diversity) * relevance - diversity * likeness, where
// relevance is its score divided by the best one and likeness the greatest likeness to one already
// taken. Chooses among the best 5 * top. With diversity 0 this is the order by score. Ties as in
// `scored`. O(top^2). REQUIRES: `scored` is sorted as ScoreAll does; 0 <= diversity <= 1
std::vector<ScoredCandidate> Rerank(const Snapshot& snapshot,
                                    const std::vector<ScoredCandidate>& scored, size_t top,
                                    double diversity);

// How alike two organisations are to a reader of the list, in [0,1]: half for the same country, a
// quarter for the same NUTS 2 region, a quarter for a common ecosystem or, where there is none,
// kind.
double Likeness(const Snapshot& snapshot, NodeIndex a, NodeIndex b);

}  // namespace kontor
