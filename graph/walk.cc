#include "graph/walk.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "graph/tie_age.h"

namespace kontor {
namespace {

// One step of the walk from every vertex: next = restart * start + (1 - restart) * W^T current, the
// mass at dangling vertices going back to the start.
void Step(const CollaborationGraph& graph, const TieStrengths& strengths, double restart,
          const std::vector<double>& current, std::vector<double>& next) {
  for (NodeIndex v = 0; v < graph.vertex_count(); ++v) {
    if (current[v] == 0.0) continue;
    const double total = strengths.Total(graph, v);
    if (total == 0.0) continue;
    const double share = (1.0 - restart) * current[v] / total;
    for (const NodeIndex u : graph.Neighbours(v)) {
      next[u] += share * strengths.Strength(graph.IsPartnership(v) ? v : u);
    }
  }
}

}  // namespace

TieStrengths::TieStrengths(const CollaborationGraph& graph, Date reference, double half_life_years)
    : first_partnership_(graph.organisation_count()) {
  assert(half_life_years > 0.0);
  const Date oldest = OldestKnownStart(graph);
  std::vector<float> strengths;
  strengths.reserve(graph.partnership_count());
  for (NodeIndex p = first_partnership_; p < graph.vertex_count(); ++p) {
    const Date start = graph.Start(p).known() ? graph.Start(p) : oldest;
    strengths.push_back(static_cast<float>(FadedStrength(start, reference, half_life_years)));
  }
  strengths_ = Column(std::move(strengths));
}

double TieStrengths::Total(const CollaborationGraph& graph, NodeIndex v) const {
  const auto ties = graph.Neighbours(v);
  if (graph.IsPartnership(v)) return Strength(v) * static_cast<double>(ties.size());
  double total = 0.0;
  for (const NodeIndex partnership : ties) total += Strength(partnership);
  return total;
}

std::vector<double> ExactWalk(const CollaborationGraph& graph, const TieStrengths& strengths,
                              NodeIndex start, double restart, double tolerance) {
  assert(start < graph.vertex_count() && restart > 0.0 && restart < 1.0 && tolerance > 0.0);
  std::vector<double> current(graph.vertex_count(), 0.0);
  std::vector<double> next(graph.vertex_count());
  current[start] = 1.0;
  double change = 1.0;
  while (change >= tolerance) {
    std::ranges::fill(next, 0.0);
    Step(graph, strengths, restart, current, next);
    // What did not go on along a tie returns to the start.
    next[start] += 1.0 - std::accumulate(next.begin(), next.end(), 0.0);
    change = 0.0;
    for (size_t v = 0; v < next.size(); ++v) change += std::abs(next[v] - current[v]);
    std::swap(current, next);
  }
  return current;
}

double ReverseProbability(double probability_a_to_b, double strength_of_a, double strength_of_b) {
  assert(strength_of_a > 0.0 && strength_of_b > 0.0);
  return probability_a_to_b * strength_of_a / strength_of_b;
}

}  // namespace kontor
