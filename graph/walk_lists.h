// The nearest organisations of every organisation by the exact walk, computed ahead, so that asking
// costs one read. Worth it up to some 100,000 organisations; beyond, ask graph/online_walk.h.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/walk_solver.h"

namespace kontor {

struct WalkListOptions {
  size_t length = 50;  // of each list, above 0; 8 bytes an entry
  size_t threads = 1;  // above 0, each with a solver of its own; the lists are the same for any
  WalkSolverOptions solver;
};

// Reading is thread-safe. Memory: 8 * length bytes an organisation.
class WalkLists {
 public:
  // O(organisations / kLanes * ties * rounds)
  WalkLists(const WalkGraph& graph, const WalkListOptions& options);

  // Of other organisations, the nearest first, ties by index; shorter where the walk reaches fewer.
  [[nodiscard]] std::span<const WalkEntry> Of(NodeIndex organisation) const;

  // Computes the lists of some organisations again, in a graph with as many as at first, numbered
  // as then: exact for these as if all had been. REQUIRES: each organisation once
  void Recompute(const WalkGraph& graph, std::span<const NodeIndex> organisations);

  friend bool operator==(const WalkLists& a, const WalkLists& b) {
    return a.entries_ == b.entries_;
  }

 private:
  WalkListOptions options_;
  std::vector<WalkEntry> entries_;  // options_.length of each organisation, filled up with {}
};

}  // namespace kontor
