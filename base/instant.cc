#include "base/instant.h"

#include <array>
#include <cstdio>

namespace kontor {

std::string FormatInstant(std::chrono::sys_seconds instant) {
  const Date day = DayOf(instant);
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time(instant - midnight);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "T%02d:%02d:%02dZ",
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return FormatDate(day) + text.data();
}

Date DayOf(std::chrono::sys_seconds instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  return Date{static_cast<int32_t>(day.time_since_epoch().count())};
}

}  // namespace kontor
