#include "engine/neighbourhood.h"

namespace kontor {

Neighbourhood::Neighbourhood(const CollaborationGraph& graph, NodeIndex organisation,
                             NeighbourhoodScratch& scratch)
    : organisation_(organisation), scratch_(scratch) {
  scratch_.newest.resize(graph.organisation_count(), kNoNode);
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

}  // namespace kontor
