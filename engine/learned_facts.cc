#include "engine/learned_facts.h"

#include "engine/signals.h"

namespace kontor {
namespace {

constexpr double kWorthTelling = 1.1;  // times as often as by chance

// Points of each signal, as shares of those of its feature.
std::array<double, kSignalCount> SharesOf(const CurveSet& set, Feature feature,
                                          const SignalValues& values) {
  std::array<double, kSignalCount> shares = {};
  double sum = 0.0;
  for (const Curve& curve : set.curves) {
    if (FeatureOf(curve.signal) != feature) continue;
    const auto i = static_cast<size_t>(curve.signal);
    shares[i] = curve.Points(values[i]);
    sum += shares[i];
  }
  if (sum > 0.0) {
    for (double& share : shares) share /= sum;
  }
  return shares;
}

void AddFact(std::vector<Fact>& facts, Fact fact, double share) {
  if (share <= 0.0) return;
  fact.share = share;
  facts.push_back(std::move(fact));
}

std::vector<Fact> PlaceFacts(const CurveSet& set, const Pair& pair) {
  const SignalValues values = MeasureSignals(pair);
  const auto shares = SharesOf(set, Feature::kInternationalisation, values);
  const ProfileTable& profiles = pair.snapshot.profiles;
  std::vector<Fact> facts;
  const double affinity = values[static_cast<size_t>(Signal::kCountryAffinity)];
  if (affinity >= kWorthTelling) {
    Fact fact;
    fact.kind = Fact::Kind::kCountriesAgree;
    fact.concept_index = profiles[pair.them].country;
    fact.other = profiles[pair.us].country;
    fact.number = affinity;
    AddFact(facts, std::move(fact), shares[static_cast<size_t>(Signal::kCountryAffinity)]);
  }
  if (values[static_cast<size_t>(Signal::kSameCity)] > 0.0) {
    Fact fact;
    fact.kind = Fact::Kind::kSameCity;
    fact.text = profiles[pair.them].city;
    AddFact(facts, std::move(fact), shares[static_cast<size_t>(Signal::kSameCity)]);
  }
  KeepStrongest(facts);
  return facts;
}

std::vector<Fact> ActivityFacts(const CurveSet& set, const Pair& pair) {
  const auto shares = SharesOf(set, Feature::kExperience, MeasureSignals(pair));
  const auto share = [&shares](Signal signal) { return shares[static_cast<size_t>(signal)]; };
  const Activity& theirs = pair.snapshot.activity[pair.them];
  std::vector<Fact> facts;
  if (theirs.new_partners > 0) {
    Fact fact;
    fact.kind = Fact::Kind::kNewPartners;
    fact.count = theirs.new_partners;
    AddFact(facts, std::move(fact), share(Signal::kNewPartners) + share(Signal::kNewestPartners));
  }
  Fact partnerships;
  partnerships.kind = Fact::Kind::kPartnerships;
  partnerships.count = pair.snapshot.graph.Neighbours(pair.them).size();
  if (partnerships.count > 0) {
    AddFact(facts, std::move(partnerships),
            share(Signal::kPartners) + share(Signal::kRecent) + share(Signal::kSizeMatch) +
                share(Signal::kSinceFirst) + share(Signal::kNewcomerShare));
  }
  Fact last;
  last.kind = Fact::Kind::kLastActive;
  last.date = pair.snapshot.graph.NewestStart(pair.them);
  if (last.date.known()) AddFact(facts, std::move(last), share(Signal::kSinceLast));
  KeepStrongest(facts);
  return facts;
}

}  // namespace

std::vector<Fact> LearnedFacts(const CurveSet& set, Feature feature, const Pair& pair) {
  switch (feature) {
    case Feature::kInternationalisation:
      return PlaceFacts(set, pair);
    case Feature::kExperience:
      return ActivityFacts(set, pair);
    default:
      return FeatureFacts(feature, pair);
  }
}

}  // namespace kontor
