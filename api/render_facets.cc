#include "api/render_facets.h"

#include <algorithm>

#include "api/display_width.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr size_t kValuesInTable = 8;
constexpr size_t kFacetWidth = 14;

}  // namespace

ShownValue ShowValue(const Snapshot& snapshot, Criterion criterion, uint32_t value) {
  if (TypeOf(criterion)) {
    return {std::string(snapshot.concepts.code(value)),
            std::string(snapshot.concepts.Label(value, "en"))};
  }
  if (criterion == Criterion::kActiveSince) {
    return {std::to_string(value), "since " + std::to_string(value)};
  }
  if (criterion == Criterion::kKind) {
    return {std::string(kOrganisationKinds[value]), std::string(kOrganisationKinds[value])};
  }
  return value == 1 ? ShownValue{"true", "newcomers"} : ShownValue{"false", "no newcomers"};
}

Json FacetsAsJson(const Snapshot& snapshot, std::span<const FacetCounts> facets) {
  Json all = Json::object();
  for (const FacetCounts& counts : facets) {
    Json values = Json::array();
    for (const FacetValue& value : counts.values) {
      const ShownValue shown = ShowValue(snapshot, counts.facet, value.value);
      values.push_back({{"code", shown.code},
                        {"label", shown.label},
                        {"organisations", value.organisations},
                        {"chosen", value.chosen}});
    }
    all[std::string(Name(counts.facet))] = {{"different", counts.different},
                                            {"values", std::move(values)}};
  }
  return all;
}

std::string FacetsAsTable(const Snapshot& snapshot, std::span<const FacetCounts> facets) {
  std::string table;
  for (const FacetCounts& counts : facets) {
    if (counts.values.empty()) continue;
    table += FitTo(Name(counts.facet), kFacetWidth);
    size_t place = 0;
    for (const FacetValue& value : counts.values) {
      if (++place > kValuesInTable && !value.chosen) continue;
      const ShownValue shown = ShowValue(snapshot, counts.facet, value.value);
      table += (place == 1 ? "" : ", ") + Printable(shown.code) + (value.chosen ? "* " : " ") +
               std::to_string(value.organisations);
    }
    if (counts.different > kValuesInTable) {
      table += ", … (" + std::to_string(counts.different) + " in all)";
    }
    table += "\n";
  }
  return table;
}

}  // namespace kontor
