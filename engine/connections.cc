#include "engine/connections.h"

namespace kontor {
namespace {

constexpr double kLeastMatch = 0.1;  // what a partnership on other themes still counts

// The part of one partnership.
PartnerConnection PartOf(double strength, double through, double match) {
  return {through, through * (kLeastMatch + match), strength * match};
}

void Add(PartnerConnection& sum, const PartnerConnection& part) {
  sum.paths += part.paths;
  sum.themed_paths += part.themed_paths;
  sum.on_theme += part.on_theme;
}

// x's theme weights, by theme, while it lives.
class ThemeWeights {
 public:
  ThemeWeights(const ThemeTable& themes, NodeIndex x, std::vector<double>& weights)
      : themes_(themes), x_(x), weights_(weights) {
    weights_.resize(themes.size(), 0.0);
    for (const ThemeWeight& one : themes.Vector(x)) {
      weights_[one.theme] = static_cast<double>(one.weight);
    }
  }
  ~ThemeWeights() {
    for (const ThemeWeight& one : themes_.Vector(x_)) weights_[one.theme] = 0.0;
  }
  ThemeWeights(const ThemeWeights&) = delete;
  ThemeWeights& operator=(const ThemeWeights&) = delete;

  [[nodiscard]] double Match(NodeIndex partnership) const {
    double sum = 0.0;
    for (const ThemeWeight& one : themes_.PartnershipVector(partnership)) {
      sum += weights_[one.theme] * static_cast<double>(one.weight);
    }
    return sum;
  }

 private:
  const ThemeTable& themes_;
  NodeIndex x_;
  std::vector<double>& weights_;
};

}  // namespace

Connections::Connections(const Snapshot& snapshot, NodeIndex x, ConnectionScratch& scratch)
    : snapshot_(snapshot),
      scratch_(scratch),
      paths_(snapshot.graph, snapshot.partner_ties, x, scratch.paths) {
  scratch.match.resize(snapshot.graph.partnership_count(), 0.0);
  for (const ThemeWeight& ours : snapshot.themes.Vector(x)) {
    for (const ThemedPartnership& one : snapshot.themes.Partnerships(ours.theme)) {
      double& match = scratch.match[one.partnership];
      if (match == 0.0) scratch.matching.push_back(one.partnership);
      match += static_cast<double>(ours.weight) * static_cast<double>(one.weight);
    }
  }
  const NodeIndex first_partnership = snapshot.graph.organisation_count();
  const auto prepare = [&](NodeIndex p) {
    const NodeIndex partnership = p - first_partnership;
    scratch.parts[partnership] =
        PartOf(snapshot.partner_ties.Strength(p), paths_.Through(p), scratch.match[partnership]);
  };
  scratch.parts.resize(snapshot.graph.partnership_count());
  for (const NodeIndex p : paths_.partnerships()) prepare(p);
  for (const NodeIndex partnership : scratch.matching) prepare(first_partnership + partnership);
}

Connections::~Connections() {
  const NodeIndex first_partnership = snapshot_.graph.organisation_count();
  for (const NodeIndex p : paths_.partnerships()) scratch_.parts[p - first_partnership] = {};
  for (const NodeIndex partnership : scratch_.matching) {
    scratch_.match[partnership] = 0.0;
    scratch_.parts[partnership] = {};
  }
  scratch_.matching.clear();
}

PartnerConnection Connections::To(NodeIndex y) const {
  const NodeIndex first_partnership = snapshot_.graph.organisation_count();
  const bool partner = paths_.IsPartner(y);
  PartnerConnection sum;
  for (const NodeIndex p : snapshot_.graph.Neighbours(y)) {
    const NodeIndex partnership = p - first_partnership;
    Add(sum, partner ? PartOf(snapshot_.partner_ties.Strength(p), paths_.Through(p, y),
                              scratch_.match[partnership])
                     : scratch_.parts[partnership]);
  }
  return sum;
}

PartnerConnection ConnectionBetween(const Snapshot& snapshot, NodeIndex x, NodeIndex y,
                                    ConnectionScratch& scratch) {
  const CollaborationGraph& graph = snapshot.graph;
  const PartnerTies& ties = snapshot.partner_ties;
  const ThemeWeights themes(snapshot.themes, x, scratch.theme_weights);
  const NearPartners near(graph, ties, x, scratch.paths);
  PartnerConnection sum;
  for (const NodeIndex p : graph.Neighbours(y)) {
    double others = 0.0;
    for (const NodeIndex z : graph.Neighbours(p)) {
      if (z != y) others += near.To(z);
    }
    Add(sum, PartOf(ties.Strength(p), ties.Strength(p) * others,
                    themes.Match(p - graph.organisation_count())));
  }
  return sum;
}

}  // namespace kontor
