#include "bench/peers/neighbours.h"

#include <algorithm>
#include <cmath>

namespace kontor::bench {

Neighbours::Neighbours(const CollaborationGraph& graph) {
  std::vector<NodeIndex> seen_by(graph.organisation_count(), kNoNode);
  for (NodeIndex i = 0; i < graph.organisation_count(); ++i) {
    const auto begin = static_cast<std::ptrdiff_t>(targets_.size());
    seen_by[i] = i;
    for (const NodeIndex partnership : graph.Neighbours(i)) {
      for (const NodeIndex member : graph.Neighbours(partnership)) {
        if (seen_by[member] == i) continue;
        seen_by[member] = i;
        targets_.push_back(member);
      }
    }
    std::sort(targets_.begin() + begin, targets_.end());
    offsets_.push_back(targets_.size());
    const size_t degree = targets_.size() - static_cast<size_t>(begin);
    worths_.push_back(degree < 2 ? 0.0 : 1.0 / std::log(static_cast<double>(degree)));
  }
}

}  // namespace kontor::bench
