#include "engine/nearness.h"

#include "engine/features.h"
#include "engine/scratch.h"

namespace kontor {

std::vector<Nearness> MeasureNearness(const Snapshot& snapshot, const PartnerQuery& query,
                                      std::span<const NodeIndex> candidates,
                                      EngineScratch& scratch) {
  std::vector<Nearness> all(candidates.size());
  if (candidates.empty()) return all;
  const NearWalk walk(snapshot.walk, query.organisation, {}, scratch.walk);
  for (size_t i = 0; i < candidates.size(); ++i) {
    all[i].cosine = ThemeCosine(snapshot.themes, query.organisation, candidates[i]);
    all[i].probability = static_cast<double>(walk.Of(candidates[i]));
  }
  if (query.preset.is_learned()) {
    const Connections connections(snapshot, query.organisation, scratch.connections);
    for (size_t i = 0; i < candidates.size(); ++i) {
      all[i].connection = connections.To(candidates[i]);
    }
  }
  return all;
}

}  // namespace kontor
