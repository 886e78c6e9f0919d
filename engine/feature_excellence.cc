#include <algorithm>
#include <cmath>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kLabelPart = 0.5;
constexpr double kCompletenessPart = 0.3;
constexpr double kFreshnessPart = 0.2;
constexpr double kFreshnessHalfLifeYears = 2.0;

struct Parts {
  ConceptIndex label = kNoConcept;  // the best one valid on the as-of date
  double rank = 0.0;
  double completeness = 0.0;
  double freshness = 0.0;
  Date updated;

  [[nodiscard]] double value() const {
    return kLabelPart * rank + kCompletenessPart * completeness + kFreshnessPart * freshness;
  }
};

Parts FindParts(const Pair& pair) {
  Parts parts;
  for (const Attribution& code : pair.snapshot.profiles.Codes(pair.them, EdgeType::kHoldsLabel)) {
    const auto rank = static_cast<double>(pair.snapshot.concepts.rank(code.concept_index));
    if (code.HoldsOn(pair.as_of) && (parts.label == kNoConcept || rank > parts.rank)) {
      parts.label = code.concept_index;
      parts.rank = rank;
    }
  }
  const Profile& profile = pair.snapshot.profiles[pair.them];
  parts.completeness = static_cast<double>(profile.completeness);
  parts.updated = profile.updated;
  if (profile.updated.known()) {
    const double age = std::max(0.0, YearsBetween(profile.updated, pair.as_of));
    parts.freshness = std::exp2(-age / kFreshnessHalfLifeYears);
  }
  return parts;
}

}  // namespace

double ExcellenceValue(const Pair& pair) { return std::min(FindParts(pair).value(), 1.0); }

std::vector<Fact> ExcellenceFacts(const Pair& pair) {
  const Parts parts = FindParts(pair);
  std::vector<Fact> facts;
  const auto add = [&](Fact::Kind kind, double points) -> Fact* {
    if (points <= 0.0) return nullptr;
    Fact& fact = facts.emplace_back();
    fact.kind = kind;
    fact.share = points / parts.value();
    return &fact;
  };
  if (Fact* fact = add(Fact::Kind::kHoldsLabel, kLabelPart * parts.rank)) {
    fact->concept_index = parts.label;
  }
  if (Fact* fact = add(Fact::Kind::kCompleteProfile, kCompletenessPart * parts.completeness)) {
    fact->number = parts.completeness;
  }
  if (Fact* fact = add(Fact::Kind::kFreshProfile, kFreshnessPart * parts.freshness)) {
    fact->date = parts.updated;
  }
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
