#include "engine/snapshot_as_of.h"

#include <algorithm>

namespace kontor {
namespace {

// What it is called, and that it is invented, is true of the days before it was stated, too.
bool HoldsAlways(Field field) {
  return field == Field::kInvented || field == Field::kName || field == Field::kAlias ||
         field == Field::kAcronym || field == Field::kIdentifier;
}

bool PlacesIt(EdgeType tie) { return tie == EdgeType::kInCountry || tie == EdgeType::kInRegion; }

}  // namespace

bool AsOf::IsLater(const Edge& tie, Date start) const {
  if (tie.valid_from.known()) return IsLater(tie.valid_from);
  if (PlacesIt(tie.key.type) || tie.key.type == EdgeType::kSameAs) return false;
  return IsLater(start.known() ? start : tie.date);
}

bool AsOf::Knew(const NodeView& organisation) const {
  const auto told = [this](const ValueView& value) { return !IsLater(value.date); };
  return !day_.known() || std::ranges::any_of(organisation.values, told);
}

bool AsOf::Knew(const Edge& tie) const {
  if (PlacesIt(tie.key.type)) return !IsLater(tie.date);
  return tie.key.type != EdgeType::kSameAs;
}

std::vector<ValueView> AsOf::Known(std::span<const ValueView> values) const {
  std::vector<ValueView> known(values.begin(), values.end());
  std::erase_if(known, [this](const ValueView& value) {
    return IsLater(value.date) && !HoldsAlways(value.field);
  });
  for (ValueView& value : known) {
    if (IsLater(value.date)) value.date = Date{};
  }
  return known;
}

}  // namespace kontor
