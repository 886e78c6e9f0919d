#include "engine/introduction.h"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cmath>
#include <functional>

#include "graph/boost_adapter.h"

namespace kontor {
namespace {

// What ties one organisation to a partner of it.
struct PartnerTie {
  NodeIndex partner = 0;
  double strength = 0.0;       // of all partnerships that they share
  NodeIndex newest = kNoNode;  // vertex of the newest of them
};

// The partners of an organisation, ascending. Strengths are added up in the order of partnerships.
std::vector<PartnerTie> TiesOf(const Snapshot& snapshot, NodeIndex organisation) {
  const CollaborationGraph& graph = snapshot.graph;
  std::vector<PartnerTie> ties;
  for (const NodeIndex p : graph.Neighbours(organisation)) {
    for (const NodeIndex partner : graph.Neighbours(p)) {
      if (partner == organisation) continue;
      ties.push_back({partner, snapshot.partner_ties.Strength(p), p});
    }
  }
  std::ranges::stable_sort(ties, {}, &PartnerTie::partner);
  size_t count = 0;
  for (const PartnerTie& tie : ties) {
    if (count == 0 || ties[count - 1].partner != tie.partner) {
      ties[count++] = tie;
      continue;
    }
    PartnerTie& joined = ties[count - 1];
    joined.strength += tie.strength;
    if (graph.Start(joined.newest) < graph.Start(tie.newest)) joined.newest = tie.newest;
  }
  ties.resize(count);
  return ties;
}

PathStep Step(const Snapshot& snapshot, NodeIndex from, NodeIndex partnership, NodeIndex to) {
  return {from, to, partnership - snapshot.graph.organisation_count()};
}

// Of all that worked with both, the best.
std::vector<Introduction> ThroughOne(const Snapshot& snapshot, NodeIndex us, NodeIndex them,
                                     const std::vector<PartnerTie>& ours) {
  const std::vector<PartnerTie> theirs = TiesOf(snapshot, them);
  std::vector<Introduction> found;
  for (auto a = ours.begin(), b = theirs.begin(); a != ours.end() && b != theirs.end();) {
    if (a->partner < b->partner) {
      ++a;
    } else if (b->partner < a->partner) {
      ++b;
    } else {
      found.push_back(
          {{Step(snapshot, us, a->newest, a->partner), Step(snapshot, a->partner, b->newest, them)},
           std::min(a->strength, b->strength)});
      ++a;
      ++b;
    }
  }
  std::ranges::stable_sort(found, std::greater(), &Introduction::strength);
  if (found.size() > kMaxIntroductions) found.resize(kMaxIntroductions);
  return found;
}

// Leaves the search when the target's best chain is settled, or when too much has been seen.
struct SearchEnded {};

class TargetVisitor : public boost::dijkstra_visitor<> {
 public:
  // `left`: how many vertices may still be looked at. The library copies visitors.
  TargetVisitor(NodeIndex target, size_t& left) : target_(target), left_(&left) {}

  template <typename Graph>
  void examine_vertex(NodeIndex vertex, const Graph& /*graph*/) const {
    if (vertex == target_ || --*left_ == 0) throw SearchEnded();
  }

 private:
  NodeIndex target_;
  size_t* left_;
};

// The chain with the greatest product of strengths: Dijkstra's search, multiplying where it adds,
// so that no logarithm can differ between machines.
std::vector<Introduction> ThroughChain(const Snapshot& snapshot, NodeIndex us, NodeIndex them) {
  const CollaborationGraph& graph = snapshot.graph;
  std::vector<NodeIndex> before(graph.vertex_count(), kNoNode);
  std::vector<double> strengths(graph.vertex_count(), 0.0);
  // A step goes over two ties of one partnership: the root of its strength for each.
  const auto strength_of = [&snapshot](const Tie& tie) {
    return std::sqrt(snapshot.partner_ties.Strength(std::max(tie.source, tie.target)));
  };
  size_t left = kMaxIntroductionVertices;
  try {
    boost::dijkstra_shortest_paths(
        graph, us,
        boost::visitor(TargetVisitor(them, left))
            .predecessor_map(before.data())
            .distance_map(strengths.data())
            .weight_map(boost::make_function_property_map<Tie>(strength_of))
            .distance_compare(std::greater<double>())
            .distance_combine(std::multiplies<double>())
            .distance_inf(0.0)
            .distance_zero(1.0));
  } catch (const SearchEnded&) {
    // Boost.Graph's way to leave a search early.
  }
  if (left == 0) return {};
  Introduction chain;
  for (NodeIndex at = them; at != us;) {
    if (strengths[at] <= 0.0 || chain.steps.size() == kMaxIntroductionSteps) return {};
    const NodeIndex partnership = before[at];
    chain.steps.push_back(Step(snapshot, before[partnership], partnership, at));
    at = before[partnership];
  }
  std::ranges::reverse(chain.steps);
  chain.strength = strengths[them];
  return {std::move(chain)};
}

}  // namespace

std::vector<Introduction> FindIntroductions(const Snapshot& snapshot, NodeIndex us,
                                            NodeIndex them) {
  const std::vector<PartnerTie> ours = TiesOf(snapshot, us);
  if (std::ranges::binary_search(ours, them, {}, &PartnerTie::partner)) return {};
  std::vector<Introduction> direct = ThroughOne(snapshot, us, them, ours);
  return direct.empty() ? ThroughChain(snapshot, us, them) : std::move(direct);
}

}  // namespace kontor
