#include "index/geography_builder.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>
#include <utility>
#include <vector>

namespace kontor {
namespace {

// Rounded to some metres, so that the last digit of a sine does not tell machines apart.
float Coordinate(double x) { return static_cast<float>(std::round(x * 1e6) / 1e6); }

}  // namespace

void GeographyBuilder::AddStatus(ConceptIndex country, ConceptIndex programme,
                                 ProgrammeStatus status, Date from, Date to) {
  memberships_.push_back({country, programme, status, from, to});
}

Geography GeographyBuilder::Build(const ConceptTable& concepts) && {
  const ConceptIndex region = concepts.RangeOf(NodeType::kRegion).first;
  const ConceptIndex countries_end = concepts.RangeOf(NodeType::kCountry).second;
  static_assert(static_cast<int>(NodeType::kCountry) == static_cast<int>(NodeType::kRegion) + 1);
  std::vector<Geography::Position> positions(countries_end - region);
  for (const auto& [type, code, point] : centres_) {
    const double latitude = point.latitude * std::numbers::pi / 180.0;
    const double longitude = point.longitude * std::numbers::pi / 180.0;
    positions[concepts.Find(type, code) - region] = {
        Coordinate(std::cos(latitude) * std::cos(longitude)),
        Coordinate(std::cos(latitude) * std::sin(longitude)), Coordinate(std::sin(latitude))};
  }
  std::ranges::sort(memberships_, {}, [](const Geography::Membership& row) {
    return std::tuple(row.country, row.programme, row.from, row.to, row.status);
  });
  Geography geography;
  geography.first_place_ = region;
  geography.positions_ = Column(std::move(positions));
  geography.union_ = concepts.Find(NodeType::kProgramme, "EU");
  geography.memberships_ = Column(std::move(memberships_));
  return geography;
}

}  // namespace kontor
