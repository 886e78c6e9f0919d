// Which program is this, as far as snapshots are concerned?
#pragma once

#include <cstdint>

namespace kontor {

// A digest of the sources of base/, store/, graph/, index/ and engine/. Made while the program is
// built (engine/CMakeLists.txt), so that nobody has to remember to raise a version when a formula
// changes.
uint64_t SourceDigest();

}  // namespace kontor
