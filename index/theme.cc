#include "index/theme.h"

#include <algorithm>

namespace kontor {

std::span<const ThemeWeight> ThemeTable::Vector(NodeIndex organisation) const {
  const size_t begin = vector_offsets_[organisation];
  return std::span(vectors_).subspan(begin, vector_offsets_[organisation + 1] - begin);
}

std::span<const ThemeCarrier> ThemeTable::Carriers(ThemeIndex theme) const {
  const size_t begin = carrier_offsets_[theme];
  return std::span(carriers_).subspan(begin, carrier_offsets_[theme + 1] - begin);
}

std::span<const ThemeCarrier> ThemeTable::Carriers(ThemeIndex theme, ConceptIndex country) const {
  const auto in_country = std::ranges::equal_range(
      Carriers(theme), country, {},
      [this](const ThemeCarrier& carrier) { return countries_[carrier.organisation]; });
  return {in_country.begin(), in_country.end()};
}

std::span<const ThemeWeight> ThemeTable::PartnershipVector(NodeIndex partnership) const {
  const size_t begin = partnership_vector_offsets_[partnership];
  return std::span(partnership_vectors_)
      .subspan(begin, partnership_vector_offsets_[partnership + 1] - begin);
}

std::span<const ThemedPartnership> ThemeTable::Partnerships(ThemeIndex theme) const {
  const size_t begin = partnership_offsets_[theme];
  return std::span(partnerships_).subspan(begin, partnership_offsets_[theme + 1] - begin);
}

}  // namespace kontor
