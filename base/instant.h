// A moment in UTC, to the second, as people and programs write it (RFC 3339).
#pragma once

#include <chrono>
#include <string>

#include "base/date.h"

namespace kontor {

// "2026-11-30T14:23:14Z". Seconds since 1970 are held in 64 bits: any year that Date knows.
std::string FormatInstant(std::chrono::sys_seconds instant);

// The day on which it is. REQUIRES: within the years of Date
Date DayOf(std::chrono::sys_seconds instant);

}  // namespace kontor
