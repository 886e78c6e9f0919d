// How are two organisations connected? Sourced paths through partnerships.
#pragma once

#include <vector>

#include "engine/partners.h"

namespace kontor {

// Shortest paths from one organisation, for the lists of one question. Not thread-safe.
class PathFinder {
 public:
  // O(participants of the organisation's partnerships)
  PathFinder(const Snapshot& snapshot, NodeIndex from);

  // A path of one step, else of two, with the newest partnerships; empty if there is none. Of two
  // steps the one whose older partnership is newest. O(participants of the partnerships of `to`)
  [[nodiscard]] std::vector<PathStep> UpToTwoSteps(NodeIndex to) const;

 private:
  struct Partner {
    NodeIndex organisation = 0;
    NodeIndex newest = 0;  // vertex of the newest partnership in common
  };
  [[nodiscard]] const Partner* FindPartner(NodeIndex organisation) const;

  const Snapshot& snapshot_;
  NodeIndex from_;
  std::vector<Partner> partners_;  // ascending by organisation
};

// A shortest path of at most `max_steps`, by breadth-first search; empty if there is none.
// O(ties) in the worst case.
std::vector<PathStep> ShortestPath(const Snapshot& snapshot, NodeIndex from, NodeIndex to,
                                   size_t max_steps);

}  // namespace kontor
