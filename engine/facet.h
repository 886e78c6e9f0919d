// The facets that answers may come with: how many organisations have which country, sector, ….
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace kontor {

enum class Facet : uint8_t {
  kCountry,
  kRegion,  // NUTS 1 and 2
  kSector,  // sections and divisions
  kEcosystem,
  kTechnology,
  kStage,
  kLabel,
  kKind,
  kNewcomer,  // at most two partnerships (engine/newcomer.h)
};
inline constexpr size_t kFacetCount = 9;
inline constexpr size_t kMostFacetValues = 25;

std::string_view Name(Facet facet);  // "country"
std::vector<Facet> AllFacets();
// Names of facets, each once, or "all"; kInvalidArgument names those that there are.
Result<std::vector<Facet>> ReadFacets(std::span<const std::string> words);

struct FacetValue {
  uint32_t value = 0;  // a ConceptIndex, a position in kOrganisationKinds, or 1: newcomers
  uint32_t organisations = 0;
  bool chosen = false;  // the filters name it
};

struct FacetCounts {
  Facet facet = Facet::kCountry;
  size_t different = 0;  // values that some organisation has
  // The most frequent ones, at most kMostFacetValues, and all that are chosen; ties by value.
  std::vector<FacetValue> values;
};

}  // namespace kontor
