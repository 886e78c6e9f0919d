#include "api/shown_points.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kontor {

double RoundTo2(double value) { return std::round(value * 100.0) / 100.0; }
double RoundTo4(double value) { return std::round(value * 10'000.0) / 10'000.0; }

ShownPoints ShowPoints(const std::array<Contribution, kFeatureCount>& contributions) {
  std::array<int64_t, kFeatureCount> hundredths = {};
  std::array<double, kFeatureCount> lost = {};
  std::array<size_t, kFeatureCount> order = {};
  double sum = 0.0;
  int64_t shown = 0;
  for (size_t i = 0; i < kFeatureCount; ++i) {
    const double exact = contributions[i].points * 100.0;
    sum += contributions[i].points;
    hundredths[i] = static_cast<int64_t>(std::floor(exact));
    lost[i] = exact - std::floor(exact);
    shown += hundredths[i];
    order[i] = i;
  }
  std::ranges::stable_sort(order, std::greater(), [&](size_t i) { return lost[i]; });
  const int64_t total = std::llround(sum * 100.0);
  for (size_t i = 0; i < kFeatureCount && shown < total; ++i, ++shown) ++hundredths[order[i]];

  ShownPoints result;
  int64_t reach = 0;
  for (size_t i = 0; i < kFeatureCount; ++i) {
    result.points[i] = static_cast<double>(hundredths[i]) / 100.0;
    if (BelongsToReach(kFeatures[i])) reach += hundredths[i];
  }
  result.score = static_cast<double>(shown) / 100.0;
  result.reach = static_cast<double>(reach) / 100.0;
  result.fit = static_cast<double>(shown - reach) / 100.0;
  return result;
}

}  // namespace kontor
