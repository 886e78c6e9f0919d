// The features of a suggestion by name.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kontor {

// Each in a file of its own (engine/feature_*.cc). Values in [0,1].
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

inline constexpr std::array<std::string_view, kFeatureCount> kFeatureNames = {
    "theme", "complementarity", "network", "internationalisation", "excellence", "experience"};

constexpr std::string_view Name(Feature feature) {  // "theme"
  return kFeatureNames[static_cast<size_t>(feature)];
}

// Fit answers "is it worthwhile?" (theme, complementarity, internationalisation, excellence), reach
// "is it likely?" (network, experience). Every feature belongs to exactly one of them.
constexpr bool BelongsToReach(Feature feature) {
  return feature == Feature::kNetwork || feature == Feature::kExperience;
}

}  // namespace kontor
