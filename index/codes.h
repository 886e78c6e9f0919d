// The codes of every organisation: what, by which tie, how much and when.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/column.h"
#include "base/date.h"
#include "base/id.h"
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

// Immutable; thread-safe. Nine bytes a code, and a list of those that are valid for a time.
class CodeLists {
 public:
  CodeLists() = default;
  // `begins`: of each organisation in `codes`, and the end. REQUIRES: ascending by (tie, concept)
  // within an organisation
  CodeLists(std::vector<uint32_t> begins, std::span<const Attribution> codes);

  // Ascending by (tie, concept). Valid as long as this.
  [[nodiscard]] CodeRange operator[](size_t organisation) const {
    return {*this, begins_[organisation], begins_[organisation + 1]};
  }
  // Those of one tie.
  [[nodiscard]] CodeRange Of(size_t organisation, EdgeType tie) const;

  [[nodiscard]] Attribution At(size_t position) const {
    Attribution code{concepts_[position], TieAt(position), weights_[position], {}, {}};
    if ((ties_[position] & kDated) != 0) AddDates(position, code);
    return code;
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("begins", self.begins_);
    visit("concepts", self.concepts_);
    visit("ties", self.ties_);
    visit("weights", self.weights_);
    visit("dated", self.dated_);
    visit("valid_from", self.valid_from_);
    visit("valid_to", self.valid_to_);
  }

 private:
  static constexpr uint8_t kDated = 0x80;  // beside the tie: it has a day from or to which it holds
  [[nodiscard]] EdgeType TieAt(size_t position) const {
    return static_cast<EdgeType>(ties_[position] & ~kDated);
  }
  void AddDates(size_t position, Attribution& code) const;

  Column<uint32_t> begins_;
  Column<ConceptIndex> concepts_;
  Column<uint8_t> ties_;
  Column<float> weights_;
  Column<uint32_t> dated_;  // positions, ascending
  Column<Date> valid_from_;
  Column<Date> valid_to_;
};

}  // namespace kontor
