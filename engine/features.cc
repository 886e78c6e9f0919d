#include "engine/features.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "graph/walk.h"

namespace kontor {

double ProbabilityBack(const Pair& pair) {
  const auto strength = [&pair](NodeIndex organisation) {
    return static_cast<double>(pair.snapshot.summaries[organisation].tie_strength);
  };
  return ReverseProbability(pair.near.probability, strength(pair.us), strength(pair.them));
}

Pair Reverse(const Pair& pair, const PartnerConnection& back) {
  Pair reverse = pair;
  std::swap(reverse.us, reverse.them);
  reverse.near.connection = back;
  if (pair.near.probability > 0.0) reverse.near.probability = ProbabilityBack(pair);
  return reverse;
}

double FeatureValue(Feature feature, const Pair& pair) {
  switch (feature) {
    case Feature::kTheme:
      return ThemeValue(pair);
    case Feature::kComplementarity:
      return ComplementarityValue(pair);
    case Feature::kOffersNeeds:
      return OffersNeedsValue(pair);
    case Feature::kNetwork:
      return NetworkValue(pair);
    case Feature::kInternationalisation:
      return InternationalisationValue(pair);
    case Feature::kExcellence:
      return ExcellenceValue(pair);
    case Feature::kExperience:
      return ExperienceValue(pair);
  }
  return 0.0;
}

std::vector<Fact> FeatureFacts(Feature feature, const Pair& pair) {
  switch (feature) {
    case Feature::kTheme:
      return ThemeFacts(pair);
    case Feature::kComplementarity:
      return ComplementarityFacts(pair);
    case Feature::kOffersNeeds:
      return OffersNeedsFacts(pair);
    case Feature::kNetwork:
      return NetworkFacts(pair);
    case Feature::kInternationalisation:
      return InternationalisationFacts(pair);
    case Feature::kExcellence:
      return ExcellenceFacts(pair);
    case Feature::kExperience:
      return ExperienceFacts(pair);
  }
  return {};
}

void KeepStrongest(std::vector<Fact>& facts) {
  std::ranges::sort(facts, [](const Fact& a, const Fact& b) {
    if (a.share != b.share) return a.share > b.share;
    return std::tie(a.kind, a.concept_index, a.other, a.text) <
           std::tie(b.kind, b.concept_index, b.other, b.text);
  });
  if (facts.size() > kMaxFacts) facts.resize(kMaxFacts);
}

}  // namespace kontor
