#include "index/term_table.h"

#include <algorithm>
#include <cassert>
#include <ranges>
#include <stdexcept>

#include "index/near_word.h"

namespace kontor {

TermTable::TermTable(std::span<const std::string_view> terms) {
  assert(std::ranges::is_sorted(terms));
  size_t letters = 0;
  for (const std::string_view term : terms) letters += term.size();
  if (letters > UINT32_MAX) throw std::length_error("the terms have more than 4 GB of letters");
  letters_.reserve(letters);
  offsets_.reserve(terms.size() + 1);
  for (const std::string_view term : terms) {
    letters_ += term;
    offsets_.push_back(static_cast<uint32_t>(letters_.size()));
  }
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
