#include "index/term_table.h"

#include <algorithm>
#include <cassert>
#include <ranges>
#include <utility>

#include "index/near_word.h"

namespace kontor {

TermTable::TermTable(std::span<const std::string_view> terms) {
  assert(std::ranges::is_sorted(terms));
  TextsBuilder texts;
  for (const std::string_view term : terms) texts.Add(term);
  terms_ = std::move(texts).Build();
}

TermIndex TermTable::Find(std::string_view term) const {
  const auto places = std::views::iota(size_t{0}, size());
  const auto at =
      std::ranges::lower_bound(places, term, {}, [this](size_t i) { return (*this)[i]; });
  return at != places.end() && (*this)[*at] == term ? static_cast<TermIndex>(*at) : kNoTerm;
}

std::pair<TermIndex, TermIndex> TermTable::BeginningWith(std::string_view prefix) const {
  const auto [first, last] = FindBeginning(*this, prefix);
  return {static_cast<TermIndex>(first), static_cast<TermIndex>(last)};
}

}  // namespace kontor
