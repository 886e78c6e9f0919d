// Where countries and regions are, and what countries are in the EU and its programmes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "base/column.h"
#include "base/date.h"
#include "index/concepts.h"

namespace kontor {

// What a country is in a programme.
enum class ProgrammeStatus : uint32_t {
  kMember = 0,      // a member state
  kAssociated = 1,  // associated to the programme, or taking part in its single-market part
  kThird = 2,       // outside
};
// "member_state", "associated", "smp_cosme" or "third"; nothing for other words.
std::optional<ProgrammeStatus> ReadProgrammeStatus(std::string_view text);

// Immutable after building; thread-safe.
class Geography {
 public:
  // Between the centres of two countries or regions, through the earth (5 % short of the way around
  // it at 7,000 km). Nothing where one of them is not known. O(1)
  [[nodiscard]] std::optional<double> Kilometres(ConceptIndex a, ConceptIndex b) const;
  // True if the members of the EU are known and the country is none on that day. O(log countries)
  [[nodiscard]] bool IsOutsideUnion(ConceptIndex country, Date day) const;
  // What the country is on that day in the programmes of that day (the Union itself is none): the
  // best of all. Nothing where no programme says so: unknown, and not "outside".
  [[nodiscard]] std::optional<ProgrammeStatus> StatusOn(ConceptIndex country, Date day) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("first_place", self.first_place_);
    visit("positions", self.positions_);
    visit("union", self.union_);
    visit("memberships", self.memberships_);
  }

 private:
  friend class GeographyBuilder;
  struct Position {  // of a unit vector from the centre of the earth; all 0: unknown
    float x = 0.0F;
    float y = 0.0F;
    float z = 0.0F;
    [[nodiscard]] bool known() const { return x != 0.0F || y != 0.0F || z != 0.0F; }
  };
  struct Membership {
    ConceptIndex country = kNoConcept;
    ConceptIndex programme = kNoConcept;
    ProgrammeStatus status = ProgrammeStatus::kThird;
    Date from;  // the first and the last day; unknown: open
    Date to;
  };
  static_assert(std::has_unique_object_representations_v<Membership>);  // no undefined bytes
  [[nodiscard]] Position PositionOf(ConceptIndex place) const {
    const size_t i = place - first_place_;  // wraps around below it
    return i < positions_.size() ? positions_[i] : Position{};
  }

  ConceptIndex first_place_ = 0;     // countries and regions stand together
  Column<Position> positions_;       // of the concepts from first_place_ on
  ConceptIndex union_ = kNoConcept;  // the programme that stands for the EU itself
  Column<Membership> memberships_;   // ascending by (country, programme, from)
};

}  // namespace kontor
