#include "engine/path.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/property_map/property_map.hpp>

#include "graph/boost_adapter.h"

namespace kontor {
namespace {

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
