// Boost.Graph: power iteration over the library's view of our graph, as its users would write it.
#include <boost/graph/iteration_macros.hpp>
#include <cmath>

#include "bench/peers/peers.h"
#include "graph/boost_adapter.h"

namespace kontor::bench {
namespace {

// Probabilities to an L1 change of 1e-6. All vertices that matter have ties.
std::vector<double> PowerIteration(const CollaborationGraph& graph, const TieStrengths& strengths,
                                   NodeIndex start, double restart) {
  std::vector<double> current(num_vertices(graph), 0.0);
  std::vector<double> next(current.size());
  current[start] = 1.0;
  for (double change = 1.0; change > 1e-6;) {
    std::ranges::fill(next, 0.0);
    next[start] = restart;
    BGL_FORALL_VERTICES(v, graph, CollaborationGraph) {
      if (current[v] == 0.0) continue;
      const double share = (1.0 - restart) * current[v] / strengths.Total(graph, v);
      BGL_FORALL_OUTEDGES(v, tie, graph, CollaborationGraph) {
        const NodeIndex u = target(tie, graph);
        next[u] += share * strengths.Strength(graph.IsPartnership(v) ? v : u);
      }
    }
    change = 0.0;
    for (size_t v = 0; v < next.size(); ++v) change += std::abs(next[v] - current[v]);
    std::swap(current, next);
  }
  return current;
}

}  // namespace

Contestant BoostWalk(const Dataset& data, double restart) {
  return {.name = "Boost.Graph, power iteration",
          .answer = [&data, restart](size_t first, std::span<std::vector<Scored>> best) {
            const NodeIndex asker = data.askers[first];
            const auto scores =
                PowerIteration(data.graph(), data.snapshot->strengths, asker, restart);
            BestOf(std::span(scores).first(data.size()), asker, best.front());
          }};
}

}  // namespace kontor::bench
