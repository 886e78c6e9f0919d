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
  kOffersNeeds = 2,
  kNetwork = 3,
  kInternationalisation = 4,
  kExcellence = 5,
  kExperience = 6,
};
inline constexpr size_t kFeatureCount = 7;
inline constexpr std::array kFeatures = {
    Feature::kTheme,      Feature::kComplementarity,      Feature::kOffersNeeds,
    Feature::kNetwork,    Feature::kInternationalisation, Feature::kExcellence,
    Feature::kExperience,
};

inline constexpr std::array<std::string_view, kFeatureCount> kFeatureNames = {
    "theme",      "complementarity", "offers_needs", "network", "internationalisation",
    "excellence", "experience"};

constexpr std::string_view Name(Feature feature) {  // "theme"
  return kFeatureNames[static_cast<size_t>(feature)];
}

// Fit answers "is it worthwhile?" (theme, complementarity, offers and needs,
// internationalisation, excellence), reach "is it likely?" (network, experience). Every feature
// belongs to exactly one of them.
constexpr bool BelongsToReach(Feature feature) {
  return feature == Feature::kNetwork || feature == Feature::kExperience;
}

}  // namespace kontor
