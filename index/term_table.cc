#include "index/term_table.h"

#include <cassert>
#include <ranges>
#include <stdexcept>

namespace kontor {

DistanceRows::DistanceRows(std::string_view word) : word_(word) {
  assert(word.size() <= kLongest);
  for (size_t j = 0; j <= word.size(); ++j) rows_[0][j] = static_cast<uint8_t>(j);
}

uint8_t DistanceRows::Compute(std::string_view term, size_t depth) {
  const auto& above = rows_[depth - 1];
  auto& row = rows_[depth];
  const char last = term[depth - 1];
  row[0] = static_cast<uint8_t>(depth);
  uint8_t least = row[0];
  for (size_t j = 1; j <= word_.size(); ++j) {
    const int substitution = above[j - 1] + (word_[j - 1] == last ? 0 : 1);
    int distance = std::min({row[j - 1] + 1, above[j] + 1, substitution});
    const bool transposed =
        depth > 1 && j > 1 && word_[j - 1] == term[depth - 2] && word_[j - 2] == last;
    if (transposed) distance = std::min(distance, rows_[depth - 2][j - 2] + 1);
    row[j] = static_cast<uint8_t>(distance);
    least = std::min(least, row[j]);
  }
  return least;
}

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
  const TermIndex first = BeginningWith(term).first;
  return first < size() && (*this)[first] == term ? first : kNoTerm;
}

std::pair<TermIndex, TermIndex> TermTable::BeginningWith(std::string_view prefix) const {
  const auto terms = std::views::iota(TermIndex{0}, static_cast<TermIndex>(size()));
  const TermIndex first = static_cast<TermIndex>(
      std::ranges::lower_bound(terms, prefix, {}, [this](TermIndex i) { return (*this)[i]; }) -
      terms.begin());
  return {first, EndOf(prefix, first)};
}

TermIndex TermTable::EndOf(std::string_view prefix, TermIndex first) const {
  const auto begins = [&](size_t i) {
    return i < size() && (*this)[static_cast<TermIndex>(i)].starts_with(prefix);
  };
  size_t step = 1;
  size_t inside = first;  // all before it begin so
  while (begins(inside + step - 1)) {
    inside += step;
    step *= 2;
  }
  for (; step > 0; step /= 2) {
    if (begins(inside + step - 1)) inside += step;
  }
  return static_cast<TermIndex>(inside);
}

}  // namespace kontor
