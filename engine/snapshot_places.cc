#include "engine/snapshot_places.h"

#include <algorithm>
#include <tuple>

namespace kontor {
namespace {

// By organisation, the statement that stands first.
bool StandsBefore(const PlaceStatement& a, const PlaceStatement& b) {
  return std::tie(a.organisation, a.of_duplicate, b.stated, a.place) <
         std::tie(b.organisation, b.of_duplicate, a.stated, b.place);
}

void Choose(const ConceptTable& concepts, const PlaceStatement& statement, Place& place) {
  if (concepts.type(statement.place) == NodeType::kCountry) {
    if (place.country == kNoConcept) place.country = statement.place;
  } else if (place.region == kNoConcept || concepts.IsWithin(statement.place, place.region)) {
    place.region = statement.place;
  }
}

ConceptIndex CountryOf(ConceptIndex region, const ConceptTable& concepts,
                       const std::vector<RegionCountry>& countries) {
  for (; region != kNoConcept; region = concepts.parent(region)) {
    const auto found = std::ranges::lower_bound(countries, region, {}, &RegionCountry::region);
    if (found != countries.end() && found->region == region) return found->country;
  }
  return kNoConcept;
}

}  // namespace

std::vector<Place> ChoosePlaces(NodeIndex count, const ConceptTable& concepts,
                                std::vector<PlaceStatement> statements,
                                std::vector<RegionCountry> region_countries) {
  std::ranges::sort(statements, StandsBefore);
  std::ranges::sort(region_countries);
  std::vector<Place> places(count);
  for (const PlaceStatement& statement : statements) {
    Choose(concepts, statement, places[statement.organisation]);
  }
  for (Place& place : places) {
    if (place.country == kNoConcept) {
      place.country = CountryOf(place.region, concepts, region_countries);
    }
  }
  return places;
}

}  // namespace kontor
