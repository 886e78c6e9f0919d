#include "engine/experience.h"

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

}  // namespace

Experience MeasureExperience(const CollaborationGraph& graph, const Activity& activity,
                             Date reference, NodeIndex organisation) {
  Experience experience;
  experience.count = graph.Neighbours(organisation).size();
  experience.coordinated = graph.CoordinatedCount(organisation);
  experience.new_partners = activity.new_partners;
  experience.newest = graph.NewestStart(organisation);
  experience.count_points =
      kCountPart * Saturate(static_cast<double>(experience.count), kHalfCount);
  experience.coordinated_points =
      kCoordinatedPart * Saturate(static_cast<double>(experience.coordinated), kHalfCoordinated);
  const double share = Log1p(static_cast<double>(experience.new_partners) / kFewNewPartners) /
                       Log1p(kManyNewPartners / kFewNewPartners);
  experience.new_partners_points = kNewPartnersPart * std::min(share, 1.0);
  if (experience.newest.known() && reference.known()) {
    const double age = std::max(0.0, YearsBetween(experience.newest, reference));
    experience.recency_points = kRecencyPart * Exp2(-age / kRecencyHalfLifeYears);
  }
  return experience;
}

}  // namespace kontor
