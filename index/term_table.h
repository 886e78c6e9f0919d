// Distinct terms in alphabetical order: found by themselves or by their beginning; by a near
// spelling with index/near_word.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "base/texts.h"

namespace kontor {

using TermIndex = uint32_t;
inline constexpr TermIndex kNoTerm = UINT32_MAX;

// Immutable; thread-safe. Terms are numbered in alphabetical (byte) order.
class TermTable {
 public:
  TermTable() = default;
  // REQUIRES: ascending and distinct
  explicit TermTable(std::span<const std::string_view> terms);

  [[nodiscard]] size_t size() const { return terms_.size(); }
  [[nodiscard]] std::string_view operator[](size_t term) const { return terms_[term]; }
  // kNoTerm if it is none. O(log terms)
  [[nodiscard]] TermIndex Find(std::string_view term) const;
  // [first, last) of the terms that begin with `prefix`. O(log terms)
  [[nodiscard]] std::pair<TermIndex, TermIndex> BeginningWith(std::string_view prefix) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("terms", self.terms_);
  }

 private:
  Texts terms_;
};

}  // namespace kontor
