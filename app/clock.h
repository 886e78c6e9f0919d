// The only place where Kontor looks at the clock. Everything below app/ is told the time.
#pragma once

#include <cstdint>

#include "base/date.h"

namespace kontor {

int64_t UnixSeconds();
Date Today();  // in UTC

}  // namespace kontor
