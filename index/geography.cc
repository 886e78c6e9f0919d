#include "index/geography.h"

#include <algorithm>
#include <cmath>

namespace kontor {
namespace {

constexpr double kEarthRadiusKilometres = 6'371.0;

bool Holds(Date from, Date to, Date day) {
  return (!from.known() || from <= day) && (!to.known() || day <= to);
}

}  // namespace

std::optional<ProgrammeStatus> ReadProgrammeStatus(std::string_view text) {
  if (text == "member_state") return ProgrammeStatus::kMember;
  if (text == "associated" || text == "smp_cosme") return ProgrammeStatus::kAssociated;
  if (text == "third") return ProgrammeStatus::kThird;
  return std::nullopt;
}

std::optional<double> Geography::Kilometres(ConceptIndex a, ConceptIndex b) const {
  const Position p = PositionOf(a);
  const Position q = PositionOf(b);
  if (!p.known() || !q.known()) return std::nullopt;
  const double x = static_cast<double>(p.x) - static_cast<double>(q.x);
  const double y = static_cast<double>(p.y) - static_cast<double>(q.y);
  const double z = static_cast<double>(p.z) - static_cast<double>(q.z);
  return kEarthRadiusKilometres * std::sqrt(x * x + y * y + z * z);
}

bool Geography::IsOutsideUnion(ConceptIndex country, Date day) const {
  if (union_ == kNoConcept) return false;
  const auto rows = std::ranges::equal_range(memberships_, country, {}, &Membership::country);
  return std::ranges::none_of(rows, [&](const Membership& row) {
    return row.programme == union_ && row.status == ProgrammeStatus::kMember &&
           Holds(row.from, row.to, day);
  });
}

std::optional<ProgrammeStatus> Geography::StatusOn(ConceptIndex country, Date day) const {
  std::optional<ProgrammeStatus> best;
  for (const Membership& row :
       std::ranges::equal_range(memberships_, country, {}, &Membership::country)) {
    if (row.programme == union_ || !Holds(row.from, row.to, day)) continue;
    best = best ? std::min(*best, row.status) : row.status;
  }
  return best;
}

}  // namespace kontor
