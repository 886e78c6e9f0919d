#include <algorithm>

#include "base/portable_math.h"
#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kTheyTarget = 0.35;
constexpr double kWeTarget = 0.35;
constexpr double kCommonTargets = 0.15;
constexpr double kAbroad = 0.15;
constexpr double kTargetInside = 0.5;     // a common target inside the EU, to one outside it
constexpr double kUncertainStatus = 0.5;  // of a country that is in no programme that we know of
constexpr double kHalfReachKilometres = 1'000.0;  // also where the distance is not known

// Calls visit(country) for the countries where it looks for partners on the as-of date, ascending.
template <typename Visit>
void ForEachTarget(const Pair& pair, NodeIndex organisation, Visit visit) {
  if (pair.snapshot.profiles[organisation].targets == 0) return;
  for (const Attribution& code :
       pair.snapshot.profiles.Codes(organisation, EdgeType::kTargetsCountry)) {
    if (code.HoldsOn(pair.as_of)) visit(code.concept_index);
  }
}

bool Targets(const Pair& pair, NodeIndex organisation, ConceptIndex country) {
  bool found = false;
  ForEachTarget(pair, organisation, [&](ConceptIndex target) { found |= target == country; });
  return found;
}

// Calls visit(country, weight) for every country but theirs and ours where both look for partners.
template <typename Visit>
void ForEachCommonTarget(const Pair& pair, ConceptIndex ours, ConceptIndex theirs, Visit visit) {
  ForEachTarget(pair, pair.us, [&](ConceptIndex target) {
    if (target == ours || target == theirs || !Targets(pair, pair.them, target)) return;
    const bool outside = pair.snapshot.geography.IsOutsideUnion(target, pair.as_of);
    visit(target, outside ? 1.0 : kTargetInside);
  });
}

// How little the distance hinders: not at all those who share all themes or are next to each other.
double Reach(const Pair& pair) {
  const Profile ours = pair.snapshot.profiles[pair.us];
  const Profile theirs = pair.snapshot.profiles[pair.them];
  const Geography& geography = pair.snapshot.geography;
  auto distance = geography.Kilometres(ours.region, theirs.region);
  if (!distance) distance = geography.Kilometres(ours.country, theirs.country);
  const double nearness = Exp2(-distance.value_or(kHalfReachKilometres) / kHalfReachKilometres);
  const double theme = ThemeValue(pair);
  return theme + (1.0 - theme) * nearness;
}

struct ReachParts {
  ConceptIndex our_country = kNoConcept;
  ConceptIndex their_country = kNoConcept;
  bool they_target = false;
  bool we_target = false;
  double common = 0.0;  // weights of the common targets
  std::optional<ProgrammeStatus> status;
  double abroad = 0.0;  // in [0,1]; 0 within one country

  [[nodiscard]] double they_target_points() const { return they_target ? kTheyTarget : 0.0; }
  [[nodiscard]] double we_target_points() const { return we_target ? kWeTarget : 0.0; }
  [[nodiscard]] double common_points() const {
    return common > 0.0 ? kCommonTargets * (1.0 - Exp2(-common)) : 0.0;
  }
  [[nodiscard]] double abroad_points() const { return kAbroad * abroad; }
  [[nodiscard]] double value() const {
    return they_target_points() + we_target_points() + common_points() + abroad_points();
  }
};

ReachParts FindReach(const Pair& pair) {
  ReachParts parts;
  parts.our_country = pair.snapshot.profiles[pair.us].country;
  parts.their_country = pair.snapshot.profiles[pair.them].country;
  if (parts.our_country == kNoConcept || parts.their_country == kNoConcept ||
      parts.our_country == parts.their_country) {
    return parts;
  }
  const Change supposed = pair.supposition.change;
  parts.they_target =
      supposed == Change::kTheyTargetUs || Targets(pair, pair.them, parts.our_country);
  parts.we_target =
      supposed == Change::kWeTargetThem || Targets(pair, pair.us, parts.their_country);
  ForEachCommonTarget(pair, parts.our_country, parts.their_country,
                      [&parts](ConceptIndex, double weight) { parts.common += weight; });
  parts.status = pair.snapshot.geography.StatusOn(parts.their_country, pair.as_of);
  const bool takes_part = parts.status && *parts.status != ProgrammeStatus::kThird;
  parts.abroad = Reach(pair) * (takes_part ? 1.0 : kUncertainStatus);
  return parts;
}

}  // namespace

double InternationalisationValue(const Pair& pair) { return FindReach(pair).value(); }

std::vector<Fact> InternationalisationFacts(const Pair& pair) {
  const ReachParts parts = FindReach(pair);
  std::vector<Fact> facts;
  const auto add = [&](Fact::Kind kind, double points, ConceptIndex country) {
    if (points <= 0.0) return;
    Fact& fact = facts.emplace_back();
    fact.kind = kind;
    fact.share = points / parts.value();
    fact.concept_index = country;
  };
  add(Fact::Kind::kTheyTargetUs, parts.they_target_points(), parts.our_country);
  add(Fact::Kind::kWeTargetThem, parts.we_target_points(), parts.their_country);
  if (parts.common > 0.0) {
    ForEachCommonTarget(
        pair, parts.our_country, parts.their_country, [&](ConceptIndex country, double weight) {
          add(Fact::Kind::kCommonTarget, parts.common_points() * weight / parts.common, country);
        });
  }
  const bool associated = parts.status == ProgrammeStatus::kAssociated;
  add(associated ? Fact::Kind::kAssociatedCountry : Fact::Kind::kOtherCountry,
      parts.abroad_points(), parts.their_country);
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
