// How the strength of a tie fades with its age. Shared by the measures of the network.
#pragma once

#include "base/date.h"
#include "graph/collaboration_graph.h"

namespace kontor {

// The earliest known start of any partnership; unknown if there is none.
Date OldestKnownStart(const CollaborationGraph& graph);

// 2^(-age / half_life_years), age being the years from `start` to `reference`; 1 where `start` is
// later or a date is unknown, and never below 1e-30, so that nothing vanishes by rounding.
double FadedStrength(Date start, Date reference, double half_life_years);

}  // namespace kontor
