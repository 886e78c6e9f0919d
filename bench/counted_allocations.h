// How often, and how many bytes, did this program allocate so far? Counts every operator new.
#pragma once

#include <cstdint>

namespace kontor::bench {

[[nodiscard]] uint64_t CountedAllocations();
[[nodiscard]] uint64_t CountedBytes();

}  // namespace kontor::bench
