// What counts where nobody says what?
#pragma once

#include "engine/preset.h"
#include "engine/snapshot.h"

namespace kontor {

// `balanced` judges by what organisations say of themselves. Where fewer than half of them state a
// sector, most of its sides have nothing to look at, and from 1,000 partnerships on `history`
// foresees better (docs/adr/0011-default-preset.md).
const Preset& DefaultPreset(const Snapshot& snapshot);

}  // namespace kontor
