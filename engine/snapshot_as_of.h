// What was known on a day? Asked of every record while a snapshot of that day is built.
#pragma once

#include <vector>

#include "base/record.h"
#include "index/profiles.h"

namespace kontor {

// Immutable; thread-safe. An unknown day knows everything.
class AsOf {
 public:
  explicit AsOf(Date day) : day_(day) {}

  [[nodiscard]] bool IsLater(Date day) const { return day_.known() && day > day_; }
  // A tie of an organisation counts from its first day on; without one from `start`, the first day
  // of the partnership it leads to; without that from the day it was stated. Who an organisation is
  // and where it is stays, whenever that was stated.
  [[nodiscard]] bool IsLater(const Edge& tie, Date start) const;
  // True if the record shows that someone knew the organisation.
  [[nodiscard]] bool Knew(const NodeView& organisation) const;
  // True if a tie of it shows that. REQUIRES: the tie is not later.
  [[nodiscard]] bool Knew(const Edge& tie) const;
  // The statements about an organisation but later ones. Its names and identifiers stay, without
  // their days, so that it can be named.
  [[nodiscard]] std::vector<ValueView> Known(std::span<const ValueView> values) const;

 private:
  Date day_;
};

}  // namespace kontor
