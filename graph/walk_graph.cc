#include "graph/walk_graph.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace kontor {
namespace {

std::vector<NodeIndex> BusyFirst(const CollaborationGraph& graph) {
  std::vector<NodeIndex> organisations(graph.organisation_count());
  std::iota(organisations.begin(), organisations.end(), NodeIndex{0});
  std::ranges::stable_sort(organisations, [&](NodeIndex a, NodeIndex b) {
    return graph.Neighbours(a).size() > graph.Neighbours(b).size();
  });
  return organisations;
}

// Vertices of the partnerships, ascending by their least busy member.
std::vector<NodeIndex> BesideLeastBusy(const CollaborationGraph& graph,
                                       const std::vector<uint32_t>& ranks) {
  std::vector<uint32_t> least_busy;
  least_busy.reserve(graph.partnership_count());
  for (NodeIndex p = graph.organisation_count(); p < graph.vertex_count(); ++p) {
    uint32_t last = 0;
    for (const NodeIndex member : graph.Neighbours(p)) last = std::max(last, ranks[member]);
    least_busy.push_back(last);
  }
  std::vector<NodeIndex> order(graph.partnership_count());
  std::iota(order.begin(), order.end(), graph.organisation_count());
  std::ranges::stable_sort(order, {},
                           [&](NodeIndex p) { return least_busy[p - graph.organisation_count()]; });
  return order;
}

}  // namespace

WalkGraph::WalkGraph(const CollaborationGraph& graph, const TieStrengths& strengths)
    : organisations_(BusyFirst(graph)), ranks_(organisations_.size()) {
  assert(graph.tie_count() < UINT32_MAX);
  for (uint32_t rank = 0; rank < organisations_.size(); ++rank) ranks_[organisations_[rank]] = rank;

  const std::vector<NodeIndex> order = BesideLeastBusy(graph, ranks_);
  first_member_.reserve(order.size() + 1);
  first_member_.push_back(0);
  members_.reserve(graph.tie_count() + kReadAhead);
  per_member_.reserve(order.size());
  for (const NodeIndex p : order) {
    const auto begin = static_cast<std::ptrdiff_t>(members_.size());
    for (const NodeIndex member : graph.Neighbours(p)) members_.push_back(ranks_[member]);
    std::sort(members_.begin() + begin, members_.end());
    first_member_.push_back(static_cast<uint32_t>(members_.size()));
    per_member_.push_back(strengths.StrengthPerMember(p));
  }

  first_tie_.assign(organisations_.size() + 1, 0);
  totals_.reserve(organisations_.size());
  for (uint32_t rank = 0; rank < organisations_.size(); ++rank) {
    const NodeIndex organisation = organisations_[rank];
    const auto ties = static_cast<uint32_t>(graph.Neighbours(organisation).size());
    first_tie_[rank + 1] = first_tie_[rank] + ties;
    totals_.push_back(ties > 0 ? static_cast<float>(strengths.Total(organisation)) : 1.0F);
  }
  partnerships_.resize(members_.size() + kReadAhead);
  std::vector<uint32_t> next(first_tie_.begin(), first_tie_.end() - 1);
  for (uint32_t p = 0; p < partnership_count(); ++p) {
    for (const uint32_t rank : Members(p)) partnerships_[next[rank]++] = p;
  }
  members_.resize(members_.size() + kReadAhead);
}

}  // namespace kontor
