#include "engine/connections.h"

namespace kontor {
namespace {

ConnectionScratch::Sum Narrowed(const PartnerConnection& connection) {
  return {static_cast<float>(connection.paths), static_cast<float>(connection.themed_paths),
          static_cast<float>(connection.on_theme)};
}

}  // namespace

Connections::Connections(const Snapshot& snapshot, NodeIndex x, ConnectionScratch& scratch)
    : snapshot_(snapshot),
      x_(x),
      first_partnership_(snapshot.graph.organisation_count()),
      scratch_(scratch),
      paths_(snapshot.graph, snapshot.partner_ties, x, scratch.paths) {
  scratch.match.Resize(snapshot.graph.partnership_count());
  scratch.sums.Resize(snapshot.graph.organisation_count());
  MatchThemes();
  AddPartnerships();
  paths_.ForEachPartner([&](NodeIndex z) { scratch.sums.Use(z) = Narrowed(ToPartner(z)); });
  scratch.sums.Drop(x);
}

Connections::~Connections() {
  scratch_.match.Clear();
  scratch_.sums.Clear();
}

void Connections::MatchThemes() {
  for (const ThemeWeight& ours : snapshot_.themes.Vector(x_)) {
    for (const ThemedPartnership& one : snapshot_.themes.Partnerships(ours.theme)) {
      scratch_.match.Use(one.partnership) += ours.weight * one.weight;
    }
  }
}

void Connections::AddPartnerships() {
  paths_.ForEachPartnership([&](NodeIndex p) { scratch_.match.Use(p - first_partnership_); });
  scratch_.match.ForEach([&](uint32_t partnership, float match) {
    const NodeIndex p = first_partnership_ + partnership;
    const double strength = snapshot_.partner_ties.Strength(p);
    if (strength == 0.0) return;  // it has one member
    const ConnectionScratch::Sum part =
        Narrowed(PartnerConnection::Part(strength, paths_.Through(p), static_cast<double>(match)));
    for (const NodeIndex y : snapshot_.graph.Neighbours(p)) scratch_.sums.Use(y) += part;
  });
}

// Nothing comes to a partner through itself.
PartnerConnection Connections::ToPartner(NodeIndex y) const {
  PartnerConnection sum;
  for (const NodeIndex p : snapshot_.graph.Neighbours(y)) {
    sum += PartnerConnection::Part(snapshot_.partner_ties.Strength(p), paths_.Through(p, y),
                                   static_cast<double>(scratch_.match[p - first_partnership_]));
  }
  return sum;
}

}  // namespace kontor
