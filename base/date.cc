#include "base/date.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace kontor {
namespace {

// Digits only, exactly `text.size()` of them.
bool ReadDigits(std::string_view text, int& value) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
}

// "Z", "+02", "+02:00", "+0200" or nothing.
bool IsZone(std::string_view text) {
  int hour = 0;
  int minute = 0;
  if (text.empty() || text == "Z") return true;
  if ((text[0] != '+' && text[0] != '-') || text.size() < 3) return false;
  if (!ReadDigits(text.substr(1, 2), hour)) return false;
  text.remove_prefix(3);
  if (text.starts_with(':')) text.remove_prefix(1);
  return hour < 24 &&
         (text.empty() || (text.size() == 2 && ReadDigits(text, minute) && minute < 60));
}

// "10:20", "10:20:30" or "10:20:30.123", with or without a zone.
bool IsTimeOfDay(std::string_view text) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (text.size() < 5 || text[2] != ':' || !ReadDigits(text.substr(0, 2), hour) ||
      !ReadDigits(text.substr(3, 2), minute)) {
    return false;
  }
  text.remove_prefix(5);
  if (text.starts_with(':')) {
    if (text.size() < 3 || !ReadDigits(text.substr(1, 2), second)) return false;
    text.remove_prefix(3);
    if (text.starts_with('.')) {
      const size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
      if (end == 1) return false;
      text.remove_prefix(end);
    }
  }
  return hour < 24 && minute < 60 && second < 61 && IsZone(text);
}

}  // namespace

Result<Date> ParseDate(std::string_view text) {
  if (text.empty()) return Date{};
  const auto bad = [&] {
    return Fail(ErrorCode::kBadData,
                "'" + std::string(text.substr(0, 40)) + "' is not a date; write it as YYYY-MM-DD");
  };
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() < 10 || text[4] != '-' || text[7] != '-' ||
      !ReadDigits(text.substr(0, 4), year) || !ReadDigits(text.substr(5, 2), month) ||
      !ReadDigits(text.substr(8, 2), day)) {
    return bad();
  }
  if (text.size() > 10 && ((text[10] != ' ' && text[10] != 'T') || !IsTimeOfDay(text.substr(11)))) {
    return bad();
  }
  const std::chrono::year_month_day ymd{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok() || year < 1000 || year > 2999) return bad();
  return Date{static_cast<int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
}

Date MakeDate(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month),
                                        std::chrono::day(day)};
  assert(ymd.ok() && year >= 1000 && year <= 2999);
  return Date{static_cast<int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
}

std::string FormatDate(Date date) {
  if (!date.known()) return "";
  assert(date.valid());
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(date.days))};
  std::string text = "0000-00-00";
  const auto put = [&text](size_t last, unsigned value) {
    for (size_t i = last; value > 0; --i, value /= 10) {
      text[i] = static_cast<char>('0' + value % 10);
    }
  };
  put(3, static_cast<unsigned>(static_cast<int>(ymd.year())));
  put(6, static_cast<unsigned>(ymd.month()));
  put(9, static_cast<unsigned>(ymd.day()));
  return text;
}

int YearOf(Date date) {
  assert(date.known());
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(date.days))};
  return static_cast<int>(ymd.year());
}

double YearsBetween(Date from, Date to) {
  assert(from.known() && to.known());
  return (static_cast<double>(to.days) - static_cast<double>(from.days)) / kDaysPerYear;
}

Date AddYears(Date date, int years) {
  assert(date.known());
  std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(date.days))};
  day += std::chrono::years(years);
  if (!day.ok()) day = day.year() / day.month() / std::chrono::last;
  const Date moved{static_cast<int32_t>(std::chrono::sys_days(day).time_since_epoch().count())};
  return moved.valid() ? moved : Date{};
}

}  // namespace kontor
