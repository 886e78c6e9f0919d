#include "engine/neighbourhood.h"

#include <algorithm>

namespace kontor {

Neighbourhood::Neighbourhood(const CollaborationGraph& graph, NodeIndex organisation,
                             NeighbourhoodScratch& scratch)
    : graph_(graph), organisation_(organisation), scratch_(scratch) {
  scratch_.newest.resize(graph.organisation_count(), kNoNode);
  scratch_.seen.resize(graph.organisation_count(), 0);
  for (const NodeIndex partnership : graph.Neighbours(organisation)) {
    for (const NodeIndex member : graph.Neighbours(partnership)) {
      if (member == organisation) continue;
      NodeIndex& newest = scratch_.newest[member];
      if (newest == kNoNode) scratch_.partners.push_back(member);
      if (newest == kNoNode || graph.Start(newest) < graph.Start(partnership)) {
        newest = partnership;
      }
    }
  }
}

Neighbourhood::~Neighbourhood() {
  for (const NodeIndex partner : scratch_.partners) scratch_.newest[partner] = kNoNode;
  scratch_.partners.clear();
}

uint64_t Neighbourhood::CommonPartners(NodeIndex other) const {
  std::vector<NodeIndex>& counted = scratch_.counted;
  for (const NodeIndex partnership : graph_.Neighbours(other)) {
    for (const NodeIndex member : graph_.Neighbours(partnership)) {
      if (member == other || NewestWith(member) == kNoNode || scratch_.seen[member] != 0) continue;
      scratch_.seen[member] = 1;
      counted.push_back(member);
    }
  }
  const uint64_t count = counted.size();
  for (const NodeIndex member : counted) scratch_.seen[member] = 0;
  counted.clear();
  return count;
}

std::vector<PathStep> Neighbourhood::PathTo(NodeIndex to) const {
  const NodeIndex first_partnership = graph_.organisation_count();
  if (NewestWith(to) != kNoNode) {
    return {{organisation_, to, NewestWith(to) - first_partnership}};
  }
  NodeIndex between = kNoNode;
  NodeIndex last = kNoNode;
  Date best;  // the older of the two starts
  for (const NodeIndex partnership : graph_.Neighbours(to)) {
    for (const NodeIndex member : graph_.Neighbours(partnership)) {
      if (NewestWith(member) == kNoNode) continue;
      const Date older = std::min(graph_.Start(NewestWith(member)), graph_.Start(partnership));
      if (between != kNoNode && older <= best) continue;
      between = member;
      last = partnership;
      best = older;
    }
  }
  if (between == kNoNode) return {};
  return {{organisation_, between, NewestWith(between) - first_partnership},
          {between, to, last - first_partnership}};
}

}  // namespace kontor
