// Counts of facets, for all answers that have them. Only for .cc files, as api/json_document.h.
#pragma once

#include <span>
#include <string>

#include "api/json_document.h"
#include "engine/facet.h"
#include "engine/snapshot.h"

namespace kontor {

// A value as answers show it.
struct ShownValue {
  std::string code;
  std::string label;
};
ShownValue ShowValue(const Snapshot& snapshot, Criterion criterion, uint32_t value);

// {"country": {"different": 12, "values": [{"code", "label", "organisations", "chosen"}, …]}, …}
Json FacetsAsJson(const Snapshot& snapshot, std::span<const FacetCounts> facets);

// A line for each facet, with its most frequent values; "" without facets.
std::string FacetsAsTable(const Snapshot& snapshot, std::span<const FacetCounts> facets);

}  // namespace kontor
