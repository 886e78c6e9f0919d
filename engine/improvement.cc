#include "engine/improvement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/signals.h"

namespace kontor {
namespace {

constexpr double kLeastPoints = 0.05;  // less is shown as 0.0

// What a candidate or the asker can do something about, and whether it is counted in whole numbers.
struct ActionableSignal {
  Signal signal;
  bool counts;
};
constexpr std::array kActionableSignals = {
    ActionableSignal{Signal::kOnTheme, false},     ActionableSignal{Signal::kPaths, false},
    ActionableSignal{Signal::kThemedPaths, false}, ActionableSignal{Signal::kNewPartners, true},
    ActionableSignal{Signal::kRecent, true},
};

// The nearest value above `value` at which a curve gives more: a knot, rounded up to what can be
// counted.
std::optional<double> NextValue(const Curve& curve, double value, bool counts) {
  for (const Knot& knot : curve.knots) {
    const double then = counts ? std::ceil(knot.value) : knot.value;
    if (then > value && curve.Points(then) >= curve.Points(value) + kLeastPoints) return then;
  }
  return std::nullopt;
}

// The label of the highest rank that they could earn: no label of another country, and none at all
// for those whom labels are not made for (kNoConcept).
ConceptIndex BestLabel(const Pair& pair) {
  const Snapshot& snapshot = pair.snapshot;
  const bool is_cluster =
      kOrganisationKinds[snapshot.profiles[pair.them].kind] == "cluster_organisation";
  if (!is_cluster && snapshot.profiles.Codes(pair.them, EdgeType::kHoldsLabel).empty()) {
    return kNoConcept;
  }
  ConceptIndex best = kNoConcept;
  const auto [first, last] = snapshot.concepts.RangeOf(NodeType::kLabel);
  for (ConceptIndex label = first; label < last; ++label) {
    const ConceptIndex country = snapshot.concepts.parent(label);
    if (country != kNoConcept && country != snapshot.profiles[pair.them].country) continue;
    const float rank = snapshot.concepts.rank(label);
    if (rank > (best == kNoConcept ? 0.0F : snapshot.concepts.rank(best))) best = label;
  }
  return best;
}

// All changes that the preset may look at; those that hold already bring no points.
std::vector<Improvement> Suppose(const Preset& preset, const Pair& pair) {
  std::vector<Improvement> all;
  if (preset.is_learned()) {
    const SignalValues values = MeasureSignals(pair);
    for (const Curve& curve : CurvesOf(preset, pair).curves) {
      const auto* found =
          std::ranges::find(kActionableSignals, curve.signal, &ActionableSignal::signal);
      if (found == kActionableSignals.end()) continue;
      const double now = values[static_cast<size_t>(curve.signal)];
      const auto then = NextValue(curve, now, found->counts);
      if (then) all.push_back({{Change::kSignal, kNoConcept, curve.signal, *then}, now});
    }
    return all;
  }
  const ProfileTable& profiles = pair.snapshot.profiles;
  if (const ConceptIndex label = BestLabel(pair); label != kNoConcept) {
    all.push_back({{.change = Change::kLabel, .concept_index = label}});
  }
  all.push_back({{.change = Change::kCompleteProfile}});
  all.push_back({{.change = Change::kFreshProfile}});
  const ConceptIndex ours = profiles[pair.us].country;
  const ConceptIndex theirs = profiles[pair.them].country;
  if (ours != kNoConcept && theirs != kNoConcept && ours != theirs) {
    all.push_back({{.change = Change::kTheyTargetUs, .concept_index = ours}});
    all.push_back({{.change = Change::kWeTargetThem, .concept_index = theirs}});
  }
  return all;
}

// The place of a score among those of all others.
size_t PlaceOf(double score, NodeIndex organisation, std::span<const ScoredCandidate> scored) {
  return 1 + static_cast<size_t>(std::ranges::count_if(scored, [&](const ScoredCandidate& one) {
           const NodeIndex other = one.candidate.organisation;
           if (other == organisation) return false;
           return one.score > score || (one.score == score && other < organisation);
         }));
}

}  // namespace

std::string_view Name(Change change) {
  constexpr std::array<std::string_view, kChangeCount> names = {
      "none",           "label", "complete_profile", "fresh_profile", "they_target_us",
      "we_target_them", "signal"};
  return names[static_cast<size_t>(change)];
}

Standing FindStanding(const Preset& preset, const Pair& pair,
                      std::span<const ScoredCandidate> scored) {
  Standing standing;
  standing.candidates = scored.size();
  const double score = Score(preset, pair);
  const bool is_candidate = std::ranges::any_of(
      scored, [&](const ScoredCandidate& one) { return one.candidate.organisation == pair.them; });
  if (is_candidate) standing.place = PlaceOf(score, pair.them, scored);
  for (Improvement& one : Suppose(preset, pair)) {
    Pair supposed = pair;
    supposed.supposition = one.change;
    const double then = Score(preset, supposed);
    one.points = then - score;
    if (one.points < kLeastPoints) continue;
    if (is_candidate) one.place = PlaceOf(then, pair.them, scored);
    if (one.place < standing.place || !is_candidate) standing.improvements.push_back(one);
  }
  std::ranges::stable_sort(standing.improvements, std::greater(), &Improvement::points);
  if (standing.improvements.size() > kMaxImprovements) {
    standing.improvements.resize(kMaxImprovements);
  }
  return standing;
}

}  // namespace kontor
