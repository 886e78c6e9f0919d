// What the points of a learned preset rest on.
#pragma once

#include <vector>

#include "engine/curve.h"
#include "engine/features.h"

namespace kontor {

// Of one feature: shares of the feature's points, descending, at most kMaxFacts.
std::vector<Fact> LearnedFacts(const CurveSet& set, Feature feature, const Pair& pair);

}  // namespace kontor
