// A calendar day, or none. Days are counted as std::chrono::sys_days does.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kontor {

struct Date {
  static constexpr int32_t kNoDay = std::numeric_limits<int32_t>::min();
  static constexpr int32_t kFirstDay = -354285;  // 1000-01-01
  static constexpr int32_t kLastDay = 376199;    // 2999-12-31

  int32_t days = kNoDay;  // since 1970-01-01; kNoDay: unknown. Unknown sorts before every day.

  [[nodiscard]] bool known() const { return days != kNoDay; }
  // Unknown, or within the years 1000 to 2999. All other functions require it.
  [[nodiscard]] bool valid() const { return !known() || (days >= kFirstDay && days <= kLastDay); }
  friend auto operator<=>(const Date&, const Date&) = default;
};

inline constexpr double kDaysPerYear = 365.25;

// Reads "2019-07-31", also with a time behind it ("2019-07-31 10:20:30", "2019-07-31T10:20:30Z"),
// which is checked and dropped. An empty text is no date; anything else fails with kBadData.
// Years 1000 to 2999.
Result<Date> ParseDate(std::string_view text);

// REQUIRES: a day of the calendar, in the years 1000 to 2999
Date MakeDate(int year, unsigned month, unsigned day);

// "2019-07-31", or "" when unknown.
std::string FormatDate(Date date);

// The calendar year. REQUIRES: date.known()
int YearOf(Date date);

// Years from `from` to `to`, negative when `to` is earlier. REQUIRES: both known
double YearsBetween(Date from, Date to);

// The same day of another year; 28 February where there is no 29th. Unknown where that leaves the
// years 1000 to 2999. REQUIRES: date.known()
Date AddYears(Date date, int years);

}  // namespace kontor
