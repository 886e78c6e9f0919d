// The facets that answers may come with: how many organisations have which country, sector, …. One
// for each criterion.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "index/criterion.h"

namespace kontor {

inline constexpr size_t kMostFacetValues = 25;

std::vector<Criterion> AllFacets();
// Names of facets, each once, or "all"; kInvalidArgument names those that there are.
Result<std::vector<Criterion>> ReadFacets(std::span<const std::string> words);

struct FacetValue {
  uint32_t value = 0;  // index/criterion.h; of newcomers only 1
  uint32_t organisations = 0;
  bool chosen = false;  // the filters name it
};

struct FacetCounts {
  Criterion facet = Criterion::kCountry;
  size_t different = 0;  // values that some organisation has
  // The most frequent ones, of years the latest ones, at most kMostFacetValues, and all that are
  // chosen; ties by value. Regions are those of NUTS 1 and 2, sectors the sections and divisions.
  std::vector<FacetValue> values;
};

}  // namespace kontor
