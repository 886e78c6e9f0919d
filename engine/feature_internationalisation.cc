#include <algorithm>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kTheyTarget = 0.4;
constexpr double kWeTarget = 0.4;
constexpr double kAbroad = 0.2;

bool Targets(const Pair& pair, NodeIndex organisation, ConceptIndex country) {
  return std::ranges::any_of(pair.snapshot.profiles.Codes(organisation, EdgeType::kTargetsCountry),
                             [&](const Attribution& code) {
                               return code.concept_index == country && code.HoldsOn(pair.as_of);
                             });
}

struct Parts {
  ConceptIndex our_country = kNoConcept;
  ConceptIndex their_country = kNoConcept;
  bool abroad = false;
  bool they_target = false;
  bool we_target = false;

  [[nodiscard]] double value() const {
    return (they_target ? kTheyTarget : 0.0) + (we_target ? kWeTarget : 0.0) +
           (abroad ? kAbroad : 0.0);
  }
};

Parts FindParts(const Pair& pair) {
  Parts parts;
  parts.our_country = pair.snapshot.profiles[pair.us].country;
  parts.their_country = pair.snapshot.profiles[pair.them].country;
  parts.abroad = parts.our_country != kNoConcept && parts.their_country != kNoConcept &&
                 parts.our_country != parts.their_country;
  const Change supposed = pair.supposition.change;
  parts.they_target = parts.abroad && (supposed == Change::kTheyTargetUs ||
                                       Targets(pair, pair.them, parts.our_country));
  parts.we_target = parts.abroad && (supposed == Change::kWeTargetThem ||
                                     Targets(pair, pair.us, parts.their_country));
  return parts;
}

}  // namespace

double InternationalisationValue(const Pair& pair) { return FindParts(pair).value(); }

std::vector<Fact> InternationalisationFacts(const Pair& pair) {
  const Parts parts = FindParts(pair);
  std::vector<Fact> facts;
  const auto add = [&](bool holds, Fact::Kind kind, double points, ConceptIndex country) {
    if (!holds) return;
    Fact fact;
    fact.kind = kind;
    fact.share = points / parts.value();
    fact.concept_index = country;
    facts.push_back(std::move(fact));
  };
  add(parts.they_target, Fact::Kind::kTheyTargetUs, kTheyTarget, parts.our_country);
  add(parts.we_target, Fact::Kind::kWeTargetThem, kWeTarget, parts.their_country);
  add(parts.abroad, Fact::Kind::kOtherCountry, kAbroad, parts.their_country);
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
