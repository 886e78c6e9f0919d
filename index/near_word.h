// Which known word was meant by a misspelt one, or by its misspelt beginning?
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/column.h"
#include "base/texts.h"
#include "index/term_table.h"

namespace kontor {

// How often one may err in a word of so many letters and still mean it.
inline size_t EditsAllowed(std::string_view word) {
  constexpr size_t kOneEditFrom = 4;
  constexpr size_t kTwoEditsFrom = 8;
  return word.size() >= kTwoEditsFrom ? 2 : word.size() >= kOneEditFrom ? 1 : 0;
}

struct NearWord {
  std::string_view text;  // a word, or its beginning
  size_t distance = 0;
  uint32_t uses = 0;  // of the word
};

inline bool IsLikelier(const NearWord& a, const NearWord& b) {
  return a.distance != b.distance ? a.distance < b.distance : a.uses > b.uses;
}

// As NearestWord, within so many edits. REQUIRES: word.size() <= DistanceRows::kLongest
template <typename Uses>
std::optional<NearWord> NearestWithin(size_t bound, const Texts& words, std::string_view word,
                                      bool is_begun, Uses uses) {
  const TextRange all(words, 0, words.size());
  const auto behind = [&](std::string_view prefix, size_t from) {
    const auto end = std::ranges::partition_point(
        all.begin() + static_cast<std::ptrdiff_t>(from), all.end(),
        [&](std::string_view one) { return one.substr(0, prefix.size()) <= prefix; });
    return static_cast<size_t>(end - all.begin());
  };
  const std::string_view initial = word.substr(0, 1);
  auto i = static_cast<size_t>(std::ranges::lower_bound(all, initial) - all.begin());
  const size_t last = behind(initial, i);
  DistanceRows rows(word);
  std::array<size_t, DistanceRows::kLongest + 1> nearest{};  // of the beginnings up to each depth
  std::optional<NearWord> best;
  std::string_view before;
  size_t computed = 0;
  while (i < last) {
    const std::string_view term = all[i];
    computed = static_cast<size_t>(std::ranges::mismatch(before.substr(0, computed), term).in2 -
                                   term.begin());
    before = term;
    bool can_lead_there = true;
    while (can_lead_there && computed < std::min(term.size(), DistanceRows::kLongest)) {
      can_lead_there = rows.Compute(term, ++computed) <= bound;
      const bool is_nearer = rows.Distance(computed) <= rows.Distance(nearest[computed - 1]);
      nearest[computed] = is_nearer ? computed : nearest[computed - 1];
    }
    const size_t depth = is_begun ? nearest[computed] : computed;
    if ((is_begun || computed == term.size()) && rows.Distance(depth) <= bound) {
      const NearWord one{term.substr(0, depth), rows.Distance(depth), uses(i)};
      if (!best || IsLikelier(one, *best)) best = one;
    }
    i = can_lead_there ? i + 1 : behind(term.substr(0, computed), i);
  }
  return best;
}

// Of the words (ascending) with the same first letter the nearest within EditsAllowed, the one with
// the most uses(its place) of several, then the first. `is_begun`: their beginnings count as well.
// Visits only the beginnings that can lead there.
template <typename Uses>
std::optional<NearWord> NearestWord(const Texts& words, std::string_view word, bool is_begun,
                                    Uses uses) {
  std::optional<NearWord> nearest;
  if (word.size() > DistanceRows::kLongest) return nearest;
  // Most err once, and the fewer edits, the fewer beginnings are visited.
  for (size_t bound = 1; bound <= EditsAllowed(word) && !nearest; ++bound) {
    nearest = NearestWithin(bound, words, word, is_begun, uses);
  }
  return nearest;
}

}  // namespace kontor
