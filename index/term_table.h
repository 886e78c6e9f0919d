// Distinct terms in alphabetical order: found by themselves or by their beginning; by a near
// spelling with index/near_word.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor {

using TermIndex = uint32_t;
inline constexpr TermIndex kNoTerm = UINT32_MAX;

// Immutable; thread-safe. Terms are numbered in alphabetical (byte) order.
class TermTable {
 public:
  TermTable() = default;
  // REQUIRES: ascending and distinct
  explicit TermTable(std::span<const std::string_view> terms);

  [[nodiscard]] size_t size() const { return offsets_.size() - 1; }
  [[nodiscard]] std::string_view operator[](size_t term) const {
    return std::string_view(letters_).substr(offsets_[term], offsets_[term + 1] - offsets_[term]);
  }
  // kNoTerm if it is none. O(log terms)
  [[nodiscard]] TermIndex Find(std::string_view term) const;
  // [first, last) of the terms that begin with `prefix`. O(log terms)
  [[nodiscard]] std::pair<TermIndex, TermIndex> BeginningWith(std::string_view prefix) const;

  [[nodiscard]] size_t byte_size() const {
    return letters_.size() + offsets_.size() * sizeof(uint32_t);
  }

 private:
  std::string letters_;
  std::vector<uint32_t> offsets_ = {0};
};

}  // namespace kontor
