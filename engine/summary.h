// What features look at in every candidate, side by side in memory, so that a candidate costs one
// look instead of five.
#pragma once

#include <cstdint>

#include "base/column.h"
#include "base/date.h"
#include "graph/activity.h"
#include "graph/collaboration_graph.h"
#include "graph/walk.h"
#include "index/profiles.h"

namespace kontor {

struct OrganisationSummary {
  double experience = 0.0;    // value of that feature (engine/experience.h)
  double tie_strength = 0.0;  // of all its ties together (TieStrengths::Total)
  // As in its profile.
  ConceptIndex country = kNoConcept;
  ConceptIndex region = kNoConcept;
  float completeness = 0.0F;
  Date updated;
  // How many such codes it has, whenever they hold.
  uint32_t labels = 0;
  uint32_t targets = 0;
};

// Of each organisation; `activity` likewise. O(organisations)
Column<OrganisationSummary> Summarise(const CollaborationGraph& graph,
                                      const TieStrengths& strengths,
                                      const Column<Activity>& activity,
                                      const ProfileTable& profiles, Date reference);

}  // namespace kontor
