#include <algorithm>
#include <cmath>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kCountPart = 0.5;
constexpr double kHalfCount = 5.0;
constexpr double kCoordinatedPart = 0.2;
constexpr double kHalfCoordinated = 2.0;
constexpr double kRecencyPart = 0.3;
constexpr double kRecencyHalfLifeYears = 3.0;

struct Parts {
  uint64_t count = 0;
  uint64_t coordinated = 0;
  Date newest;
  double recency = 0.0;

  [[nodiscard]] double count_points() const {
    return kCountPart * Saturate(static_cast<double>(count), kHalfCount);
  }
  [[nodiscard]] double coordinated_points() const {
    return kCoordinatedPart * Saturate(static_cast<double>(coordinated), kHalfCoordinated);
  }
  [[nodiscard]] double recency_points() const { return kRecencyPart * recency; }
  [[nodiscard]] double value() const {
    return count_points() + coordinated_points() + recency_points();
  }
};

Parts FindParts(const Pair& pair) {
  const CollaborationGraph& graph = pair.snapshot.graph;
  Parts parts;
  parts.count = graph.Neighbours(pair.them).size();
  parts.coordinated = graph.CoordinatedCount(pair.them);
  parts.newest = graph.NewestStart(pair.them);
  if (parts.newest.known() && pair.snapshot.reference_date.known()) {
    const double age = std::max(0.0, YearsBetween(parts.newest, pair.snapshot.reference_date));
    parts.recency = std::exp2(-age / kRecencyHalfLifeYears);
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
  add(Fact::Kind::kLastActive, parts.recency_points(), parts.count);
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
