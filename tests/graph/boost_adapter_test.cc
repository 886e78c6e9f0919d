#include "graph/boost_adapter.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <catch2/catch_test_macros.hpp>
#include <iterator>
#include <set>
#include <vector>

#include "graph/walk.h"
#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

// a and d are three partnerships apart; e and f stand apart from them.
const CollaborationGraph& Drawn() {
  static const CollaborationGraph graph = DrawCollaboration(R"(
    a --P1(2020-01-01)-- b
    b --P2(2016-01-01)-- c
    c --P3(2020-01-01)-- d
    a --P4(2004-01-01)-- d
    e --P5-- f
    g
  )");
  return graph;
}

template <typename Map>
auto VertexMap(Map& values) {
  return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, Drawn()));
}

TEST_CASE("the collaboration graph models Boost.Graph's concepts", "[graph][boost]") {
  using Graph = CollaborationGraph;
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT(
      (boost::ReadablePropertyGraphConcept<Graph, NodeIndex, boost::vertex_index_t>));
  CHECK(num_vertices(Drawn()) == 12);
  CHECK(num_edges(Drawn()) == 10);
  CHECK(get(boost::vertex_index, Drawn(), NodeIndex{3}) == 3);
  CHECK(boost::graph_traits<Graph>::null_vertex() == kNoNode);
}

TEST_CASE("every tie appears once among all edges and once at each end", "[graph][boost]") {
  const auto [first, last] = edges(Drawn());
  std::set<std::pair<NodeIndex, NodeIndex>> ties;
  for (auto it = first; it != last; ++it) {
    CHECK_FALSE(Drawn().IsPartnership(source(*it, Drawn())));
    CHECK(Drawn().IsPartnership(target(*it, Drawn())));
    ties.emplace(source(*it, Drawn()), target(*it, Drawn()));
  }
  CHECK(ties.size() == num_edges(Drawn()));
  for (NodeIndex v = 0; v < Drawn().vertex_count(); ++v) {
    const auto [out_first, out_last] = out_edges(v, Drawn());
    const auto [in_first, in_last] = in_edges(v, Drawn());
    CHECK(static_cast<size_t>(out_last - out_first) == out_degree(v, Drawn()));
    CHECK(static_cast<size_t>(std::distance(in_first, in_last)) == in_degree(v, Drawn()));
    CHECK(degree(v, Drawn()) == out_degree(v, Drawn()));
    CHECK(std::equal(out_first, out_last, in_first, in_last));  // the same edges
    for (auto it = in_first; it != in_last; ++it) CHECK(target(*it, Drawn()) == v);
  }
}

TEST_CASE("a breadth-first search counts steps from an organisation", "[graph][boost]") {
  std::vector<int> steps(num_vertices(Drawn()), -1);
  std::vector<boost::default_color_type> colors(num_vertices(Drawn()));
  steps[0] = 0;
  const auto record = boost::record_distances(VertexMap(steps), boost::on_tree_edge());
  boost::breadth_first_search(
      Drawn(), NodeIndex{0},
      boost::visitor(boost::make_bfs_visitor(record)).color_map(VertexMap(colors)));
  CHECK(std::vector(steps.begin(), steps.begin() + 7) == std::vector{0, 2, 4, 2, -1, -1, -1});
}

TEST_CASE("connected components separate what no partnership joins", "[graph][boost]") {
  std::vector<int> components(num_vertices(Drawn()));
  CHECK(boost::connected_components(Drawn(), VertexMap(components)) == 3);
  CHECK(components[0] == components[3]);
  CHECK(components[4] == components[5]);
  CHECK(components[0] != components[4]);
  CHECK(components[6] != components[4]);
}

TEST_CASE("Dijkstra's shortest paths prefer recent ties", "[graph][boost]") {
  const TieStrengths strengths(Drawn(), Drawn().newest_start(), 4.0);
  const auto length = boost::make_function_property_map<Tie>([&strengths](const Tie& tie) {
    return 1.0 / strengths.Strength(std::max(tie.source, tie.target));
  });
  std::vector<double> lengths(num_vertices(Drawn()));
  std::vector<NodeIndex> before(num_vertices(Drawn()));
  boost::dijkstra_shortest_paths(Drawn(), NodeIndex{0},
                                 boost::weight_map(length)
                                     .distance_map(VertexMap(lengths))
                                     .predecessor_map(VertexMap(before)));
  // Through b and c: 2 ties of today, 2 of half strength, 2 of today; P4 is 16 years old.
  CHECK(lengths[3] < 8.1);
  CHECK(lengths[3] > 7.9);
  CHECK(before[3] == 7 + 2);
}

}  // namespace
}  // namespace kontor
