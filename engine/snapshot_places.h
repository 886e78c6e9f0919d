// In which country and region is each organisation, when several statements disagree?
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/date.h"
#include "index/concepts.h"
#include "index/profiles.h"

namespace kontor {

struct PlaceStatement {
  NodeIndex organisation = 0;
  ConceptIndex place = kNoConcept;  // a country or a region
  Date stated;
  bool of_duplicate = false;  // it was said of a record that the organisation stands for
};

struct RegionCountry {
  ConceptIndex region = kNoConcept;
  ConceptIndex country = kNoConcept;
  friend auto operator<=>(const RegionCountry&, const RegionCountry&) = default;
};

struct Place {
  ConceptIndex country = kNoConcept;
  ConceptIndex region = kNoConcept;
};

// The place of each of `count` organisations. What was said of the organisation itself stands
// before what was said of a duplicate, then the newest; a narrower region within the one that
// stands is preferred, whoever named it. Without a statement about the country it is that of the
// region or of the nearest broader region that has one. O(statements log statements), whatever
// their order.
std::vector<Place> ChoosePlaces(NodeIndex count, const ConceptTable& concepts,
                                std::vector<PlaceStatement> statements,
                                std::vector<RegionCountry> region_countries);

}  // namespace kontor
