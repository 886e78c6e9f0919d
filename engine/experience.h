// How experienced is each organisation in partnerships? What the feature experience is made of
// (engine/features.h has the formula).
#pragma once

#include <cstdint>

#include "base/date.h"
#include "graph/activity.h"
#include "graph/collaboration_graph.h"

namespace kontor {

struct Experience {
  uint64_t count = 0;         // partnerships so far
  uint64_t coordinated = 0;   // of them it coordinated
  uint64_t new_partners = 0;  // first met in the last two years
  Date newest;                // start of the newest partnership; unknown without any
  // Parts of the value.
  double count_points = 0.0;
  double coordinated_points = 0.0;
  double new_partners_points = 0.0;
  double recency_points = 0.0;

  // In [0,1].
  [[nodiscard]] double value() const {
    return count_points + coordinated_points + new_partners_points + recency_points;
  }
};

// Of one organisation with its activity; the newest partnership is as old as it is on `reference`.
Experience MeasureExperience(const CollaborationGraph& graph, const Activity& activity,
                             Date reference, NodeIndex organisation);

}  // namespace kontor
