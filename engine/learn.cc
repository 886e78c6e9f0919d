#include "engine/learn.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace kontor {
namespace {

constexpr double kLeastBend = 0.02;  // points that leaving out a knot may change a curve by
constexpr int kDigits = 5;           // significant ones of a value
constexpr double kPointUnits = 1e3;  // of a point

// As it is written with so many digits.
double RoundedValue(double value) {
  std::array<char, 32> text = {};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::scientific, kDigits - 1);
  double rounded = 0.0;
  std::from_chars(text.data(), end.ptr, rounded);
  return rounded;
}

double RoundedPoints(double points) { return std::round(points * kPointUnits) / kPointUnits; }

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

// Rounding leaves the most of all curves a little off 100: the highest curve makes up for it.
void FillUp(std::vector<Curve>& curves) {
  const auto highest = std::ranges::max_element(curves, {}, &Curve::Most);
  if (highest == curves.end()) return;
  double rest = 100.0;
  for (const Curve& curve : curves) rest -= curve.Most();
  const double stretch = 1.0 + rest / highest->Most();
  for (Knot& knot : highest->knots) knot.points = RoundedPoints(knot.points * stretch);
}

// With fewer knots and digits, without curves that are flat then.
std::vector<Curve> Readable(std::vector<Curve> curves) {
  for (Curve& curve : curves) {
    curve.knots = Simplified(curve.knots);
    for (Knot& knot : curve.knots) knot = {RoundedValue(knot.value), RoundedPoints(knot.points)};
    const auto repeated = std::ranges::unique(curve.knots, {}, &Knot::value);
    curve.knots.erase(repeated.begin(), repeated.end());
  }
  std::erase_if(curves, [](const Curve& curve) { return curve.Most() <= 0.0; });
  FillUp(curves);
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
