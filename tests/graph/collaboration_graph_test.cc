#include "graph/collaboration_graph.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

std::vector<NodeIndex> List(std::span<const NodeIndex> indices) {
  return {indices.begin(), indices.end()};
}

TEST_CASE("an empty graph has no vertices and no newest start", "[graph][csr]") {
  const CollaborationGraph graph = CollaborationGraphBuilder(0, 0).Build();
  CHECK(graph.vertex_count() == 0);
  CHECK(graph.tie_count() == 0);
  CHECK_FALSE(graph.newest_start().known());
  CHECK(CollaborationGraph().vertex_count() == 0);
}

TEST_CASE("neighbours are ascending on both sides of a drawn graph", "[graph][csr]") {
  const CollaborationGraph graph = DrawCollaboration(R"(
    b --P1(2015-03-01)-- c* a
    c --P2-- d
    e
  )");
  CHECK(graph.organisation_count() == 5);
  CHECK(graph.partnership_count() == 2);
  CHECK(graph.tie_count() == 5);
  CHECK(List(graph.Neighbours(2)) == std::vector<NodeIndex>{5, 6});
  CHECK(List(graph.Neighbours(5)) == std::vector<NodeIndex>{0, 1, 2});
  CHECK(graph.Neighbours(4).empty());
  CHECK(graph.Coordinates(5)[2] == 1);
  CHECK(graph.Coordinates(5)[0] == 0);
  CHECK(graph.Coordinates(2)[0] == 1);
  CHECK(graph.Coordinates(2)[1] == 0);
  CHECK(graph.Start(5) == MakeDate(2015, 3, 1));
  CHECK_FALSE(graph.Start(6).known());
  CHECK(graph.newest_start() == MakeDate(2015, 3, 1));
}

TEST_CASE("a tie added twice counts once and coordinates if either says so", "[graph][csr]") {
  const bool first = GENERATE(true, false);
  CollaborationGraphBuilder builder(1, 1);
  builder.AddTie(0, 0, first);
  builder.AddTie(0, 0, !first);
  const CollaborationGraph graph = std::move(builder).Build();
  CHECK(graph.tie_count() == 1);
  CHECK(graph.Coordinates(0)[0] == 1);
  CHECK(graph.Coordinates(1)[0] == 1);
}

TEST_CASE("the graph does not depend on the order in which ties are added", "[graph][csr]") {
  std::mt19937 random(11);
  std::vector<std::pair<NodeIndex, NodeIndex>> ties;
  for (int i = 0; i < 400; ++i) ties.emplace_back(random() % 60, random() % 40);
  const auto build = [&ties] {
    CollaborationGraphBuilder builder(60, 40);
    for (const auto& [organisation, partnership] : ties) {
      builder.AddTie(organisation, partnership, (organisation + partnership) % 7 == 0);
    }
    return std::move(builder).Build();
  };
  const CollaborationGraph graph = build();
  CHECK(graph.tie_count() == std::set(ties.begin(), ties.end()).size());
  std::ranges::shuffle(ties, random);
  const CollaborationGraph shuffled = build();
  for (NodeIndex v = 0; v < graph.vertex_count(); ++v) {
    REQUIRE(List(graph.Neighbours(v)) == List(shuffled.Neighbours(v)));
    REQUIRE(std::ranges::equal(graph.Coordinates(v), shuffled.Coordinates(v)));
    REQUIRE(std::ranges::is_sorted(graph.Neighbours(v)));
  }
}

}  // namespace
}  // namespace kontor
