// Which known word was meant by a misspelt one, or by its misspelt beginning?
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <string_view>
#include <utility>

namespace kontor {

// How often one may err in a word of so many letters and still mean it.
inline size_t EditsAllowed(std::string_view word) {
  constexpr size_t kOneEditFrom = 4;
  constexpr size_t kTwoEditsFrom = 8;
  return word.size() >= kTwoEditsFrom ? 2 : word.size() >= kOneEditFrom ? 1 : 0;
}

// The rows of the matrix of edit distances between a word and one term after the other. Terms come
// in alphabetical order, so that a row is computed once for all that begin alike.
class DistanceRows {
 public:
  static constexpr size_t kLongest = 64;  // bytes of the word, and of a term's looked at part

  // REQUIRES: word.size() <= kLongest
  explicit DistanceRows(std::string_view word);

  // Computes row `depth` for a term of that many bytes or more; the rows above it are of this term
  // already. Returns the smallest number in it: terms that begin so are not nearer than that.
  // REQUIRES: 0 < depth <= kLongest
  uint8_t Compute(std::string_view term, size_t depth);
  // Of the term's first `depth` bytes: insertions, deletions, substitutions, transpositions of
  // neighbours (optimal string alignment).
  [[nodiscard]] uint8_t Distance(size_t depth) const { return rows_[depth][word_.size()]; }
  // Of the term's beginnings of up to `depth` bytes the nearest, of several the longest.
  [[nodiscard]] size_t Nearest(size_t depth) const { return nearest_[depth]; }

 private:
  std::string_view word_;
  std::array<std::array<uint8_t, kLongest + 1>, kLongest + 1> rows_{};
  std::array<uint8_t, kLongest + 1> nearest_{};
};

// [first, last) of the words that begin with `beginning`; `words` ascending. O(log words)
template <typename Words>
std::pair<size_t, size_t> FindBeginning(const Words& words, std::string_view beginning) {
  const auto places = std::views::iota(size_t{0}, words.size());
  const auto first = std::ranges::partition_point(
      places, [&](size_t i) { return std::string_view(words[i]) < beginning; });
  const auto last = std::ranges::partition_point(first, places.end(), [&](size_t i) {
    return std::string_view(words[i]).starts_with(beginning);
  });
  return {static_cast<size_t>(first - places.begin()), static_cast<size_t>(last - places.begin())};
}

// Visits the words (ascending) of the places [first, last) that may be within so many edits of
// `word`, or have a beginning that may: visit(place, rows, depth), where `depth` rows are computed
// of the word at that place, all of them if it may be. Others that begin with these `depth` bytes
// are passed over if they cannot lead there. REQUIRES: word.size() <= DistanceRows::kLongest
template <typename Words, typename Visit>
void WalkNear(const Words& words, std::pair<size_t, size_t> places, std::string_view word,
              size_t bound, Visit visit) {
  DistanceRows rows(word);
  std::string_view before;  // the last one, of which rows are computed
  size_t computed = 0;      // how many
  for (size_t i = places.first; i < places.second;) {
    const std::string_view one = words[i];
    const auto apart = std::ranges::mismatch(before.substr(0, computed), one);
    computed = static_cast<size_t>(apart.in2 - one.begin());
    before = one;
    bool can_lead_there = true;
    while (can_lead_there && computed < std::min(one.size(), DistanceRows::kLongest)) {
      can_lead_there = rows.Compute(one, ++computed) <= bound;
    }
    visit(i, rows, computed);
    ++i;
    if (can_lead_there) continue;
    // Those that begin so too: mostly few, so galloping.
    const std::string_view beginning = one.substr(0, computed);
    const auto begins = [&](size_t at) {
      return at < places.second && std::string_view(words[at]).starts_with(beginning);
    };
    size_t step = 1;
    for (; begins(i + step - 1); step *= 2) i += step;
    for (; step > 0; step /= 2) {
      if (begins(i + step - 1)) i += step;
    }
  }
}

// Calls visit(place, distance) for the words (ascending) within EditsAllowed of `word`, those two
// edits away only if they have the same first letter: who errs twice still begins well. No word of
// more than DistanceRows::kLongest bytes is near another.
template <typename Words, typename Visit>
void ForEachNear(const Words& words, std::string_view word, Visit visit) {
  const size_t bound = EditsAllowed(word);
  if (bound == 0 || word.size() > DistanceRows::kLongest) return;
  const auto alike = FindBeginning(words, word.substr(0, 1));
  const auto walk = [&](std::pair<size_t, size_t> places, size_t edits) {
    WalkNear(words, places, word, edits, [&](size_t place, const DistanceRows& rows, size_t depth) {
      const bool is_whole = depth == std::string_view(words[place]).size();
      if (is_whole && rows.Distance(depth) <= edits) visit(place, rows.Distance(depth));
    });
  };
  walk({0, alike.first}, 1);
  walk(alike, bound);
  walk({alike.second, words.size()}, 1);
}

// A number that is near another is another.
inline bool HasDigit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return '0' <= c && c <= '9'; });
}

struct NearWord {
  std::string_view text;  // a word, or its beginning
  size_t distance = 0;
  uint32_t uses = 0;  // of the word
};

inline bool IsLikelier(const NearWord& a, const NearWord& b) {
  return a.distance != b.distance ? a.distance < b.distance : a.uses > b.uses;
}

// Of the words (ascending) with the same first letter the nearest within EditsAllowed, the one with
// the most uses(its place) of several, then the first. `is_begun`: their beginnings count as well.
// Visits only the beginnings that can lead there.
template <typename Words, typename Uses>
std::optional<NearWord> NearestWord(const Words& words, std::string_view word, bool is_begun,
                                    Uses uses) {
  std::optional<NearWord> nearest;
  if (word.size() > DistanceRows::kLongest) return nearest;
  const auto alike = FindBeginning(words, word.substr(0, 1));
  // Most err once, and the fewer edits, the fewer beginnings are visited.
  for (size_t bound = 1; bound <= EditsAllowed(word) && !nearest; ++bound) {
    WalkNear(words, alike, word, bound,
             [&](size_t place, const DistanceRows& rows, size_t computed) {
               const std::string_view text = words[place];
               const size_t depth = is_begun ? rows.Nearest(computed) : computed;
               const bool counts = is_begun || computed == text.size();
               if (!counts || rows.Distance(depth) > bound) return;
               const NearWord one{text.substr(0, depth), rows.Distance(depth), uses(place)};
               if (!nearest || IsLikelier(one, *nearest)) nearest = one;
             });
  }
  return nearest;
}

}  // namespace kontor
