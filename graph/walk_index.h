// What the walk of one question looks up instead of walking it: hubs, the organisations with most
// ties. A walk that arrives at a hub spreads over much of the graph but says little of who is near,
// so hubs are walked from once, exactly, and graph/online_walk.h stops at them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/column.h"
#include "graph/walk_graph.h"
#include "graph/walk_solver.h"

namespace kontor {

struct WalkIndexOptions {
  size_t hubs = 256;        // at most 65,535; each sixteen cost one exact solution
  size_t hub_ties = 32;     // fewer make no hub
  size_t list_length = 50;  // of each hub's list, above 0
  WalkSolverOptions solver;
};

// Immutable; thread-safe. Memory: 120 bytes an organisation and the copy of the graph.
class WalkIndex {
 public:
  static constexpr size_t kHubsEach = 20;  // as many as a list of twenty can hold

  WalkIndex() = default;  // of nobody
  // O(hubs * (ties * rounds / kLanes + organisations)). The same on every machine.
  WalkIndex(const CollaborationGraph& graph, const TieStrengths& strengths,
            const WalkIndexOptions& options = {});

  [[nodiscard]] const WalkGraph& graph() const { return graph_; }
  [[nodiscard]] float restart() const { return restart_; }
  // Those with the lowest ranks are the hubs.
  [[nodiscard]] bool IsHub(uint32_t rank) const { return rank < hub_count_; }
  [[nodiscard]] size_t list_length() const { return list_length_; }

  // Organisations nearest to a hub, the nearest first. REQUIRES: IsHub(hub)
  [[nodiscard]] std::span<const WalkEntry> Nearest(uint32_t hub) const;

  // Calls visit(hub, probability) for the kHubsEach hubs most probable for a walk from the
  // organisation with that rank, other than itself: the exact probability, by reversibility from
  // the walk of the hub.
  template <typename Visit>
  void ForEachNearHub(uint32_t rank, Visit visit) const {
    for (size_t i = rank * kHubsEach; i < (rank + 1) * kHubsEach; ++i) {
      if (hub_probabilities_[i] == 0.0F) return;
      visit(uint32_t{hub_ranks_[i]}, hub_probabilities_[i]);
    }
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("restart", self.restart_);
    visit("list_length", self.list_length_);
    visit("graph", self.graph_);
    visit("hub_count", self.hub_count_);
    visit("lists", self.lists_);
    visit("hub_ranks", self.hub_ranks_);
    visit("hub_probabilities", self.hub_probabilities_);
  }

 private:
  float restart_ = 0.0F;
  uint64_t list_length_ = 0;
  WalkGraph graph_;
  uint32_t hub_count_ = 0;
  Column<WalkEntry> lists_;          // list_length_ of each hub
  Column<uint16_t> hub_ranks_;       // kHubsEach of each rank, the most probable first
  Column<float> hub_probabilities_;  // parallel to them; 0 at unused places
};

}  // namespace kontor
