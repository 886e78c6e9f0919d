// How often did this program allocate so far? Counts every operator new.
#pragma once

#include <cstdint>

namespace kontor::bench {

[[nodiscard]] uint64_t CountedAllocations();

}  // namespace kontor::bench
