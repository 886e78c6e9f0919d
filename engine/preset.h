// A preset: how much each feature counts, as data (engine/presets/*.json).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engine/curve.h"
#include "engine/feature.h"

namespace kontor {

struct Preset {
  std::string name;         // "similar"
  std::string version;      // "1"; part of the model version that answers name
  std::string description;  // one sentence
  std::array<double, kFeatureCount> weights = {};  // each >= 0; they sum to 1; all 0 if learned
  double diversity = 0.0;                          // default of PartnerQuery::diversity, in [0,1]
  double newcomer_floor = 0.0;  // default of PartnerQuery::newcomer_share, in [0,1]
  // A learned preset adds up curves of signals instead of weighted features: a set for each class
  // of askers, by ascending number of partnerships, the last one for all others. The most that each
  // set gives is 100 points. Empty: not learned.
  std::vector<CurveSet> learned;

  [[nodiscard]] bool is_learned() const { return !learned.empty(); }
  // For an asker with so many partnerships. REQUIRES: is_learned()
  [[nodiscard]] const CurveSet& CurvesFor(size_t partnerships) const;
  // Share of the score that a feature can give; of a learned preset, for askers of the last class.
  [[nodiscard]] double Weight(Feature feature) const {
    return is_learned() ? learned.back().Most(feature) / 100.0
                        : weights[static_cast<size_t>(feature)];
  }
};

// "similar/1": what answers name, so that they can be reproduced.
std::string ModelName(const Preset& preset);

// Reads a preset or a weights file: JSON with "name", "version", "description", "diversity",
// "newcomer_floor" and "weights" {feature name: number >= 0}. Only weights are required; they are
// scaled to sum to 1, a missing one is 0. A learned preset has "learned" instead of "weights"
// (engine/learned_json.h). Unknown members are refused with the nearest known one. `origin` names
// the file in errors.
Result<Preset> ParsePreset(std::string_view json, std::string_view origin);
// The same preset as a file, one curve a line. ParsePreset reads it back, equal but for what is no
// UTF-8 in its texts.
std::string WritePreset(const Preset& preset);

// The presets that come with Kontor; engine/default_preset.h says which is the default.
std::span<const Preset> BuiltInPresets();
// By name; kInvalidArgument names the ones there are.
Result<Preset> FindPreset(std::string_view name);

}  // namespace kontor
