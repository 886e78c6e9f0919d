#include "engine/summary.h"

#include <utility>
#include <vector>

#include "engine/experience.h"

namespace kontor {

Column<OrganisationSummary> Summarise(const CollaborationGraph& graph,
                                      const TieStrengths& strengths,
                                      const Column<Activity>& activity, Date reference) {
  std::vector<OrganisationSummary> summaries;
  summaries.reserve(graph.organisation_count());
  for (NodeIndex i = 0; i < graph.organisation_count(); ++i) {
    const double experience = MeasureExperience(graph, activity[i], reference, i).value();
    summaries.push_back({.experience = static_cast<float>(experience),
                         .tie_strength = static_cast<float>(strengths.Total(graph, i))});
  }
  return Column(std::move(summaries));
}

}  // namespace kontor
