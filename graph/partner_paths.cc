#include "graph/partner_paths.h"

#include <cassert>
#include <utility>
#include <vector>

#include "base/portable_math.h"
#include "graph/tie_age.h"

namespace kontor {

PartnerTies::PartnerTies(const CollaborationGraph& graph, Date reference,
                         const PartnerPathOptions& options)
    : first_partnership_(graph.organisation_count()) {
  assert(options.half_life_years > 0.0);
  const Date oldest = OldestKnownStart(graph);
  std::vector<float> strengths;
  std::vector<double> partners(graph.organisation_count(), 0.0);
  strengths.reserve(graph.partnership_count());
  for (NodeIndex p = first_partnership_; p < graph.vertex_count(); ++p) {
    const auto members = static_cast<double>(graph.Neighbours(p).size());
    const Date start = graph.Start(p).known() ? graph.Start(p) : oldest;
    const double strength = members < 2.0
                                ? 0.0
                                : FadedStrength(start, reference, options.half_life_years) *
                                      Pow(members, -options.size_damping);
    strengths.push_back(static_cast<float>(strength));
    for (const NodeIndex member : graph.Neighbours(p)) {
      partners[member] += strength * (members - 1.0);
    }
  }
  std::vector<float> openness;
  openness.reserve(partners.size());
  for (const double sum : partners) {
    openness.push_back(sum > 0.0 ? static_cast<float>(Pow(sum, -options.busy_damping)) : 0.0F);
  }
  strengths_ = Column(std::move(strengths));
  openness_ = Column(std::move(openness));
}

PartnerPaths::PartnerPaths(const CollaborationGraph& graph, const PartnerTies& ties, NodeIndex x,
                           PartnerPathScratch& scratch)
    : ties_(ties), scratch_(scratch) {
  scratch.near.Resize(graph.organisation_count());
  scratch.through.Resize(graph.vertex_count());
  for (const NodeIndex p : graph.Neighbours(x)) {
    const double strength = ties.Strength(p);
    if (strength == 0.0) continue;
    for (const NodeIndex z : graph.Neighbours(p)) {
      if (z != x) scratch.near.Use(z) += strength * ties.Openness(z);
    }
  }
  scratch.near.ForEach([&](NodeIndex z, double near) {
    for (const NodeIndex p : graph.Neighbours(z)) scratch.through.Use(p) += near;
  });
}

PartnerPaths::~PartnerPaths() {
  scratch_.near.Clear();
  scratch_.through.Clear();
}

}  // namespace kontor
