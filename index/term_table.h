// Distinct terms in alphabetical order: found by themselves, by their beginning, or by a near
// spelling.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor {

using TermIndex = uint32_t;
inline constexpr TermIndex kNoTerm = UINT32_MAX;

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

 private:
  std::string_view word_;
  std::array<std::array<uint8_t, kLongest + 1>, kLongest + 1> rows_{};
};

// Immutable; thread-safe. Terms are numbered in alphabetical (byte) order.
class TermTable {
 public:
  TermTable() = default;
  // REQUIRES: ascending and distinct
  explicit TermTable(std::span<const std::string_view> terms);

  [[nodiscard]] size_t size() const { return offsets_.size() - 1; }
  [[nodiscard]] std::string_view operator[](TermIndex term) const {
    return std::string_view(letters_).substr(offsets_[term], offsets_[term + 1] - offsets_[term]);
  }
  // kNoTerm if it is none. O(log terms)
  [[nodiscard]] TermIndex Find(std::string_view term) const;
  // [first, last) of the terms that begin with `prefix`. O(log terms)
  [[nodiscard]] std::pair<TermIndex, TermIndex> BeginningWith(std::string_view prefix) const;
  // Calls visit(term, distance) for the terms within `bound` edits of the word, ascending; longer
  // ones than DistanceRows::kLongest are passed over. Visits only the beginnings that can lead
  // there. Nothing for a word that is too long itself.
  template <typename Visit>
  void ForEachNear(std::string_view word, size_t bound, Visit visit) const;

  [[nodiscard]] size_t byte_size() const {
    return letters_.size() + offsets_.size() * sizeof(uint32_t);
  }

 private:
  // The first term from `first` on that does not begin with `prefix`; galloping.
  [[nodiscard]] TermIndex EndOf(std::string_view prefix, TermIndex first) const;

  std::string letters_;
  std::vector<uint32_t> offsets_ = {0};
};

template <typename Visit>
void TermTable::ForEachNear(std::string_view word, size_t bound, Visit visit) const {
  if (word.size() > DistanceRows::kLongest) return;
  DistanceRows rows(word);
  std::string_view before;  // the last term, of which rows are computed
  size_t computed = 0;      // how many
  for (TermIndex i = 0; i < size();) {
    const std::string_view term = (*this)[i];
    const auto apart = std::ranges::mismatch(before.substr(0, computed), term);
    computed = static_cast<size_t>(apart.in2 - term.begin());
    before = term;
    const size_t last = std::min(term.size(), DistanceRows::kLongest);
    bool can_lead_there = true;
    while (can_lead_there && computed < last) {
      can_lead_there = rows.Compute(term, ++computed) <= bound;
    }
    if (!can_lead_there) {
      i = EndOf(term.substr(0, computed), i);
      continue;
    }
    if (term.size() == computed && rows.Distance(computed) <= bound) {
      visit(i, size_t{rows.Distance(computed)});
    }
    ++i;
  }
}

}  // namespace kontor
