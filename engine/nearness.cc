#include "engine/nearness.h"

#include <algorithm>

#include "engine/features.h"
#include "engine/scratch.h"

namespace kontor {

Nearness MeasureNearness(const Snapshot& snapshot, const PartnerQuery& query, NodeIndex candidate,
                         EngineScratch& scratch) {
  Nearness nearness;
  nearness.cosine = ThemeCosine(snapshot.themes, query.organisation, candidate);
  const auto walk = ApproximateWalk(snapshot.graph, snapshot.strengths, query.organisation,
                                    WalkOptions{}, scratch.walk);
  const auto reached = std::ranges::lower_bound(walk, candidate, {}, &Proximity::organisation);
  if (reached != walk.end() && reached->organisation == candidate) {
    nearness.probability = reached->probability;
  }
  if (query.preset.is_learned()) {
    nearness.connection =
        Connections(snapshot, query.organisation, scratch.connections).To(candidate);
  }
  return nearness;
}

}  // namespace kontor
