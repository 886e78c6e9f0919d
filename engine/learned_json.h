// The learned part of a preset file:
//
//   [{"most_partnerships": 4,
//     "curves": {"walk": [[0, 0], [0.001, 12.5]], …}},
//    {"curves": {…}}]
//
// A set of curves for each class of askers, by ascending "most_partnerships"; the last one has
// none. A curve is a list of [value, points], values ascending, points at least 0. Points are
// scaled so that the most of a set is 100.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engine/curve.h"

namespace kontor {

// kBadData with `origin` and the place for what is no such list; nothing is taken over then.
Status ReadLearned(const nlohmann::json& json, std::string_view origin,
                   std::vector<CurveSet>& sets);
// The same as text, one curve a line.
std::string WriteLearned(const std::vector<CurveSet>& sets);

}  // namespace kontor
