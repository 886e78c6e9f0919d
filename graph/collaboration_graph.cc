#include "graph/collaboration_graph.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

namespace kontor {

CollaborationGraphBuilder::CollaborationGraphBuilder(NodeIndex organisation_count,
                                                     NodeIndex partnership_count)
    : organisation_count_(organisation_count), starts_(partnership_count) {
  assert(partnership_count < kNoNode - organisation_count);
}

void CollaborationGraphBuilder::AddTie(NodeIndex organisation, NodeIndex partnership,
                                       bool coordinates) {
  assert(organisation < organisation_count_ && partnership < starts_.size());
  ties_.push_back({organisation, partnership, coordinates});
}

void CollaborationGraphBuilder::SetStart(NodeIndex partnership, Date start) {
  assert(partnership < starts_.size());
  starts_[partnership] = start;
}

void CollaborationGraphBuilder::JoinRepeatedTies() {
  std::ranges::sort(ties_, [](const Tie& a, const Tie& b) {
    return std::tie(a.organisation, a.partnership, b.coordinates) <
           std::tie(b.organisation, b.partnership, a.coordinates);
  });
  const auto repeated = std::ranges::unique(ties_, [](const Tie& a, const Tie& b) {
    return a.organisation == b.organisation && a.partnership == b.partnership;
  });
  ties_.erase(repeated.begin(), repeated.end());
}

CollaborationGraph CollaborationGraphBuilder::Build() && {
  JoinRepeatedTies();
  CollaborationGraph graph;
  graph.organisation_count_ = organisation_count_;
  graph.newest_start_ = starts_.empty() ? Date{} : *std::ranges::max_element(starts_);

  std::vector<uint32_t> begins(organisation_count_ + starts_.size() + 1, 0);
  for (const Tie& tie : ties_) {
    ++begins[tie.organisation + 1];
    ++begins[organisation_count_ + tie.partnership + 1];
  }
  ColumnPosition(2 * ties_.size());  // throws where positions would not do
  std::partial_sum(begins.begin(), begins.end(), begins.begin());

  std::vector<NodeIndex> targets(2 * ties_.size());
  std::vector<bool> coordinates(targets.size());
  std::vector<Date> newest_starts(organisation_count_);
  // Ties come in the order of organisations, so every row is filled in ascending order.
  std::vector<uint32_t> next(begins.begin(), begins.end() - 1);
  for (const Tie& tie : ties_) {
    const NodeIndex partnership = organisation_count_ + tie.partnership;
    const auto put = [&](NodeIndex from, NodeIndex to) {
      targets[next[from]] = to;
      coordinates[next[from]++] = tie.coordinates;
    };
    put(tie.organisation, partnership);
    put(partnership, tie.organisation);
    Date& newest = newest_starts[tie.organisation];
    newest = std::max(newest, starts_[tie.partnership]);
  }
  graph.ties_ = Lists(std::move(begins), std::move(targets));
  graph.coordinates_ = Bits(coordinates);
  graph.starts_ = PackedDates(starts_);
  graph.newest_starts_ = PackedDates(newest_starts);
  return graph;
}

}  // namespace kontor
