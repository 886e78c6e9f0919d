// The network of organisations as other systems keep it: everyone's partners, each once.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/collaboration_graph.h"

namespace kontor::bench {

// Two are neighbours if they share a partnership. Immutable; thread-safe.
class Neighbours {
 public:
  explicit Neighbours(const CollaborationGraph& graph);

  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(worths_.size()); }
  [[nodiscard]] size_t count() const { return targets_.size(); }  // both directions
  [[nodiscard]] std::span<const NodeIndex> Of(NodeIndex organisation) const {
    return std::span(targets_).subspan(offsets_[organisation],
                                       offsets_[organisation + 1] - offsets_[organisation]);
  }
  // What it is worth as a common neighbour: 1 / ln(its neighbours); 0 for less than two of them,
  // who are nobody's common neighbour.
  [[nodiscard]] double Worth(NodeIndex organisation) const { return worths_[organisation]; }

 private:
  std::vector<size_t> offsets_ = {0};
  std::vector<NodeIndex> targets_;
  std::vector<double> worths_;
};

}  // namespace kontor::bench
