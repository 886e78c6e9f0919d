#include "graph/walk_index.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace kontor {
namespace {

uint32_t CountHubs(const WalkGraph& graph, const WalkIndexOptions& options) {
  uint32_t count = 0;
  while (count < graph.organisation_count() && count < options.hubs &&
         graph.Partnerships(count).size() >= options.hub_ties) {
    ++count;
  }
  return count;
}

}  // namespace

WalkIndex::WalkIndex(const CollaborationGraph& graph, const TieStrengths& strengths,
                     const WalkIndexOptions& options)
    : options_(options),
      graph_(graph, strengths),
      hub_count_(CountHubs(graph_, options)),
      lists_(hub_count_ * options.list_length),
      hub_ranks_(graph_.organisation_count() * kHubsEach, 0),
      hub_probabilities_(graph_.organisation_count() * kHubsEach, 0.0F) {
  assert(options.hubs <= std::numeric_limits<uint16_t>::max() && options.list_length > 0);
  if (hub_count_ == 0) return;
  WalkSolver solver(graph_, options.solver);
  std::vector<NodeIndex> starts;
  for (uint32_t begin = 0; begin < hub_count_; begin += kLanes) {
    starts.clear();
    for (uint32_t hub = begin; hub < std::min<size_t>(hub_count_, begin + kLanes); ++hub) {
      starts.push_back(graph_.Organisation(hub));
    }
    solver.Solve(starts);
    solver.Nearest(options.list_length,
                   std::span(lists_).subspan(begin * options.list_length,
                                             starts.size() * options.list_length));
    AddHubs(begin, solver, starts.size());
  }
}

void WalkIndex::AddHubs(uint32_t begin, const WalkSolver& solver, size_t count) {
  for (uint32_t rank = 0; rank < graph_.organisation_count(); ++rank) {
    const NodeIndex organisation = graph_.Organisation(rank);
    for (size_t lane = 0; lane < count; ++lane) {
      const auto hub = static_cast<uint32_t>(begin + lane);
      if (hub == rank) continue;
      // p(organisation -> hub) = p(hub -> organisation) * Total(hub) / Total(organisation)
      InsertHub(rank, hub,
                solver.Probability(lane, organisation) * graph_.Total(hub) / graph_.Total(rank));
    }
  }
}

// Hubs come in ascending order, so that of equal ones the lowest stays first.
void WalkIndex::InsertHub(uint32_t rank, uint32_t hub, float probability) {
  float* probabilities = &hub_probabilities_[rank * kHubsEach];
  uint16_t* hubs = &hub_ranks_[rank * kHubsEach];
  if (!(probability > probabilities[kHubsEach - 1])) return;
  size_t place = kHubsEach - 1;
  for (; place > 0 && probabilities[place - 1] < probability; --place) {
    probabilities[place] = probabilities[place - 1];
    hubs[place] = hubs[place - 1];
  }
  probabilities[place] = probability;
  hubs[place] = static_cast<uint16_t>(hub);
}

std::span<const WalkEntry> WalkIndex::Nearest(uint32_t hub) const {
  assert(IsHub(hub));
  const auto list = std::span(lists_).subspan(hub * options_.list_length, options_.list_length);
  return {list.begin(), std::ranges::find(list, kNoNode, &WalkEntry::organisation)};
}

}  // namespace kontor
