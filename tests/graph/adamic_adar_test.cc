#include "graph/adamic_adar.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "tests/graph/random_graph.h"
#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

using Catch::Approx;

std::vector<std::set<NodeIndex>> NeighboursOfAll(const CollaborationGraph& graph) {
  std::vector<std::set<NodeIndex>> neighbours(graph.organisation_count());
  for (NodeIndex p = graph.organisation_count(); p < graph.vertex_count(); ++p) {
    for (const NodeIndex a : graph.Neighbours(p)) {
      for (const NodeIndex b : graph.Neighbours(p)) {
        if (a != b) neighbours[a].insert(b);
      }
    }
  }
  return neighbours;
}

// By the definition, with what each counts rounded to units as the header says.
std::vector<CommonNeighbourScore> BestByDefinition(
    const std::vector<std::set<NodeIndex>>& neighbours, const AdamicAdarQuestion& question,
    double unit) {
  const NodeIndex x = question.organisation;
  std::vector<CommonNeighbourScore> all;
  for (NodeIndex y = 0; y < neighbours.size(); ++y) {
    if (y == x || (!question.with_neighbours && neighbours[x].contains(y))) continue;
    std::vector<NodeIndex> common;
    std::ranges::set_intersection(neighbours[x], neighbours[y], std::back_inserter(common));
    double score = 0.0;
    for (const NodeIndex z : common) {
      score += std::round(1.0 / std::log(static_cast<double>(neighbours[z].size())) / unit) * unit;
    }
    if (score > 0.0) all.push_back({y, score});
  }
  std::ranges::stable_sort(all, [](const auto& a, const auto& b) { return a.score > b.score; });
  if (all.size() > question.count) all.resize(question.count);
  return all;
}

TEST_CASE("the best by common neighbours are those of the definition", "[graph][adamic-adar]") {
  const auto graph = RandomCollaboration(GENERATE(range(1U, 6U)), 120, GENERATE(20U, 120U));
  const auto neighbours = NeighboursOfAll(graph);
  const AdamicAdar network(graph);
  AdamicAdarScratch scratch;
  AdamicAdarQuestion question;
  question.count = GENERATE(1U, 20U, 200U);
  question.with_neighbours = GENERATE(false, true);
  for (question.organisation = 0; question.organisation < 120; ++question.organisation) {
    CHECK(network.Degree(question.organisation) == neighbours[question.organisation].size());
    CHECK(std::ranges::equal(network.Best(question, scratch),
                             BestByDefinition(neighbours, question, network.unit())));
  }
}

TEST_CASE("whoever reaches few of very many gets the best of the definition as well",
          "[graph][adamic-adar]") {
  const auto graph = RandomCollaboration(GENERATE(range(1U, 3U)), 3'000, 1'500);
  const auto neighbours = NeighboursOfAll(graph);
  const AdamicAdar network(graph);
  AdamicAdarScratch scratch;
  for (NodeIndex x = 0; x < 3'000; x += 150) {
    const AdamicAdarQuestion question{x, 5, false};
    CHECK(std::ranges::equal(network.Best(question, scratch),
                             BestByDefinition(neighbours, question, network.unit())));
  }
}

// Groups of ten that meet each other, and hubs that have met everyone: far more ties than are added
// up without looking.
TEST_CASE("hubs that cannot change who is best are still counted", "[graph][adamic-adar]") {
  constexpr NodeIndex organisations = 2'000;
  constexpr NodeIndex hubs = 6;
  constexpr NodeIndex group = 10;
  const NodeIndex groups = (organisations - hubs) / group;
  const NodeIndex pairs = groups + groups / 2;  // partnerships of a hub and one other follow
  CollaborationGraphBuilder builder(organisations, pairs + hubs * organisations);
  for (NodeIndex i = hubs; i < organisations; ++i) {
    builder.AddTie(i, std::min((i - hubs) / group, groups - 1), false);
    // One hub knows all, the others ever fewer.
    for (NodeIndex hub = 0; hub < hubs; ++hub) {
      if (i % (hub + 1) != 0) continue;
      const NodeIndex partnership = pairs + hub * organisations + i;
      builder.AddTie(i, partnership, false);
      builder.AddTie(hub, partnership, false);
    }
  }
  // Neighbouring groups share a partnership of some of their members.
  for (NodeIndex pair = 0; pair < groups / 2; ++pair) {
    for (NodeIndex i = 0; i < group; ++i) {
      builder.AddTie(hubs + 2 * pair * group + i * 2, groups + pair, false);
    }
  }
  const auto graph = std::move(builder).Build();
  const auto neighbours = NeighboursOfAll(graph);
  const AdamicAdar network(graph);
  AdamicAdarScratch scratch;
  for (NodeIndex x = 0; x < organisations; x += 101) {
    for (const size_t count : {5U, 15U}) {
      for (const bool with_neighbours : {false, true}) {
        const AdamicAdarQuestion question{x, count, with_neighbours};
        CHECK(std::ranges::equal(network.Best(question, scratch),
                                 BestByDefinition(neighbours, question, network.unit())));
      }
    }
  }
}

TEST_CASE("a common neighbour counts once however many partnerships it shares",
          "[graph][adamic-adar]") {
  const auto graph = DrawCollaboration(R"(
    a --P1-- b
    a --P2-- b
    b --P3-- c
    b --P4-- c
    d --P5-- .
    e)");
  const AdamicAdar network(graph);
  AdamicAdarScratch scratch;
  const auto best = network.Best({.organisation = 0}, scratch);
  REQUIRE(best.size() == 1);
  CHECK(best[0].organisation == 2);
  CHECK(best[0].score == Approx(1.0 / std::log(2.0)));
  CHECK(network.Degree(1) == 2);
  CHECK(network.Best({.organisation = 3}, scratch).empty());
  CHECK(network.Best({.organisation = 4}, scratch).empty());
}

}  // namespace
}  // namespace kontor
