#include <algorithm>

#include "base/portable_math.h"
#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kCountPart = 0.2;
constexpr double kHalfCount = 5.0;
constexpr double kCoordinatedPart = 0.1;
constexpr double kHalfCoordinated = 2.0;
constexpr double kNewPartnersPart = 0.3;
constexpr double kFewNewPartners = 10.0;
constexpr double kManyNewPartners = 100.0;
constexpr double kRecencyPart = 0.4;
constexpr double kRecencyHalfLifeYears = 3.0;

struct Parts {
  uint64_t count = 0;
  uint64_t coordinated = 0;
  uint64_t new_partners = 0;
  Date newest;
  double recency = 0.0;

  [[nodiscard]] double count_points() const {
    return kCountPart * Saturate(static_cast<double>(count), kHalfCount);
  }
  [[nodiscard]] double coordinated_points() const {
    return kCoordinatedPart * Saturate(static_cast<double>(coordinated), kHalfCoordinated);
  }
  [[nodiscard]] double new_partners_points() const {
    const double share = Log1p(static_cast<double>(new_partners) / kFewNewPartners) /
                         Log1p(kManyNewPartners / kFewNewPartners);
    return kNewPartnersPart * std::min(share, 1.0);
  }
  [[nodiscard]] double recency_points() const { return kRecencyPart * recency; }
  [[nodiscard]] double value() const {
    return count_points() + coordinated_points() + new_partners_points() + recency_points();
  }
};

Parts FindParts(const Pair& pair) {
  const CollaborationGraph& graph = pair.snapshot.graph;
  Parts parts;
  parts.count = graph.Neighbours(pair.them).size();
  parts.coordinated = graph.CoordinatedCount(pair.them);
  parts.new_partners = pair.snapshot.activity[pair.them].new_partners;
  parts.newest = graph.NewestStart(pair.them);
  if (parts.newest.known() && pair.snapshot.reference_date.known()) {
    const double age = std::max(0.0, YearsBetween(parts.newest, pair.snapshot.reference_date));
    parts.recency = Exp2(-age / kRecencyHalfLifeYears);
  }
  return parts;
}

}  // namespace

double ExperienceValue(const Pair& pair) { return FindParts(pair).value(); }

std::vector<Fact> ExperienceFacts(const Pair& pair) {
  const Parts parts = FindParts(pair);
  std::vector<Fact> facts;
  const auto add = [&](Fact::Kind kind, double points, uint64_t count) {
    if (points <= 0.0) return;
    Fact fact;
    fact.kind = kind;
    fact.share = points / parts.value();
    fact.count = count;
    fact.date = parts.newest;
    facts.push_back(std::move(fact));
  };
  add(Fact::Kind::kPartnerships, parts.count_points(), parts.count);
  add(Fact::Kind::kCoordinated, parts.coordinated_points(), parts.coordinated);
  add(Fact::Kind::kNewPartners, parts.new_partners_points(), parts.new_partners);
  add(Fact::Kind::kLastActive, parts.recency_points(), parts.count);
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
