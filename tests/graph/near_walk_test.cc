#include "graph/near_walk.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <set>
#include <vector>

#include "tests/graph/random_graph.h"
#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr NodeIndex kNearOrganisations = 300;

// So much that nothing is left on its way.
constexpr NearWalkOptions kThorough = {.rounds = 60, .tolerance = 1e-12F};

std::vector<double> ProbabilitiesOf(const WalkIndex& index, NodeIndex start,
                                    const NearWalkOptions& options, NearWalkScratch& scratch) {
  std::vector<double> found(index.graph().organisation_count(), 0.0);
  const NearWalk walk(index, start, options, scratch);
  walk.ForEach([&](NodeIndex organisation, float probability) {
    found[organisation] = static_cast<double>(probability);
    CHECK(probability == walk.Of(organisation));
  });
  return found;
}

TEST_CASE("a walk without hubs comes as near to the exact one as it is asked to", "[graph][walk]") {
  const auto graph = RandomCollaboration(GENERATE(range(1U, 9U)), kNearOrganisations, 200);
  const TieStrengths strengths = FadingStrengths(graph);
  const double restart = GENERATE(0.2, 0.5, 0.8);
  const WalkIndex index(graph, strengths, {.hubs = 0, .solver = {.restart = restart}});
  NearWalkScratch scratch;
  for (NodeIndex start = 0; start < kNearOrganisations; start += 23) {
    const auto exact = ExactWalk(graph, strengths, start, restart, 1e-13);
    const auto found = ProbabilitiesOf(index, start, kThorough, scratch);
    for (NodeIndex i = 0; i < kNearOrganisations; ++i) {
      if (i != start) CHECK(found[i] == Approx(exact[i]).epsilon(1e-3).margin(1e-7));
    }
  }
}

// With the defaults and small hubs: what matters is right, and no more is claimed than there is.
TEST_CASE("a quick walk is right about those that are near", "[graph][walk]") {
  const auto graph = RandomCollaboration(GENERATE(range(1U, 5U)), kNearOrganisations, 200);
  const TieStrengths strengths = FadingStrengths(graph);
  const WalkIndex index(graph, strengths, {.hubs = 20, .hub_ties = 8});
  NearWalkScratch scratch;
  for (NodeIndex start = 0; start < kNearOrganisations; start += 17) {
    const auto exact = ExactWalk(graph, strengths, start, 0.5, 1e-12);
    const auto found = ProbabilitiesOf(index, start, {}, scratch);
    for (NodeIndex i = 0; i < kNearOrganisations; ++i) {
      if (i != start) CHECK(found[i] == Approx(exact[i]).epsilon(0.3).margin(1e-3));
    }
  }
}

TEST_CASE("nobody is near to one without partners", "[graph][walk]") {
  const auto graph = DrawCollaboration("a --P1-- b\nc\nd --P2-- .");
  const WalkIndex index(graph, FadingStrengths(graph));
  NearWalkScratch scratch;
  for (const NodeIndex start : {NodeIndex{2}, NodeIndex{3}}) {
    const auto found = ProbabilitiesOf(index, start, {}, scratch);
    CHECK(std::ranges::all_of(found, [](double p) { return p == 0.0; }));
  }
}

TEST_CASE("one round reaches the partners and nobody else", "[graph][walk]") {
  const auto graph = RandomCollaboration(3, kNearOrganisations, 200);
  const WalkIndex index(graph, FadingStrengths(graph), {.hubs = 0});
  NearWalkScratch scratch;
  for (NodeIndex start = 0; start < kNearOrganisations; start += 11) {
    std::set<NodeIndex> partners;
    for (const NodeIndex p : graph.Neighbours(start)) {
      for (const NodeIndex member : graph.Neighbours(p)) {
        if (member != start) partners.insert(member);
      }
    }
    std::set<NodeIndex> reached;
    const NearWalk walk(index, start, {.rounds = 1}, scratch);
    walk.ForEach([&](NodeIndex organisation, float probability) {
      if (probability > 0.0F) reached.insert(organisation);
    });
    CHECK(reached == partners);
  }
}

// A chain is long and thin.
TEST_CASE("a walk along a chain never leaves its neighbourhood", "[graph][walk]") {
  CollaborationGraphBuilder builder(1'000, 999);
  for (NodeIndex i = 0; i < 999; ++i) {
    builder.AddTie(i, i, false);
    builder.AddTie(i + 1, i, false);
  }
  const auto graph = std::move(builder).Build();
  const TieStrengths strengths = FadingStrengths(graph);
  const auto exact = ExactWalk(graph, strengths, 500, 0.5, 1e-13);
  const WalkIndex index(graph, strengths);
  NearWalkScratch scratch;
  const NearWalk walk(index, 500, {.rounds = 60, .tolerance = 1e-7F}, scratch);
  size_t reached = 0;
  walk.ForEach([&](NodeIndex organisation, float probability) {
    ++reached;
    CHECK(static_cast<double>(probability) ==
          Approx(exact[organisation]).epsilon(0.05).margin(1e-6));
  });
  CHECK(reached > 10);
  CHECK(reached < 40);
}

TEST_CASE("a near walk leaves no trace in its scratch", "[graph][walk]") {
  const auto graph = RandomCollaboration(5, kNearOrganisations, 200);
  const auto other = RandomCollaboration(6, 100, 80);
  const WalkIndex index(graph, FadingStrengths(graph), {.hubs = 20, .hub_ties = 8});
  const WalkIndex other_index(other, FadingStrengths(other));
  NearWalkScratch used;
  for (NodeIndex start = 0; start < 60; ++start) {
    ProbabilitiesOf(other_index, start, {}, used);
    ProbabilitiesOf(index, start * 3, {}, used);
    NearWalkScratch fresh;
    CHECK(ProbabilitiesOf(index, start * 5, {}, used) ==
          ProbabilitiesOf(index, start * 5, {}, fresh));
  }
}

}  // namespace
}  // namespace kontor
