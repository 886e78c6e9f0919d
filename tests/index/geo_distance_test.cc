#include "index/geo_distance.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

namespace kontor {
namespace {

// Whether a distance is so many kilometres, within one.
bool IsNear(uint32_t metres, double kilometres) {
  return std::abs(metres / 1'000.0 - kilometres) <= 1.0;
}

TEST_CASE("distances are those around the earth", "[index][geo_distance]") {
  const GeoPoint berlin{52.52, 13.405};
  const GeoPoint paris{48.8566, 2.3522};
  CHECK(MetresBetween(berlin, berlin) == 0);
  CHECK(IsNear(MetresBetween(berlin, paris), 877.5));
  CHECK(MetresBetween(berlin, paris) == MetresBetween(paris, berlin));
  CHECK(IsNear(MetresBetween({0.0, 0.0}, {0.0, 90.0}), 10'007.5));
  CHECK(IsNear(MetresBetween({0.0, 179.5}, {0.0, -179.5}), 111.2));
  CHECK(MetresBetween({0.0, 0.0}, {0.0, 180.0}) == 20'015'087);
  CHECK(MetresBetween({90.0, 0.0}, {-90.0, 50.0}) == 20'015'087);
}

}  // namespace
}  // namespace kontor
