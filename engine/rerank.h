// The list: the best first, but not twenty of a kind, with a door for newcomers, and with what the
// user wants on it.
#pragma once

#include <span>
#include <vector>

#include "engine/score.h"

namespace kontor {

// Of a newcomer that the floor puts before a better one, the least share of that one's score: no
// place of the list costs more than half of its score.
inline constexpr double kLeastScoreKept = 0.5;

struct ListRules {
  size_t top = Limits::default_top;  // places, at most; REQUIRES: >= pinned.size()
  double diversity = 0.0;            // in [0,1]
  double newcomer_share = 0.0;       // in [0,1]
  Caps caps;
  std::span<const NodeIndex> pinned;  // REQUIRES: each once, and among the scored
};

struct Placement {
  size_t position = 0;  // in `scored`
  PlacedBy by = PlacedBy::kRank;
};

struct RankedList {
  std::vector<Placement> places;  // first to last
  size_t missing_by_caps = 0;     // places that no candidate was left for
  size_t missing_newcomers = 0;   // places that the floor found no newcomer for
};

// Fills the list place by place.
//
// - The pinned ones come first, in their order. They count for caps and floor, which do not move
//   them.
// - A candidate is out once a cap is reached that it falls under. What is unknown is no group,
//   except for the kind "other", which counts as one.
// - Of those left, the best 5 * top, the next is the one with the greatest
//   (1 - diversity) * relevance - diversity * likeness: maximal marginal relevance (Carbonell,
//   Goldstein: The use of MMR, SIGIR 1998). Relevance is the score divided by the best one's,
//   likeness the greatest likeness (likeness.h) to one already on the list. Without diversity this
//   is the order by score.
// - Of the first n places, for every n, floor(newcomer_share * n) belong to newcomers (newcomer.h),
//   as in FA*IR (Zehlike et al.: FA*IR: A Fair Top-k Ranking Algorithm, CIKM 2017). Where the next
//   one would break that, the best newcomer is lifted to its place, by the same measure, or if none
//   is among the best 5 * top, by score; never one with less than kLeastScoreKept of its score.
//   What could not be kept at one place is made up for at the next.
//
// Ties as in `scored`. Caps that are never reached, and a floor that is kept anyway, change
// nothing. O(top * 5 top), with caps or floor O(top * scored) at most.
// REQUIRES: `scored` is sorted as ScoreAll does
RankedList Rerank(const Snapshot& snapshot, std::span<const ScoredCandidate> scored,
                  const ListRules& rules);

}  // namespace kontor
