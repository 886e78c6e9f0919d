#include "graph/walk_index.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>
#include <vector>

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

// The hubs near each organisation, while they come.
class NearHubs {
 public:
  explicit NearHubs(const WalkGraph& graph)
      : graph_(graph),
        ranks_(graph.organisation_count() * WalkIndex::kHubsEach, 0),
        probabilities_(graph.organisation_count() * WalkIndex::kHubsEach, 0.0F) {}

  // Hubs from `begin` on, as many as `count`, in the lanes of the solver. REQUIRES: ascending calls
  void Add(uint32_t begin, const WalkSolver& solver, size_t count) {
    for (uint32_t rank = 0; rank < graph_.organisation_count(); ++rank) {
      const NodeIndex organisation = graph_.Organisation(rank);
      for (size_t lane = 0; lane < count; ++lane) {
        const auto hub = static_cast<uint32_t>(begin + lane);
        if (hub == rank) continue;
        // p(organisation -> hub) = p(hub -> organisation) * Total(hub) / Total(organisation)
        Insert(rank, hub,
               solver.Probability(lane, organisation) * graph_.Total(hub) / graph_.Total(rank));
      }
    }
  }
  [[nodiscard]] std::vector<uint16_t> TakeRanks() { return std::move(ranks_); }
  [[nodiscard]] std::vector<float> TakeProbabilities() { return std::move(probabilities_); }

 private:
  // Hubs come in ascending order, so that of equal ones the lowest stays first.
  void Insert(uint32_t rank, uint32_t hub, float probability) {
    constexpr size_t kEach = WalkIndex::kHubsEach;
    float* probabilities = &probabilities_[rank * kEach];
    uint16_t* hubs = &ranks_[rank * kEach];
    if (!(probability > probabilities[kEach - 1])) return;
    size_t place = kEach - 1;
    for (; place > 0 && probabilities[place - 1] < probability; --place) {
      probabilities[place] = probabilities[place - 1];
      hubs[place] = hubs[place - 1];
    }
    probabilities[place] = probability;
    hubs[place] = static_cast<uint16_t>(hub);
  }

  const WalkGraph& graph_;
  std::vector<uint16_t> ranks_;
  std::vector<float> probabilities_;
};

}  // namespace

WalkIndex::WalkIndex(const CollaborationGraph& graph, const TieStrengths& strengths,
                     const WalkIndexOptions& options)
    : restart_(static_cast<float>(options.solver.restart)),
      list_length_(options.list_length),
      graph_(graph, strengths),
      hub_count_(CountHubs(graph_, options)) {
  assert(options.hubs <= std::numeric_limits<uint16_t>::max() && options.list_length > 0);
  std::vector<WalkEntry> lists(hub_count_ * list_length_);
  NearHubs near(graph_);
  if (hub_count_ > 0) {
    WalkSolver solver(graph_, options.solver);
    std::vector<NodeIndex> starts;
    for (uint32_t begin = 0; begin < hub_count_; begin += kLanes) {
      starts.clear();
      for (uint32_t hub = begin; hub < std::min<size_t>(hub_count_, begin + kLanes); ++hub) {
        starts.push_back(graph_.Organisation(hub));
      }
      solver.Solve(starts);
      solver.Nearest(list_length_,
                     std::span(lists).subspan(begin * list_length_, starts.size() * list_length_));
      near.Add(begin, solver, starts.size());
    }
  }
  lists_ = Column(std::move(lists));
  hub_ranks_ = Column(near.TakeRanks());
  hub_probabilities_ = Column(near.TakeProbabilities());
}

std::span<const WalkEntry> WalkIndex::Nearest(uint32_t hub) const {
  assert(IsHub(hub));
  const WalkEntry* const list = lists_.data() + hub * list_length_;
  return {list, std::ranges::find(list, list + list_length_, kNoNode, &WalkEntry::organisation)};
}

}  // namespace kontor
