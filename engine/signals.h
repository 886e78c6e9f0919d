// Measures the signals of a pair.
#pragma once

#include <array>

#include "engine/features.h"
#include "engine/signal.h"

namespace kontor {

using SignalValues = std::array<double, kSignalCount>;  // by Signal

// All signals of a pair. O(1): what is dear is in pair.near.
SignalValues MeasureSignals(const Pair& pair);

}  // namespace kontor
