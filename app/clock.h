// The only place where Kontor looks at the clock. Everything below app/ is told the time.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/date.h"

namespace kontor {

std::chrono::sys_time<std::chrono::microseconds> Now();
int64_t UnixSeconds();
Date Today();  // in UTC

}  // namespace kontor
