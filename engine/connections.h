// What ties one organisation to others beyond the walk: common partners, also those that work on
// its themes, and how much the others have lately done on its themes.
#pragma once

#include "base/sparse_array.h"
#include "engine/snapshot.h"
#include "graph/partner_paths.h"

namespace kontor {

// From x to y, by y's partnerships p with their fading strength s(p) (graph/partner_paths.h) and
// their match with what x is about, match(p) = cosine of the theme vectors of x and p:
struct PartnerConnection {
  double paths = 0.0;         // through common partners
  double themed_paths = 0.0;  // the same, each partnership counting (0.1 + match(p)) times
  double on_theme = 0.0;      // sum of s(p) * match(p)

  // The part of one partnership through which `through` comes.
  static PartnerConnection Part(double strength, double through, double match) {
    constexpr double least_match = 0.1;  // what a partnership on other themes still counts
    return {through, through * (least_match + match), strength * match};
  }
  PartnerConnection& operator+=(const PartnerConnection& part) {
    paths += part.paths;
    themed_paths += part.themed_paths;
    on_theme += part.on_theme;
    return *this;
  }
};

// How near a candidate y is to the asker x.
struct Nearness {
  double cosine = 0.0;           // of the two theme vectors, in [0,1]
  double probability = 0.0;      // of the walk from x to y, in [0,1]
  PartnerConnection connection;  // all 0 where the preset does not look at it
};

// Scratch of one thread, clear between questions.
struct ConnectionScratch {
  PartnerPathScratch paths;
  SparseArray<double> match;            // by partnership, counted from 0
  IndexSet partnerships;                // where something comes through, or the themes match
  SparseArray<PartnerConnection> sums;  // by organisation
};

// The connections from one organisation to all. The scratch is in use while this lives.
class Connections {
 public:
  // O(ties of the partners of x + members of these ties and of partnerships on the themes of x)
  Connections(const Snapshot& snapshot, NodeIndex x, ConnectionScratch& scratch);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  [[nodiscard]] const PartnerConnection& To(NodeIndex y) const { return scratch_.sums[y]; }
  // Calls visit(y, connection) for all other than x that something connects with x, ascending.
  template <typename Visit>
  void ForEach(Visit visit) const {
    scratch_.sums.ForEach(visit);
  }

 private:
  [[nodiscard]] PartnerConnection ToPartner(NodeIndex y) const;

  const Snapshot& snapshot_;
  ConnectionScratch& scratch_;
  PartnerPaths paths_;
};

}  // namespace kontor
