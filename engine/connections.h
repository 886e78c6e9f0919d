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
  // A PartnerConnection as it is added up, hundreds of thousands of times a question: small, and
  // added in one step.
  struct alignas(16) Sum {
    float paths = 0.0F;
    float themed_paths = 0.0F;
    float on_theme = 0.0F;
    float unused = 0.0F;

    void operator+=(const Sum& part) {
      paths += part.paths;
      themed_paths += part.themed_paths;
      on_theme += part.on_theme;
      unused += part.unused;
    }
  };

  PartnerPathScratch paths;
  SparseArray<float> match;  // by partnership, counted from 0; in use where something comes through
                             // as well
  SparseArray<Sum> sums;     // by organisation
};

// The connections from one organisation to all, added up in single precision in the order of
// partnerships. The scratch is in use while this lives.
class Connections {
 public:
  // O(ties of the partners of x + members of these ties and of partnerships on the themes of x)
  Connections(const Snapshot& snapshot, NodeIndex x, ConnectionScratch& scratch);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  [[nodiscard]] PartnerConnection To(NodeIndex y) const { return Widened(scratch_.sums[y]); }
  // Calls visit(y, connection) for all other than x that something connects with x, ascending.
  template <typename Visit>
  void ForEach(Visit visit) const {
    scratch_.sums.ForEach(
        [&](NodeIndex y, const ConnectionScratch::Sum& sum) { visit(y, Widened(sum)); });
  }

 private:
  static PartnerConnection Widened(const ConnectionScratch::Sum& sum) {
    return {static_cast<double>(sum.paths), static_cast<double>(sum.themed_paths),
            static_cast<double>(sum.on_theme)};
  }
  void MatchThemes();
  void AddPartnerships();
  [[nodiscard]] PartnerConnection ToPartner(NodeIndex y) const;

  const Snapshot& snapshot_;
  const NodeIndex x_;
  const NodeIndex first_partnership_;
  ConnectionScratch& scratch_;
  PartnerPaths paths_;
};

}  // namespace kontor
