#include "engine/signal.h"

namespace kontor {
namespace {

struct SignalEntry {
  std::string_view name;
  Feature feature;
};

constexpr std::array<SignalEntry, kSignalCount> kSignals = {{
    {"theme_cosine", Feature::kTheme},
    {"on_theme", Feature::kTheme},
    {"walk", Feature::kNetwork},
    {"walk_back", Feature::kNetwork},
    {"paths", Feature::kNetwork},
    {"themed_paths", Feature::kNetwork},
    {"country_affinity", Feature::kInternationalisation},
    {"same_city", Feature::kInternationalisation},
    {"partners", Feature::kExperience},
    {"new_partners", Feature::kExperience},
    {"newest_partners", Feature::kExperience},
    {"recent", Feature::kExperience},
    {"since_first", Feature::kExperience},
    {"since_last", Feature::kExperience},
    {"newcomer_share", Feature::kExperience},
    {"size_match", Feature::kExperience},
}};

}  // namespace

std::string_view Name(Signal signal) { return kSignals[static_cast<size_t>(signal)].name; }

std::optional<Signal> FindSignal(std::string_view name) {
  for (size_t i = 0; i < kSignalCount; ++i) {
    if (kSignals[i].name == name) return static_cast<Signal>(i);
  }
  return std::nullopt;
}

Feature FeatureOf(Signal signal) { return kSignals[static_cast<size_t>(signal)].feature; }

}  // namespace kontor
