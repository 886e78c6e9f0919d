// Who has worked with one organisation? Prepared once for a question, then asked for each
// suggestion.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/partners.h"

namespace kontor {

// Not thread-safe; one at a time on a scratch, which it leaves clean unless an exception ends it.
class Neighbourhood {
 public:
  // O(participants of the organisation's partnerships)
  Neighbourhood(const CollaborationGraph& graph, NodeIndex organisation,
                NeighbourhoodScratch& scratch);
  ~Neighbourhood();
  Neighbourhood(const Neighbourhood&) = delete;
  Neighbourhood& operator=(const Neighbourhood&) = delete;

  // All who share a partnership with it, each once, in no order.
  [[nodiscard]] std::span<const NodeIndex> partners() const { return scratch_.partners; }
  // Vertex of the newest partnership with `other` (ties by index), or kNoNode if there is none.
  [[nodiscard]] NodeIndex NewestWith(NodeIndex other) const { return scratch_.newest[other]; }
  // How many organisations are partners of both. O(participants of the partnerships of `other`)
  [[nodiscard]] uint64_t CommonPartners(NodeIndex other) const;
  // A path to `to` of one step, else of two, by the newest partnerships; empty if there is none. Of
  // two steps the one whose older partnership is newest. O(participants of the partnerships of
  // `to`)
  [[nodiscard]] std::vector<PathStep> PathTo(NodeIndex to) const;

 private:
  const CollaborationGraph& graph_;
  NodeIndex organisation_;
  NeighbourhoodScratch& scratch_;
};

}  // namespace kontor
