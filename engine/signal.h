// What a learned preset looks at: numbers measured of a pair (engine/signals.h), each of which
// belongs to one feature. A curve (engine/curve.h) turns each into points.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/feature.h"

namespace kontor {

// All are at least 0. "x" asks, "y" is the candidate.
enum class Signal : uint8_t {
  kThemeCosine,      // cosine of the theme vectors of x and y (index/theme.h)
  kOnTheme,          // y's partnerships on x's themes, fading (engine/connections.h)
  kWalk,             // probability of the walk from x to y (graph/walk.h)
  kWalkBack,         // and from y to x
  kPaths,            // through common partners (graph/partner_paths.h)
  kThemedPaths,      // the same on x's themes (engine/connections.h)
  kCountryAffinity,  // of both countries (engine/country_affinity.h)
  kSameCity,         // 1 if both are in the same city of a country
  kPartners,         // how many organisations y has worked with; this and what follows is y's
                     // activity (graph/activity.h)
  kNewPartners,      // of them first in the last two years
  kNewestPartners,   // of them first in the last year
  kRecent,           // partnerships that began within 18 months
  kSinceFirst,       // years since its first partnership
  kSinceLast,        // years since its newest
  kNewcomerShare,    // of those it worked with, for whom it was the first partnership
  kSizeMatch,        // its fading partnerships that are as large as x's usually are
};
inline constexpr size_t kSignalCount = 16;

std::string_view Name(Signal signal);  // "theme_cosine"
std::optional<Signal> FindSignal(std::string_view name);
// The feature in whose contribution a signal's points are shown.
Feature FeatureOf(Signal signal);

}  // namespace kontor
