#include <algorithm>

#include "base/portable_math.h"
#include "engine/features.h"
#include "index/completeness.h"

namespace kontor {
namespace {

constexpr double kLabelPart = 0.5;
constexpr double kCompletenessPart = 0.3;
constexpr double kFreshnessPart = 0.2;
constexpr double kFreshnessHalfLifeYears = 2.0;

struct ExcellenceParts {
  ConceptIndex label = kNoConcept;  // the best one valid on the as-of date
  double rank = 0.0;
  double completeness = 0.0;
  double freshness = 0.0;
  Date updated;

  [[nodiscard]] double value() const {
    return kLabelPart * rank + kCompletenessPart * completeness + kFreshnessPart * freshness;
  }
};

// The label as a fact that its holder has, if it is better than what there is.
void ConsiderLabel(const ConceptTable& concepts, ConceptIndex label, ExcellenceParts& parts) {
  const auto rank = static_cast<double>(concepts.rank(label));
  if (parts.label == kNoConcept || rank > parts.rank) {
    parts.label = label;
    parts.rank = rank;
  }
}

float CompletenessOf(const Pair& pair) {
  const float completeness = pair.snapshot.profiles[pair.them].completeness;
  switch (pair.supposition.change) {
    case Change::kCompleteProfile:
      return 1.0F;
    case Change::kTheyTargetUs:
      return pair.snapshot.profiles.Codes(pair.them, EdgeType::kTargetsCountry).empty()
                 ? WithOneMoreField(completeness)
                 : completeness;
    default:
      return completeness;
  }
}

ExcellenceParts FindExcellence(const Pair& pair) {
  const ConceptTable& concepts = pair.snapshot.concepts;
  ExcellenceParts parts;
  const Profile them = pair.snapshot.profiles[pair.them];
  if (them.labels > 0) {
    for (const Attribution& code : pair.snapshot.profiles.Codes(pair.them, EdgeType::kHoldsLabel)) {
      if (code.HoldsOn(pair.as_of)) ConsiderLabel(concepts, code.concept_index, parts);
    }
  }
  if (pair.supposition.change == Change::kLabel) {
    ConsiderLabel(concepts, pair.supposition.concept_index, parts);
  }
  parts.completeness = static_cast<double>(CompletenessOf(pair));
  parts.updated = pair.supposition.change == Change::kFreshProfile ? pair.as_of : them.updated;
  if (parts.updated.known()) {
    const double age = std::max(0.0, YearsBetween(parts.updated, pair.as_of));
    parts.freshness = Exp2(-age / kFreshnessHalfLifeYears);
  }
  return parts;
}

}  // namespace

double ExcellenceValue(const Pair& pair) { return std::min(FindExcellence(pair).value(), 1.0); }

std::vector<Fact> ExcellenceFacts(const Pair& pair) {
  const ExcellenceParts parts = FindExcellence(pair);
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
