// A preset: how much each feature counts, as data (engine/presets/*.json).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kontor {

// The features of a suggestion, each in a file of its own (engine/feature_*.cc). Values in [0,1].
enum class Feature : uint8_t {
  kTheme = 0,
  kComplementarity = 1,
  kNetwork = 2,
  kInternationalisation = 3,
  kExcellence = 4,
  kExperience = 5,
};
inline constexpr size_t kFeatureCount = 6;
inline constexpr std::array kFeatures = {
    Feature::kTheme,      Feature::kComplementarity,
    Feature::kNetwork,    Feature::kInternationalisation,
    Feature::kExcellence, Feature::kExperience,
};

std::string_view Name(Feature feature);  // "theme"

// Fit answers "is it worthwhile?" (theme, complementarity, internationalisation, excellence), reach
// "is it likely?" (network, experience). Every feature belongs to exactly one of them.
bool BelongsToReach(Feature feature);

struct Preset {
  std::string name;         // "similar"
  std::string version;      // "1"; part of the model version that answers name
  std::string description;  // one sentence
  std::array<double, kFeatureCount> weights = {};  // each >= 0; they sum to 1
  double diversity = 0.0;                          // default of PartnerQuery::diversity, in [0,1]

  [[nodiscard]] double Weight(Feature feature) const {
    return weights[static_cast<size_t>(feature)];
  }
};

// "similar/1": what answers name, so that they can be reproduced.
std::string ModelName(const Preset& preset);

// Reads a preset or a weights file: JSON with "name", "version", "description", "diversity" and
// "weights" {feature name: number >= 0}. Only weights are required; they are scaled to sum to 1, a
// missing one is 0. Unknown members are refused with the nearest known one. `origin` names the file
// in errors.
Result<Preset> ParsePreset(std::string_view json, std::string_view origin);

// The presets that come with Kontor; the first is the default.
std::span<const Preset> BuiltInPresets();
// By name; kInvalidArgument names the ones there are.
Result<Preset> FindPreset(std::string_view name);

}  // namespace kontor
