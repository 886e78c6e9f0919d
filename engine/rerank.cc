#include "engine/rerank.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr size_t kPoolPerPlace = 5;
constexpr size_t kNuts2CodeLength = 4;

bool SameRegion(const Snapshot& snapshot, NodeIndex a, NodeIndex b) {
  const ConceptIndex first = snapshot.profiles[a].region;
  const ConceptIndex second = snapshot.profiles[b].region;
  if (first == kNoConcept || second == kNoConcept) return false;
  return snapshot.concepts.code(first).substr(0, kNuts2CodeLength) ==
         snapshot.concepts.code(second).substr(0, kNuts2CodeLength);
}

bool SameField(const Snapshot& snapshot, NodeIndex a, NodeIndex b) {
  const auto first = snapshot.profiles.Codes(a, EdgeType::kInEcosystem);
  const auto second = snapshot.profiles.Codes(b, EdgeType::kInEcosystem);
  if (first.empty() || second.empty()) {
    return snapshot.profiles[a].kind == snapshot.profiles[b].kind;
  }
  return std::ranges::any_of(first, [&](const Attribution& code) {
    return std::ranges::any_of(second, [&](const Attribution& other) {
      return other.concept_index == code.concept_index;
    });
  });
}

}  // namespace

double Likeness(const Snapshot& snapshot, NodeIndex a, NodeIndex b) {
  const ConceptIndex country = snapshot.profiles[a].country;
  const bool same_country = country != kNoConcept && country == snapshot.profiles[b].country;
  return (same_country ? 0.5 : 0.0) + (SameRegion(snapshot, a, b) ? 0.25 : 0.0) +
         (SameField(snapshot, a, b) ? 0.25 : 0.0);
}

std::vector<ScoredCandidate> Rerank(const Snapshot& snapshot,
                                    const std::vector<ScoredCandidate>& scored, size_t top,
                                    double diversity) {
  std::vector<ScoredCandidate> pool(
      scored.begin(),
      scored.begin() + static_cast<std::ptrdiff_t>(std::min(scored.size(), top * kPoolPerPlace)));
  if (diversity <= 0.0 || pool.empty() || pool.front().score <= 0.0) {
    pool.resize(std::min(pool.size(), top));
    return pool;
  }
  const double best_score = pool.front().score;
  std::vector<double> likeness(pool.size(), 0.0);  // to the most alike one already taken
  std::vector<bool> taken(pool.size(), false);
  std::vector<ScoredCandidate> list;
  while (list.size() < std::min(top, pool.size())) {
    size_t next = pool.size();
    double next_worth = 0.0;
    for (size_t i = 0; i < pool.size(); ++i) {
      if (taken[i]) continue;
      const double worth = (1.0 - diversity) * pool[i].score / best_score - diversity * likeness[i];
      if (next == pool.size() || worth > next_worth) {
        next = i;
        next_worth = worth;
      }
    }
    taken[next] = true;
    list.push_back(pool[next]);
    for (size_t i = 0; i < pool.size(); ++i) {
      if (taken[i]) continue;
      likeness[i] = std::max(likeness[i], Likeness(snapshot, pool[next].candidate.organisation,
                                                   pool[i].candidate.organisation));
    }
  }
  return list;
}

}  // namespace kontor
