#include "engine/curve.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

namespace kontor {
namespace {

TEST_CASE("a curve is straight between its knots and flat outside them", "[engine][curve]") {
  const Curve curve{Signal::kWalk, {{1.0, 2.0}, {3.0, 10.0}, {5.0, 6.0}}};
  CHECK(curve.Points(0.0) == 2.0);
  CHECK(curve.Points(1.0) == 2.0);
  CHECK(curve.Points(1.5) == 4.0);
  CHECK(curve.Points(3.0) == 10.0);
  CHECK(curve.Points(4.0) == 8.0);
  CHECK(curve.Points(5.0) == 6.0);
  CHECK(curve.Points(1e300) == 6.0);
  CHECK(curve.Most() == 10.0);
}

TEST_CASE("a curve of one knot is the same everywhere", "[engine][curve]") {
  const Curve curve{Signal::kWalk, {{1.0, 7.0}}};
  CHECK(curve.Points(0.0) == 7.0);
  CHECK(curve.Points(1.0) == 7.0);
  CHECK(curve.Points(2.0) == 7.0);
}

TEST_CASE("a curve never gives more than its highest knot", "[engine][curve]") {
  const Curve curve{Signal::kWalk, {{0.1, 0.3}, {0.7, 12.3456789}}};
  for (double value = 0.1; value < 0.7; value += 1e-4) {
    CHECK(curve.Points(value) <= curve.Most());
    CHECK(curve.Points(value) >= 0.3);
  }
  CHECK(curve.Points(std::nextafter(0.7, 0.0)) <= curve.Most());
}

TEST_CASE("the most of a feature is that of its curves together", "[engine][curve]") {
  const CurveSet set{.curves = {{Signal::kThemeCosine, {{0.0, 30.0}, {1.0, 5.0}}},
                                {Signal::kOnTheme, {{0.0, 0.0}, {1.0, 20.0}}},
                                {Signal::kRecent, {{0.0, 0.0}, {9.0, 50.0}}}}};
  CHECK(set.Most(Feature::kTheme) == 50.0);
  CHECK(set.Most(Feature::kExperience) == 50.0);
  CHECK(set.Most(Feature::kNetwork) == 0.0);
  CHECK(CurveSet{}.Most(Feature::kTheme) == 0.0);
}

}  // namespace
}  // namespace kontor
