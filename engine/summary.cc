#include "engine/summary.h"

#include <utility>
#include <vector>

#include "engine/experience.h"

namespace kontor {

Column<OrganisationSummary> Summarise(const CollaborationGraph& graph,
                                      const TieStrengths& strengths,
                                      const Column<Activity>& activity,
                                      const ProfileTable& profiles, Date reference) {
  std::vector<OrganisationSummary> summaries;
  summaries.reserve(profiles.size());
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    const Profile profile = profiles[i];
    summaries.push_back(
        {.experience = MeasureExperience(graph, activity[i], reference, i).value(),
         .tie_strength = strengths.Total(i),
         .country = profile.country,
         .region = profile.region,
         .completeness = profile.completeness,
         .updated = profile.updated,
         .labels = static_cast<uint32_t>(profiles.Codes(i, EdgeType::kHoldsLabel).size()),
         .targets = static_cast<uint32_t>(profiles.Codes(i, EdgeType::kTargetsCountry).size())});
  }
  return Column(std::move(summaries));
}

}  // namespace kontor
