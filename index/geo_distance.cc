#include "index/geo_distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kontor {
namespace {

constexpr double kEarthRadiusMetres = 6'371'000.0;
constexpr double kRadians = std::numbers::pi / 180.0;  // of a degree

double SquaredSine(double x) { return std::sin(x) * std::sin(x); }

}  // namespace

uint32_t MetresBetween(const GeoPoint& a, const GeoPoint& b) {
  const double north = SquaredSine((b.latitude - a.latitude) * kRadians / 2.0);
  const double east = SquaredSine((b.longitude - a.longitude) * kRadians / 2.0);
  const double haversine =
      north + std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * east;
  const double metres = 2.0 * kEarthRadiusMetres * std::asin(std::sqrt(std::min(1.0, haversine)));
  return static_cast<uint32_t>(std::lround(metres));
}

}  // namespace kontor
