#include "engine/connections.h"

namespace kontor {

Connections::Connections(const Snapshot& snapshot, NodeIndex x, ConnectionScratch& scratch)
    : snapshot_(snapshot),
      scratch_(scratch),
      paths_(snapshot.graph, snapshot.partner_ties, x, scratch.paths) {
  const CollaborationGraph& graph = snapshot.graph;
  const NodeIndex first_partnership = graph.organisation_count();
  scratch.match.Resize(graph.partnership_count());
  scratch.partnerships.Resize(graph.partnership_count());
  scratch.sums.Resize(graph.organisation_count());
  for (const ThemeWeight& ours : snapshot.themes.Vector(x)) {
    for (const ThemedPartnership& one : snapshot.themes.Partnerships(ours.theme)) {
      scratch.match.Use(one.partnership) +=
          static_cast<double>(ours.weight) * static_cast<double>(one.weight);
      scratch.partnerships.Insert(one.partnership);
    }
  }
  paths_.ForEachPartnership(
      [&](NodeIndex p) { scratch.partnerships.Insert(p - first_partnership); });
  scratch.partnerships.ForEach([&](uint32_t partnership) {
    const NodeIndex p = first_partnership + partnership;
    const PartnerConnection part = PartnerConnection::Part(
        snapshot.partner_ties.Strength(p), paths_.Through(p), scratch.match[partnership]);
    for (const NodeIndex y : graph.Neighbours(p)) scratch.sums.Use(y) += part;
  });
  paths_.ForEachPartner([&](NodeIndex z) { scratch.sums.Use(z) = ToPartner(z); });
  scratch.sums.Drop(x);
}

Connections::~Connections() {
  scratch_.match.Clear();
  scratch_.partnerships.Clear();
  scratch_.sums.Clear();
}

// Nothing comes to a partner through itself.
PartnerConnection Connections::ToPartner(NodeIndex y) const {
  const NodeIndex first_partnership = snapshot_.graph.organisation_count();
  PartnerConnection sum;
  for (const NodeIndex p : snapshot_.graph.Neighbours(y)) {
    sum += PartnerConnection::Part(snapshot_.partner_ties.Strength(p), paths_.Through(p, y),
                                   scratch_.match[p - first_partnership]);
  }
  return sum;
}

}  // namespace kontor
