#include "engine/learn.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kontor {
namespace {

constexpr double kLeastBend = 0.02;  // points that leaving out a knot may change a curve by
constexpr int kDigits = 5;           // significant ones that a preset keeps

double Rounded(double number) {
  if (number == 0.0) return 0.0;
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(number))));
  const double unit = std::pow(10.0, magnitude - kDigits + 1);
  return std::round(number / unit) * unit;
}

// Drops the knots that lie almost on the line between their neighbours that are kept.
std::vector<Knot> Simplified(const std::vector<Knot>& knots) {
  std::vector<Knot> kept = {knots.front()};
  for (size_t last = 0, next = 1; next < knots.size(); ++next) {
    if (next + 1 == knots.size()) {
      kept.push_back(knots[next]);
      break;
    }
    const Knot& from = knots[last];
    const Knot& to = knots[next + 1];
    const bool bends = std::ranges::any_of(
        knots.begin() + static_cast<std::ptrdiff_t>(last) + 1,
        knots.begin() + static_cast<std::ptrdiff_t>(next) + 1, [&](const Knot& knot) {
          const double way = (knot.value - from.value) / (to.value - from.value);
          return std::abs(from.points + way * (to.points - from.points) - knot.points) > kLeastBend;
        });
    if (!bends) continue;
    kept.push_back(knots[next]);
    last = next;
  }
  return kept;
}

std::vector<Curve> Readable(std::vector<Curve> curves) {
  for (Curve& curve : curves) {
    curve.knots = Simplified(curve.knots);
    for (Knot& knot : curve.knots) knot = {Rounded(knot.value), Rounded(knot.points)};
    const auto repeated = std::ranges::unique(curve.knots, {}, &Knot::value);
    curve.knots.erase(repeated.begin(), repeated.end());
  }
  return curves;
}

}  // namespace

Result<Preset> LearnPreset(const Examples& examples, const LearnOptions& options) {
  if (examples.groups.empty()) {
    return Fail(ErrorCode::kInvalidArgument,
                "there is nothing to learn from: no organisation found a new partner then");
  }
  CurveFit shared(examples);
  shared.Fit(0, std::numeric_limits<size_t>::max(), options.shared);
  Preset preset;
  std::vector<uint32_t> classes = options.classes;
  classes.push_back(UINT32_MAX);
  size_t fewest = 0;
  for (const uint32_t most : classes) {
    CurveFit fit = shared;
    fit.Fit(fewest, most, options.apart);
    std::vector<Curve> curves = Readable(fit.Curves());
    if (curves.empty()) {
      return Fail(ErrorCode::kInvalidArgument,
                  "there is too little to learn from: nothing tells new partners from others");
    }
    preset.learned.push_back({most, std::move(curves)});
    fewest = static_cast<size_t>(most) + 1;
  }
  return preset;
}

}  // namespace kontor
