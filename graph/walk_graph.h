// The collaboration graph as the exact walk reads it: a copy with busy organisations first, so that
// what is read most often stays in the processor's cache, and partnerships beside the least busy of
// their members, so that these read neighbouring rows.
//
// Organisations are counted by rank: by number of ties, most first, ties by index. Partnerships are
// counted from 0 in an order of this copy. Rows hold ranks ascending and partnerships ascending,
// and sums over them run in that order, so that rounding is the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/column.h"
#include "graph/collaboration_graph.h"
#include "graph/walk.h"

namespace kontor {

// Immutable; thread-safe. About 8 bytes a tie and 24 a vertex.
class WalkGraph {
 public:
  // So many entries behind the end of a row may be read: of later rows, or 0.
  static constexpr size_t kReadAhead = 16;

  WalkGraph() = default;  // of nobody
  // O(ties log ties). REQUIRES: fewer than 2^32 ties
  WalkGraph(const CollaborationGraph& graph, const TieStrengths& strengths);

  [[nodiscard]] uint32_t organisation_count() const {
    return static_cast<uint32_t>(organisations_.size());
  }
  [[nodiscard]] uint32_t partnership_count() const {
    return static_cast<uint32_t>(per_member_.size());
  }
  [[nodiscard]] NodeIndex Organisation(uint32_t rank) const { return organisations_[rank]; }
  [[nodiscard]] uint32_t Rank(NodeIndex organisation) const { return ranks_[organisation]; }

  // Partnerships of the organisation with that rank.
  [[nodiscard]] std::span<const uint32_t> Partnerships(uint32_t rank) const {
    return {partnerships_.data() + first_tie_[rank], partnerships_.data() + first_tie_[rank + 1]};
  }
  // Ranks of a partnership's members.
  [[nodiscard]] std::span<const uint32_t> Members(uint32_t partnership) const {
    return {members_.data() + first_member_[partnership],
            members_.data() + first_member_[partnership + 1]};
  }
  // Strength of a partnership's ties, divided by the number of its members.
  [[nodiscard]] float StrengthPerMember(uint32_t partnership) const {
    return per_member_[partnership];
  }
  // Sum of the strengths of an organisation's ties; 1 without ties.
  [[nodiscard]] float Total(uint32_t rank) const { return totals_[rank]; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("organisations", self.organisations_);
    visit("ranks", self.ranks_);
    visit("first_tie", self.first_tie_);
    visit("partnerships", self.partnerships_);
    visit("first_member", self.first_member_);
    visit("members", self.members_);
    visit("per_member", self.per_member_);
    visit("totals", self.totals_);
  }

 private:
  Column<NodeIndex> organisations_;  // by rank
  Column<uint32_t> ranks_;           // by organisation
  Column<uint32_t> first_tie_;       // of each rank, and the end
  Column<uint32_t> partnerships_;
  Column<uint32_t> first_member_;  // of each partnership, and the end
  Column<uint32_t> members_;
  Column<float> per_member_;  // by partnership
  Column<float> totals_;      // by rank
};

}  // namespace kontor
