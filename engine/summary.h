// What features need of every candidate and would take long to compute.
#pragma once

#include "base/column.h"
#include "base/date.h"
#include "graph/activity.h"
#include "graph/collaboration_graph.h"
#include "graph/walk.h"

namespace kontor {

struct OrganisationSummary {
  float experience = 0.0F;    // value of that feature (engine/experience.h)
  float tie_strength = 0.0F;  // of all its ties together (TieStrengths::Total)
};

// Of each organisation; `activity` likewise. O(ties)
Column<OrganisationSummary> Summarise(const CollaborationGraph& graph,
                                      const TieStrengths& strengths,
                                      const Column<Activity>& activity, Date reference);

}  // namespace kontor
