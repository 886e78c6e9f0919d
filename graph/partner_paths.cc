#include "graph/partner_paths.h"

#include <cassert>
#include <cmath>

#include "graph/tie_age.h"

namespace kontor {

PartnerTies::PartnerTies(const CollaborationGraph& graph, Date reference,
                         const PartnerPathOptions& options)
    : first_partnership_(graph.organisation_count()), openness_(graph.organisation_count(), 0.0) {
  assert(options.half_life_years > 0.0);
  const Date oldest = OldestKnownStart(graph);
  strengths_.reserve(graph.partnership_count());
  for (NodeIndex p = first_partnership_; p < graph.vertex_count(); ++p) {
    const auto members = static_cast<double>(graph.Neighbours(p).size());
    const Date start = graph.Start(p).known() ? graph.Start(p) : oldest;
    const double strength = members < 2.0
                                ? 0.0
                                : FadedStrength(start, reference, options.half_life_years) *
                                      std::pow(members, -options.size_damping);
    strengths_.push_back(strength);
    for (const NodeIndex member : graph.Neighbours(p)) {
      openness_[member] += strength * (members - 1.0);
    }
  }
  for (double& sum : openness_) sum = sum > 0.0 ? std::pow(sum, -options.busy_damping) : 0.0;
}

NearPartners::NearPartners(const CollaborationGraph& graph, const PartnerTies& ties, NodeIndex x,
                           PartnerPathScratch& scratch)
    : scratch_(scratch) {
  scratch.near.resize(graph.organisation_count(), 0.0);
  for (const NodeIndex p : graph.Neighbours(x)) {
    const double strength = ties.Strength(p);
    if (strength == 0.0) continue;
    for (const NodeIndex z : graph.Neighbours(p)) {
      if (z == x) continue;
      if (scratch.near[z] == 0.0) scratch.partners.push_back(z);
      scratch.near[z] += strength;
    }
  }
  for (const NodeIndex z : scratch.partners) scratch.near[z] *= ties.Openness(z);
}

NearPartners::~NearPartners() {
  for (const NodeIndex z : scratch_.partners) scratch_.near[z] = 0.0;
  scratch_.partners.clear();
}

PartnerPaths::PartnerPaths(const CollaborationGraph& graph, const PartnerTies& ties, NodeIndex x,
                           PartnerPathScratch& scratch)
    : ties_(ties), scratch_(scratch), near_(graph, ties, x, scratch) {
  scratch.through.resize(graph.vertex_count(), 0.0);
  for (const NodeIndex z : near_.partners()) {
    for (const NodeIndex p : graph.Neighbours(z)) {
      if (scratch.through[p] == 0.0) scratch.partnerships.push_back(p);
      scratch.through[p] += near_.To(z);
    }
  }
}

PartnerPaths::~PartnerPaths() {
  for (const NodeIndex p : scratch_.partnerships) scratch_.through[p] = 0.0;
  scratch_.partnerships.clear();
}

}  // namespace kontor
