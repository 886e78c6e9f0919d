// Who has worked with one organisation? Prepared once for a question.
#pragma once

#include <span>
#include <vector>

#include "graph/collaboration_graph.h"

namespace kontor {

// Clean between questions.
struct NeighbourhoodScratch {
  std::vector<NodeIndex> newest;  // of each organisation; kNoNode when clean
  std::vector<NodeIndex> partners;
};

// Not thread-safe; one at a time on a scratch, which it leaves clean unless an exception ends it.
class Neighbourhood {
 public:
  // O(participants of the organisation's partnerships)
  Neighbourhood(const CollaborationGraph& graph, NodeIndex organisation,
                NeighbourhoodScratch& scratch);
  ~Neighbourhood();
  Neighbourhood(const Neighbourhood&) = delete;
  Neighbourhood& operator=(const Neighbourhood&) = delete;

  [[nodiscard]] NodeIndex organisation() const { return organisation_; }
  // All who share a partnership with it, each once, in no order.
  [[nodiscard]] std::span<const NodeIndex> partners() const { return scratch_.partners; }
  // Vertex of the newest partnership with `other` (ties by index), or kNoNode if there is none.
  [[nodiscard]] NodeIndex NewestWith(NodeIndex other) const { return scratch_.newest[other]; }

 private:
  NodeIndex organisation_;
  NeighbourhoodScratch& scratch_;
};

}  // namespace kontor
