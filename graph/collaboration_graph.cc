#include "graph/collaboration_graph.h"

#include <algorithm>
#include <cassert>
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
  graph.starts_ = std::move(starts_);
  graph.newest_start_ = graph.starts_.empty() ? Date{} : *std::ranges::max_element(graph.starts_);

  const size_t vertex_count = graph.vertex_count();
  graph.offsets_.assign(vertex_count + 1, 0);
  for (const Tie& tie : ties_) {
    ++graph.offsets_[tie.organisation + 1];
    ++graph.offsets_[organisation_count_ + tie.partnership + 1];
  }
  for (size_t v = 0; v < vertex_count; ++v) graph.offsets_[v + 1] += graph.offsets_[v];

  graph.targets_.resize(2 * ties_.size());
  graph.coordinates_.resize(2 * ties_.size());
  graph.newest_starts_.resize(organisation_count_);
  graph.coordinated_counts_.resize(organisation_count_, 0);
  // Ties come in the order of organisations, so every row is filled in ascending order.
  std::vector<size_t> next(graph.offsets_.begin(), graph.offsets_.end() - 1);
  for (const Tie& tie : ties_) {
    const NodeIndex partnership = organisation_count_ + tie.partnership;
    const auto put = [&](NodeIndex from, NodeIndex to) {
      graph.targets_[next[from]] = to;
      graph.coordinates_[next[from]++] = tie.coordinates ? 1 : 0;
    };
    put(tie.organisation, partnership);
    put(partnership, tie.organisation);
    Date& newest = graph.newest_starts_[tie.organisation];
    newest = std::max(newest, graph.starts_[tie.partnership]);
    graph.coordinated_counts_[tie.organisation] += tie.coordinates ? 1 : 0;
  }
  return graph;
}

}  // namespace kontor
