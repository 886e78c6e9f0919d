// How much memory this process takes.
#pragma once

#include <cstdint>

namespace kontor {

// Resident, files that it has mapped included; 0 where the system does not tell. Thread-safe.
uint64_t ResidentBytes();

}  // namespace kontor
