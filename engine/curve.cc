#include "engine/curve.h"

#include <algorithm>
#include <cmath>

namespace kontor {

double Curve::Points(double value) const {
  const auto next = std::ranges::upper_bound(knots, value, {}, &Knot::value);
  if (next == knots.begin()) return knots.front().points;
  if (next == knots.end()) return knots.back().points;
  const Knot& before = *(next - 1);
  const double way = (value - before.value) / (next->value - before.value);
  return std::lerp(before.points, next->points, way);  // never outside both
}

double Curve::Most() const { return std::ranges::max(knots, {}, &Knot::points).points; }

double CurveSet::Most(Feature feature) const {
  double sum = 0.0;
  for (const Curve& curve : curves) {
    if (FeatureOf(curve.signal) == feature) sum += curve.Most();
  }
  return sum;
}

}  // namespace kontor
