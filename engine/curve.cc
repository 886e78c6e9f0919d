#include "engine/curve.h"

#include <algorithm>
#include <cmath>

namespace kontor {

double Curve::Points(double value) const {
  // The last knot at or below the value, by halving without branches: a question asks this for
  // thousands of pairs, and no branch could be foreseen.
  const Knot* before = knots.data();
  for (size_t left = knots.size(); left > 1;) {
    const size_t half = left / 2;
    before += before[half].value <= value ? half : 0;
    left -= half;
  }
  const Knot* next = before + 1;
  if (value <= before->value || next == knots.data() + knots.size()) return before->points;
  const double way = (value - before->value) / (next->value - before->value);
  return std::lerp(before->points, next->points, way);  // never outside both
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
