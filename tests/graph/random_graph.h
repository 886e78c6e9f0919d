// Random collaboration graphs for the tests of this folder.
#pragma once

#include <random>
#include <utility>

#include "graph/collaboration_graph.h"
#include "graph/walk.h"

namespace kontor {

// Some organisations stay alone, some are in many partnerships, some partnerships are empty or have
// one member or no known start.
inline CollaborationGraph RandomCollaboration(unsigned seed, NodeIndex organisations,
                                              NodeIndex partnerships) {
  std::mt19937 random(seed);
  const auto below = [&random](unsigned bound) { return static_cast<NodeIndex>(random() % bound); };
  CollaborationGraphBuilder builder(organisations, partnerships);
  for (NodeIndex partnership = 0; partnership < partnerships; ++partnership) {
    if (below(5) > 0) {
      builder.SetStart(partnership, MakeDate(2000 + static_cast<int>(below(20)), 1, 1));
    }
    const NodeIndex members = below(12);
    for (NodeIndex i = 0; i < members; ++i) {
      // The lower an organisation's number, the busier it is.
      builder.AddTie(below(1 + below(organisations - organisations / 8)), partnership, false);
    }
  }
  return std::move(builder).Build();
}

inline TieStrengths FadingStrengths(const CollaborationGraph& graph) {
  constexpr double half_life_years = 4.0;
  return TieStrengths(graph, graph.newest_start(), half_life_years);
}

}  // namespace kontor
