// Who is nearest to one organisation in the walk with restart of graph/walk.h? Approximate and
// fast: the greatest probabilities, nearly all of them and nearly exact.
//
// Residuals are pushed (Andersen, Chung, Lang: Local graph partitioning using PageRank vectors,
// FOCS 2006) for a few rounds, but not beyond hubs: what arrives at these spreads as their stored
// lists say (Jeh, Widom: Scaling personalized web search, WWW 2003), and their own probabilities
// are looked up, exact by reversibility. Then one exact step of the walk's equation, backwards, for
// the few that may be among the nearest, puts these in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/walk_index.h"

namespace kontor {

struct OnlineWalkOptions {
  size_t count = 20;        // so many of the nearest are asked for, above 0
  size_t rounds = 4;        // at most, above 0
  float tolerance = 2e-5F;  // per unit of strength: what is on its way at an organisation stays
                            // there if it is no more; less is nearer and slower
};

// Scratch of one thread, reused between questions so that none allocates. Not thread-safe.
class OnlineWalkScratch {
 public:
  void Prepare(const WalkIndex& index);  // cheap when the sizes are unchanged

 private:
  friend class OnlineWalkSearch;
  // By rank, and of partnerships; all zero between questions.
  std::vector<float> estimates_;
  std::vector<float> residuals_;
  std::vector<uint8_t> reached_flags_;
  std::vector<float> sent_;
  std::vector<uint32_t> reached_;
  std::vector<uint32_t> frontier_;
  std::vector<uint32_t> partnerships_;
  std::vector<WalkEntry> nearest_;  // organisations by rank until the end
};

// Others than `start`, the nearest first, ties by index; fewer where the walk does not reach as
// many at once. Valid until the next question on the scratch. Deterministic, in single precision
// with sums in an order of the graph's. Time grows with `count` and the ties of the near
// organisations that are no hubs, hardly with the graph.
std::span<const WalkEntry> OnlineWalk(const WalkIndex& index, NodeIndex start,
                                      const OnlineWalkOptions& options, OnlineWalkScratch& scratch);

}  // namespace kontor
