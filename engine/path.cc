#include "engine/path.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/property_map/property_map.hpp>
#include <tuple>

#include "graph/boost_adapter.h"

namespace kontor {
namespace {

// Newer first; among equals the one with the smaller index.
bool IsNewer(const CollaborationGraph& graph, NodeIndex a, NodeIndex b) {
  return std::tuple(graph.Start(a), b) > std::tuple(graph.Start(b), a);
}

// Ends the search once the target is found or everything within reach has been seen.
struct SearchEnded {};

class ParentRecorder : public boost::default_bfs_visitor {
 public:
  ParentRecorder(std::vector<NodeIndex>& parents, std::vector<uint32_t>& depths, NodeIndex target,
                 size_t max_depth)
      : parents_(parents), depths_(depths), target_(target), max_depth_(max_depth) {}

  template <typename EdgeDescriptor, typename Graph>
  void tree_edge(const EdgeDescriptor& edge, const Graph& graph) {
    const NodeIndex from = source(edge, graph);
    const NodeIndex to = target(edge, graph);
    parents_[to] = from;
    depths_[to] = depths_[from] + 1;
    if (to == target_ || depths_[to] > max_depth_) throw SearchEnded();
  }

 private:
  std::vector<NodeIndex>& parents_;
  std::vector<uint32_t>& depths_;
  NodeIndex target_;
  size_t max_depth_;
};

}  // namespace

PathFinder::PathFinder(const Snapshot& snapshot, NodeIndex from)
    : snapshot_(snapshot), from_(from) {
  const CollaborationGraph& graph = snapshot.graph;
  for (const NodeIndex partnership : graph.Neighbours(from)) {
    for (const NodeIndex member : graph.Neighbours(partnership)) {
      if (member != from) partners_.push_back({member, partnership});
    }
  }
  std::ranges::sort(partners_, [&graph](const Partner& a, const Partner& b) {
    if (a.organisation != b.organisation) return a.organisation < b.organisation;
    return IsNewer(graph, a.newest, b.newest);
  });
  const auto repeated = std::ranges::unique(partners_, {}, &Partner::organisation);
  partners_.erase(repeated.begin(), repeated.end());
}

const PathFinder::Partner* PathFinder::FindPartner(NodeIndex organisation) const {
  const auto found = std::ranges::lower_bound(partners_, organisation, {}, &Partner::organisation);
  return found != partners_.end() && found->organisation == organisation ? &*found : nullptr;
}

std::vector<PathStep> PathFinder::UpToTwoSteps(NodeIndex to) const {
  const CollaborationGraph& graph = snapshot_.graph;
  const NodeIndex first_partnership = graph.organisation_count();
  if (const Partner* direct = FindPartner(to)) {
    return {{from_, to, direct->newest - first_partnership}};
  }
  const Partner* between = nullptr;
  NodeIndex last = 0;
  const auto older_start = [&graph](const Partner& partner, NodeIndex partnership) {
    return std::min(graph.Start(partner.newest), graph.Start(partnership));
  };
  for (const NodeIndex partnership : graph.Neighbours(to)) {
    for (const NodeIndex member : graph.Neighbours(partnership)) {
      const Partner* partner = FindPartner(member);
      if (partner == nullptr) continue;
      if (between == nullptr || older_start(*partner, partnership) > older_start(*between, last)) {
        between = partner;
        last = partnership;
      }
    }
  }
  if (between == nullptr) return {};
  return {{from_, between->organisation, between->newest - first_partnership},
          {between->organisation, to, last - first_partnership}};
}

std::vector<PathStep> ShortestPath(const Snapshot& snapshot, NodeIndex from, NodeIndex to,
                                   size_t max_steps) {
  const CollaborationGraph& graph = snapshot.graph;
  if (from == to) return {};
  std::vector<NodeIndex> parents(graph.vertex_count(), kNoNode);
  std::vector<uint32_t> depths(graph.vertex_count(), 0);
  // One step between organisations is two edges of the bipartite graph.
  ParentRecorder recorder(parents, depths, to, 2 * max_steps);
  try {
    boost::breadth_first_search(
        graph, from, boost::visitor(recorder).vertex_index_map(boost::identity_property_map()));
  } catch (const SearchEnded&) {
    // Boost.Graph's way to leave a search early.
  }
  if (parents[to] == kNoNode) return {};
  std::vector<PathStep> steps;
  for (NodeIndex at = to; at != from;) {
    const NodeIndex partnership = parents[at];
    const NodeIndex before = parents[partnership];
    steps.push_back({before, at, partnership - graph.organisation_count()});
    at = before;
  }
  std::ranges::reverse(steps);
  return steps;
}

}  // namespace kontor
