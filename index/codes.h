// The codes of every organisation: what, by which tie, how much and when.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/column.h"
#include "base/date.h"
#include "base/id.h"
#include "base/packed_numbers.h"
#include "index/concepts.h"

namespace kontor {

// A code of an organisation.
struct Attribution {
  ConceptIndex concept_index = kNoConcept;
  EdgeType tie = EdgeType::kInSector;
  float weight = 1.0F;  // in (0,1]
  Date valid_from;
  Date valid_to;

  // True if it holds on that day; unknown ends are open.
  [[nodiscard]] bool HoldsOn(Date day) const {
    return (!valid_from.known() || valid_from <= day) && (!valid_to.known() || day <= valid_to);
  }
};

class CodeLists;
using CodeRange = ViewRange<CodeLists, Attribution>;

// Immutable; thread-safe. What organisations have in common - a code, its tie and its weight - is
// kept once, so that each of them has but a number of some 15 bits for it; and a list of those that
// are valid for a time.
class CodeLists {
 public:
  CodeLists() = default;
  // `begins`: of each organisation in `codes`, and the end. REQUIRES: ascending by (tie, concept)
  // within an organisation
  CodeLists(const std::vector<uint32_t>& begins, std::span<const Attribution> codes);

  // Ascending by (tie, concept). Valid as long as this.
  [[nodiscard]] CodeRange operator[](size_t organisation) const {
    return {*this, begins_[organisation], begins_[organisation + 1]};
  }
  // Those of one tie.
  [[nodiscard]] CodeRange Of(size_t organisation, EdgeType tie) const;

  [[nodiscard]] Attribution At(size_t position) const {
    const Kind& kind = KindAt(position);
    Attribution code{kind.concept_index, kind.tie(), kind.weight, {}, {}};
    if (IsDated(position)) AddDates(position, code);
    return code;
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("begins", self.begins_);
    visit("numbers", self.numbers_);
    visit("kinds", self.kinds_);
    visit("dated", self.dated_);
    visit("valid_from", self.valid_from_);
    visit("valid_to", self.valid_to_);
  }

 private:
  struct Kind {
    uint32_t tie_value = 0;  // so wide that no byte of it is undefined
    ConceptIndex concept_index = kNoConcept;
    float weight = 1.0F;
    [[nodiscard]] EdgeType tie() const { return static_cast<EdgeType>(tie_value); }
    friend auto operator<=>(const Kind&, const Kind&) = default;
  };
  static Kind KindOf(const Attribution& code) {
    return {static_cast<uint32_t>(code.tie), code.concept_index, code.weight};
  }
  [[nodiscard]] const Kind& KindAt(size_t position) const { return kinds_[numbers_[position] / 2]; }
  [[nodiscard]] bool IsDated(size_t position) const { return numbers_[position] % 2 != 0; }
  void AddDates(size_t position, Attribution& code) const;

  PackedNumbers begins_;
  PackedNumbers numbers_;   // twice the place in kinds_, and 1 where days are known
  Column<Kind> kinds_;      // that occur, ascending
  Column<uint32_t> dated_;  // positions, ascending
  PackedDates valid_from_;
  PackedDates valid_to_;
};

}  // namespace kontor
