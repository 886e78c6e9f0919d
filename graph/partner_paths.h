// How strongly are two organisations connected through common partners? Weighted resource
// allocation (Zhou, Lü, Zhang: Predicting missing links via local information, 2009) with ties that
// fade and a gentler damping of busy partners:
//
//   s(p)     = 2^(-age(p) / half_life) * members(p)^(-size_damping); 0 with fewer than two members
//   a(x, z)  = sum of s(p) over the partnerships that x and z share
//   W(z)     = sum of a(z, u) over all partners u of z
//   paths(x, y) = sum of a(x, z) * a(z, y) * W(z)^(-busy_damping) over all z but x and y
//
// Symmetric up to rounding.
#pragma once

#include "base/column.h"
#include "base/date.h"
#include "base/sparse_array.h"
#include "graph/collaboration_graph.h"

namespace kontor {

struct PartnerPathOptions {
  double half_life_years = 2.0;
  double size_damping = 0.3;
  double busy_damping = 0.8;
};

// Immutable; thread-safe. Partnerships and organisations are vertices of the graph.
class PartnerTies {
 public:
  PartnerTies() = default;  // of no graph
  // Ages are counted back from `reference`; unknown starts count as the oldest known one. O(ties)
  PartnerTies(const CollaborationGraph& graph, Date reference,
              const PartnerPathOptions& options = {});

  // s(p)
  [[nodiscard]] double Strength(NodeIndex partnership) const {
    return strengths_[partnership - first_partnership_];
  }
  // W(z)^(-busy_damping); 0 for one without partners.
  [[nodiscard]] double Openness(NodeIndex organisation) const { return openness_[organisation]; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("first_partnership", self.first_partnership_);
    visit("strengths", self.strengths_);
    visit("openness", self.openness_);
  }

 private:
  NodeIndex first_partnership_ = 0;
  Column<float> strengths_;  // of partnerships
  Column<float> openness_;   // of organisations
};

// Scratch of one thread; clear between questions. Not thread-safe.
struct PartnerPathScratch {
  SparseArray<double> near;     // by organisation: a(x, z) * W(z)^(-busy_damping)
  SparseArray<double> through;  // by vertex: what the members of a partnership bring
};

// Everything within two steps of one organisation. The scratch is in use while this lives.
class PartnerPaths {
 public:
  // O(ties of the partners of x)
  PartnerPaths(const CollaborationGraph& graph, const PartnerTies& ties, NodeIndex x,
               PartnerPathScratch& scratch);
  ~PartnerPaths();
  PartnerPaths(const PartnerPaths&) = delete;
  PartnerPaths& operator=(const PartnerPaths&) = delete;

  // Calls visit(z) for the partners z of x, ascending.
  template <typename Visit>
  void ForEachPartner(Visit visit) const {
    scratch_.near.ForEach([&](NodeIndex z, double) { visit(z); });
  }
  // Calls visit(p) for the partnerships of partners of x, ascending.
  template <typename Visit>
  void ForEachPartnership(Visit visit) const {
    scratch_.through.ForEach([&](NodeIndex p, double) { visit(p); });
  }
  // True if `y` is a partner of x: then what comes through its partnerships differs from what comes
  // to their other members.
  [[nodiscard]] bool IsPartner(NodeIndex y) const { return scratch_.near[y] > 0.0; }
  // What a member who is no partner of x receives through a partnership from all others in it.
  [[nodiscard]] double Through(NodeIndex partnership) const {
    return ties_.Strength(partnership) * scratch_.through[partnership];
  }
  // What `y` receives through one of its partnerships from all others in it but x: paths(x, y) is
  // the sum over the partnerships of y.
  [[nodiscard]] double Through(NodeIndex partnership, NodeIndex y) const {
    const double others = scratch_.through[partnership] - scratch_.near[y];
    return others > 0.0 ? ties_.Strength(partnership) * others : 0.0;
  }

 private:
  const PartnerTies& ties_;
  PartnerPathScratch& scratch_;
};

}  // namespace kontor
