// Who is tied to whom: the bipartite graph of organisations and partnerships, in compressed sparse
// rows. It is never projected onto organisations: a project with 180 partners stays 180 ties.
//
// Vertices are dense indices: organisations first, [0, organisation_count()), then partnerships,
// [organisation_count(), vertex_count()). They hold within one snapshot and never leave the
// process. graph/boost_adapter.h makes the graph a model of Boost.Graph's concepts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/column.h"
#include "base/date.h"
#include "base/packed_numbers.h"

namespace kontor {

using NodeIndex = uint32_t;
inline constexpr NodeIndex kNoNode = UINT32_MAX;

// Immutable after Build; thread-safe.
class CollaborationGraph {
 public:
  [[nodiscard]] NodeIndex organisation_count() const { return organisation_count_; }
  [[nodiscard]] NodeIndex partnership_count() const {
    return static_cast<NodeIndex>(starts_.size());
  }
  [[nodiscard]] NodeIndex vertex_count() const { return organisation_count_ + partnership_count(); }
  [[nodiscard]] size_t tie_count() const { return ties_.values().size() / 2; }
  [[nodiscard]] bool IsPartnership(NodeIndex v) const { return v >= organisation_count_; }

  // Position of a vertex's first tie in the arrays of all ties; TieBegin(v + 1) is its end.
  // REQUIRES: v <= vertex_count()
  [[nodiscard]] size_t TieBegin(NodeIndex v) const { return ties_.Begin(v); }
  // The vertices tied to v, ascending.
  [[nodiscard]] std::span<const NodeIndex> Neighbours(NodeIndex v) const { return ties_[v]; }
  // Parallel to Neighbours: true where the organisation of that tie coordinates the partnership.
  [[nodiscard]] ViewRange<Bits, bool> Coordinates(NodeIndex v) const {
    return {coordinates_, ties_.Begin(v), ties_.Begin(v + 1)};
  }
  // First day of a partnership; may be unknown. REQUIRES: IsPartnership(v)
  [[nodiscard]] Date Start(NodeIndex v) const { return starts_[v - organisation_count_]; }
  // The latest known start of an organisation's partnerships; unknown if there is none.
  [[nodiscard]] Date NewestStart(NodeIndex organisation) const {
    return newest_starts_[organisation];
  }
  // How many partnerships an organisation coordinates. O(ties / 64)
  [[nodiscard]] uint32_t CoordinatedCount(NodeIndex organisation) const {
    return coordinates_.Count(ties_.Begin(organisation), ties_.Begin(organisation + 1));
  }
  // The latest known start of any partnership; unknown if there is none.
  [[nodiscard]] Date newest_start() const { return newest_start_; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("organisation_count", self.organisation_count_);
    visit("ties", self.ties_);
    visit("coordinates", self.coordinates_);
    visit("starts", self.starts_);
    visit("newest_starts", self.newest_starts_);
    visit("newest_start", self.newest_start_);
  }

 private:
  friend class CollaborationGraphBuilder;

  NodeIndex organisation_count_ = 0;
  Lists<NodeIndex> ties_;      // of each vertex, both directions
  Bits coordinates_;           // of each of the ties
  PackedDates starts_;         // of each partnership
  PackedDates newest_starts_;  // of each organisation
  Date newest_start_;
};

class CollaborationGraphBuilder {
 public:
  CollaborationGraphBuilder(NodeIndex organisation_count, NodeIndex partnership_count);

  // Both arguments counted from 0 within their kind. A tie added twice counts once (coordinating if
  // either says so).
  void AddTie(NodeIndex organisation, NodeIndex partnership, bool coordinates);
  void SetStart(NodeIndex partnership, Date start);
  // O(ties log ties). The result does not depend on the order of the calls.
  [[nodiscard]] CollaborationGraph Build() &&;

 private:
  struct Tie {
    NodeIndex organisation;
    NodeIndex partnership;
    bool coordinates;
  };
  void JoinRepeatedTies();

  NodeIndex organisation_count_;
  std::vector<Date> starts_;
  std::vector<Tie> ties_;
};

}  // namespace kontor
