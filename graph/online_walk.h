// Who is nearest to one organisation in the walk with restart of graph/walk.h? Approximate and
// fast: the greatest probabilities of graph/near_walk.h, nearly all of them and nearly exact. One
// exact step of the walk's equation, backwards, for the few that may be among the nearest puts
// these in order.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/near_walk.h"

namespace kontor {

struct OnlineWalkOptions {
  size_t count = 20;  // so many of the nearest are asked for, above 0
  // Far and rough: the last step mends what is near.
  NearWalkOptions walk = {.rounds = 4, .tolerance = 2e-5F};
};

// Scratch of one thread, reused between questions so that none allocates. Not thread-safe.
struct OnlineWalkScratch {
  NearWalkScratch walk;
  std::vector<WalkEntry> nearest;  // organisations by rank until the end
};

// Others than `start`, the nearest first, ties by index; fewer where the walk does not reach as
// many at once. Valid until the next question on the scratch. Deterministic, as NearWalk is. Time
// grows with `count` and that of NearWalk.
std::span<const WalkEntry> OnlineWalk(const WalkIndex& index, NodeIndex start,
                                      const OnlineWalkOptions& options, OnlineWalkScratch& scratch);

}  // namespace kontor
