#include "engine/default_preset.h"

#include <algorithm>

namespace kontor {

const Preset& DefaultPreset(const Snapshot& snapshot) {
  constexpr NodeIndex enough = 1'000;
  const bool is_rich_in_partnerships = snapshot.graph.partnership_count() >= enough;
  const bool is_poor_in_sectors = 2 * snapshot.sectors.stated() < snapshot.profiles.size();
  const auto presets = BuiltInPresets();
  if (!is_rich_in_partnerships || !is_poor_in_sectors) return presets.front();
  return *std::ranges::find(presets, "history", &Preset::name);
}

}  // namespace kontor
