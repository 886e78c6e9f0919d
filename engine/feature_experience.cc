#include "engine/experience.h"
#include "engine/features.h"

namespace kontor {

double ExperienceValue(const Pair& pair) {
  return static_cast<double>(pair.snapshot.summaries[pair.them].experience);
}

std::vector<Fact> ExperienceFacts(const Pair& pair) {
  const Snapshot& snapshot = pair.snapshot;
  const Experience experience = MeasureExperience(snapshot.graph, snapshot.activity[pair.them],
                                                  snapshot.reference_date, pair.them);
  std::vector<Fact> facts;
  const auto add = [&](Fact::Kind kind, double points, uint64_t count) {
    if (points <= 0.0) return;
    Fact& fact = facts.emplace_back();
    fact.kind = kind;
    fact.share = points / experience.value();
    fact.count = count;
    fact.date = experience.newest;
  };
  facts.reserve(4);
  add(Fact::Kind::kPartnerships, experience.count_points, experience.count);
  add(Fact::Kind::kCoordinated, experience.coordinated_points, experience.coordinated);
  add(Fact::Kind::kNewPartners, experience.new_partners_points, experience.new_partners);
  add(Fact::Kind::kLastActive, experience.recency_points, experience.count);
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
