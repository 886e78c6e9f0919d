#include "graph/walk_graph.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>
#include <vector>

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

WalkGraph::WalkGraph(const CollaborationGraph& graph, const TieStrengths& strengths) {
  assert(graph.tie_count() < UINT32_MAX);
  std::vector<NodeIndex> organisations = BusyFirst(graph);
  std::vector<uint32_t> ranks(organisations.size());
  for (uint32_t rank = 0; rank < organisations.size(); ++rank) ranks[organisations[rank]] = rank;

  const std::vector<NodeIndex> order = BesideLeastBusy(graph, ranks);
  std::vector<uint32_t> first_member = {0};
  std::vector<uint32_t> members;
  std::vector<float> per_member;
  first_member.reserve(order.size() + 1);
  members.reserve(graph.tie_count() + kReadAhead);
  per_member.reserve(order.size());
  for (const NodeIndex p : order) {
    const auto begin = static_cast<std::ptrdiff_t>(members.size());
    for (const NodeIndex member : graph.Neighbours(p)) members.push_back(ranks[member]);
    std::sort(members.begin() + begin, members.end());
    first_member.push_back(static_cast<uint32_t>(members.size()));
    per_member.push_back(strengths.StrengthPerMember(graph, p));
  }

  std::vector<uint32_t> first_tie = {0};
  std::vector<float> totals;
  first_tie.reserve(organisations.size() + 1);
  totals.reserve(organisations.size());
  for (const NodeIndex organisation : organisations) {
    const auto ties = static_cast<uint32_t>(graph.Neighbours(organisation).size());
    first_tie.push_back(first_tie.back() + ties);
    totals.push_back(ties > 0 ? static_cast<float>(strengths.Total(graph, organisation)) : 1.0F);
  }
  std::vector<uint32_t> partnerships(members.size() + kReadAhead);
  std::vector<uint32_t> next(first_tie.begin(), first_tie.end() - 1);
  for (uint32_t p = 0; p < order.size(); ++p) {
    for (uint32_t i = first_member[p]; i < first_member[p + 1]; ++i) {
      partnerships[next[members[i]]++] = p;
    }
  }
  members.resize(members.size() + kReadAhead);
  organisations_ = Column(std::move(organisations));
  ranks_ = Column(std::move(ranks));
  first_tie_ = Column(std::move(first_tie));
  partnerships_ = Column(std::move(partnerships));
  first_member_ = Column(std::move(first_member));
  members_ = Column(std::move(members));
  per_member_ = Column(std::move(per_member));
  totals_ = Column(std::move(totals));
}

}  // namespace kontor
