// What ties one organisation to others beyond the walk: common partners, also those that work on
// its themes, and how much the others have lately done on its themes.
#pragma once

#include <vector>

#include "engine/snapshot.h"
#include "graph/partner_paths.h"

namespace kontor {

// From x to y, by y's partnerships p with their fading strength s(p) (graph/partner_paths.h) and
// their match with what x is about, match(p) = cosine of the theme vectors of x and p:
struct PartnerConnection {
  double paths = 0.0;         // through common partners
  double themed_paths = 0.0;  // the same, each partnership counting (0.1 + match(p)) times
  double on_theme = 0.0;      // sum of s(p) * match(p)
};

// How near a candidate y is to the asker x.
struct Nearness {
  double cosine = 0.0;           // of the two theme vectors, in [0,1]
  double probability = 0.0;      // of the walk from x to y, in [0,1]
  PartnerConnection connection;  // all 0 where the preset does not look at it
};

// Scratch of one thread, clean between questions.
struct ConnectionScratch {
  PartnerPathScratch paths;
  std::vector<double> match;          // of each partnership, counted from 0
  std::vector<NodeIndex> matching;    // where match is not 0
  std::vector<double> theme_weights;  // of each theme
  // Of each partnership, counted from 0: its part of the connection to a member who is no partner
  // of x. All 0 where neither a partner of x takes part nor the themes match.
  std::vector<PartnerConnection> parts;
};

// The connections from one organisation to all. The scratch is in use while this lives.
class Connections {
 public:
  // O(ties of the partners of x + partnerships of the themes of x)
  Connections(const Snapshot& snapshot, NodeIndex x, ConnectionScratch& scratch);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  // O(partnerships of y)
  [[nodiscard]] PartnerConnection To(NodeIndex y) const;

 private:
  const Snapshot& snapshot_;
  ConnectionScratch& scratch_;
  PartnerPaths paths_;
};

// The same for one pair only, up to rounding.
// O(members of the partnerships of both + themes of the partnerships of y)
PartnerConnection ConnectionBetween(const Snapshot& snapshot, NodeIndex x, NodeIndex y,
                                    ConnectionScratch& scratch);

}  // namespace kontor
