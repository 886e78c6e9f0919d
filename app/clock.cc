#include "app/clock.h"

namespace kontor {

std::chrono::sys_time<std::chrono::microseconds> Now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

int64_t UnixSeconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

Date Today() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return Date{static_cast<int32_t>(today.time_since_epoch().count())};
}

}  // namespace kontor
