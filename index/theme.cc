#include "index/theme.h"

#include <algorithm>

namespace kontor {

std::span<const ThemeCarrier> ThemeTable::Carriers(ThemeIndex theme, ConceptIndex country) const {
  const auto in_country = std::ranges::equal_range(
      Carriers(theme), country, {},
      [this](const ThemeCarrier& carrier) { return countries_[carrier.organisation]; });
  return {in_country.begin(), in_country.end()};
}

}  // namespace kontor
