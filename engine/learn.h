// Learns a preset from partnerships that came about: with what was known before each of several
// days, which candidates became partners in the time after it?
#pragma once

#include <vector>

#include "engine/boosting.h"
#include "engine/examples.h"
#include "engine/preset.h"

namespace kontor {

struct LearnOptions {
  BoostingOptions shared;               // on all askers
  BoostingOptions apart;                // then on each class of askers apart
  std::vector<uint32_t> classes = {4};  // most partnerships of each class but the last; ascending
};

// A preset without a name. kInvalidArgument when the examples tell nothing: no group, or no signal
// that tells partners from others.
Result<Preset> LearnPreset(const Examples& examples, const LearnOptions& options);

}  // namespace kontor
