// How close are two organisations in the collaboration network? A personalised random walk with
// restart (Tong, Faloutsos, Pan: Fast random walk with restart, ICDM 2006) on the bipartite graph,
// with ties weighted by age.
//
// The walk starts at one organisation. At each step it returns there with probability `restart`,
// else it follows a tie of the vertex with probability proportional to the tie's strength.
// Dangling rule: at a vertex without ties the walk returns to the start with certainty, so that no
// probability is lost and the stationary probabilities of all vertices sum to 1.
#pragma once

#include <cstdint>
#include <vector>

#include "base/column.h"
#include "base/date.h"
#include "graph/collaboration_graph.h"

namespace kontor {

// Strength of the ties of each partnership on a reference day: 2^(-age / half_life), age being the
// years since the partnership's start (0 when it starts later; unknown starts count as the oldest
// known one). Symmetric: both directions of a tie have the same strength, so the walk is
// reversible: p(a->b) * Total(a) == p(b->a) * Total(b) for two organisations with ties.
class TieStrengths {
 public:
  TieStrengths() = default;  // of no graph
  // O(ties). REQUIRES: half_life_years > 0
  TieStrengths(const CollaborationGraph& graph, Date reference, double half_life_years);

  // Strength of every tie of a partnership, in (0,1].
  [[nodiscard]] double Strength(NodeIndex partnership) const {
    return strengths_[partnership - first_partnership_];
  }
  // Sum of the strengths of a vertex's ties. O(ties of v)
  [[nodiscard]] double Total(const CollaborationGraph& graph, NodeIndex v) const;
  // The strength of one of a partnership's ties, divided by their number.
  [[nodiscard]] float StrengthPerMember(const CollaborationGraph& graph,
                                        NodeIndex partnership) const {
    const auto members = static_cast<double>(graph.Neighbours(partnership).size());
    return static_cast<float>(Strength(partnership) / members);
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("first_partnership", self.first_partnership_);
    visit("strengths", self.strengths_);
  }

 private:
  NodeIndex first_partnership_ = 0;
  Column<float> strengths_;  // of partnerships
};

inline constexpr double kRestart = 0.5;  // the probability of returning at each step

// All vertices' stationary probabilities by power iteration until the L1 change is below
// `tolerance`. The oracle of tests and evaluation: O(ties) an iteration.
std::vector<double> ExactWalk(const CollaborationGraph& graph, const TieStrengths& strengths,
                              NodeIndex start, double restart, double tolerance);

// The probability of walking from `b` to `a`, from that of walking from `a` to `b`.
// Strengths are those of all their ties (TieStrengths::Total).
// REQUIRES: both organisations have ties.
double ReverseProbability(double probability_a_to_b, double strength_of_a, double strength_of_b);

}  // namespace kontor
