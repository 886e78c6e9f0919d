#include "graph/walk_solver.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "graph/walk_lists.h"
#include "tests/graph/random_graph.h"
#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr NodeIndex kSolvedOrganisations = 300;

std::vector<NodeIndex> First(size_t count) {
  std::vector<NodeIndex> organisations(count);
  std::iota(organisations.begin(), organisations.end(), NodeIndex{0});
  return organisations;
}

std::vector<float> Probabilities(const WalkSolver& solver, size_t lane) {
  std::vector<float> probabilities;
  for (NodeIndex i = 0; i < kSolvedOrganisations; ++i) {
    probabilities.push_back(solver.Probability(lane, i));
  }
  return probabilities;
}

TEST_CASE("sixteen walks at once are as exact as power iteration", "[graph][walk]") {
  const double restart = GENERATE(0.15, 0.5, 0.9);
  const auto graph = RandomCollaboration(GENERATE(range(1U, 4U)), kSolvedOrganisations, 200);
  const TieStrengths strengths = FadingStrengths(graph);
  const WalkGraph copy(graph, strengths);
  WalkSolver solver(copy, {.restart = restart});
  const auto starts = First(kLanes);
  solver.Solve(starts);
  for (size_t lane = 0; lane < starts.size(); ++lane) {
    const auto exact = ExactWalk(graph, strengths, starts[lane], restart, 1e-13);
    double difference = 0.0;
    for (NodeIndex i = 0; i < kSolvedOrganisations; ++i) {
      difference += std::abs(exact[i] - static_cast<double>(solver.Probability(lane, i)));
    }
    CHECK(difference <= 1e-6);
  }
}

TEST_CASE("a walk's organisations share what the restart leaves them", "[graph][walk]") {
  const auto graph = RandomCollaboration(7, kSolvedOrganisations, 200);
  const WalkGraph copy(graph, FadingStrengths(graph));
  WalkSolver solver(copy, {.restart = 0.4});
  const std::vector<NodeIndex> starts = {0, kSolvedOrganisations - 1};
  REQUIRE_FALSE(graph.Neighbours(starts[0]).empty());
  REQUIRE(graph.Neighbours(starts[1]).empty());
  solver.Solve(starts);
  const auto tied = Probabilities(solver, 0);
  CHECK(std::accumulate(tied.begin(), tied.end(), 0.0) == Approx(1.0 / 1.6).margin(1e-6));
  // Without ties it stays.
  const auto alone = Probabilities(solver, 1);
  CHECK(alone.back() == 1.0F);
  CHECK(std::accumulate(alone.begin(), alone.end(), 0.0) == 1.0);
}

TEST_CASE("a walk does not depend on those beside it", "[graph][walk]") {
  const auto graph = RandomCollaboration(3, kSolvedOrganisations, 200);
  const WalkGraph copy(graph, FadingStrengths(graph));
  WalkSolver together(copy);
  WalkSolver alone(copy);
  const auto starts = First(kLanes);
  together.Solve(starts);
  for (size_t lane = 0; lane < kLanes; ++lane) {
    alone.Solve({&starts[lane], 1});
    CHECK(Probabilities(alone, 0) == Probabilities(together, lane));
  }
  // Nor on its place or on earlier questions.
  const std::vector<NodeIndex> mixed = {5, 299, 5, 1};
  alone.Solve(mixed);
  for (size_t lane = 0; lane < mixed.size(); ++lane) {
    together.Solve({&mixed[lane], 1});
    CHECK(Probabilities(alone, lane) == Probabilities(together, 0));
  }
}

TEST_CASE("the accelerated walk needs fewer rounds than it has digits", "[graph][walk]") {
  const auto graph = RandomCollaboration(3, kSolvedOrganisations, 200);
  const WalkGraph copy(graph, FadingStrengths(graph));
  WalkSolver solver(copy);
  solver.Solve(First(kLanes));
  CHECK(solver.rounds() > 0);
  CHECK(solver.rounds() <= 8);
}

TEST_CASE("the nearest are the most probable, ties by index", "[graph][walk]") {
  const auto graph = RandomCollaboration(GENERATE(range(1U, 4U)), kSolvedOrganisations, 200);
  const WalkGraph copy(graph, FadingStrengths(graph));
  WalkSolver solver(copy);
  const auto starts = First(kLanes);
  solver.Solve(starts);
  const size_t count = GENERATE(1U, 20U, 400U);
  std::vector<WalkEntry> nearest(kLanes * count);
  solver.Nearest(count, nearest);
  for (size_t lane = 0; lane < kLanes; ++lane) {
    std::vector<WalkEntry> all;
    for (NodeIndex i = 0; i < kSolvedOrganisations; ++i) {
      const float probability = solver.Probability(lane, i);
      if (i != starts[lane] && probability > 0.0F) all.push_back({i, probability});
    }
    std::ranges::sort(all, IsNearer);
    all.resize(count);
    const auto list = std::span(nearest).subspan(lane * count, count);
    CHECK(std::ranges::equal(list, all));
  }
}

TEST_CASE("stored lists are the same for any number of threads", "[graph][walk]") {
  const auto graph = RandomCollaboration(11, kSolvedOrganisations, 200);
  const WalkGraph copy(graph, FadingStrengths(graph));
  const WalkLists lists(copy, {.length = 20, .threads = 1});
  CHECK(lists == WalkLists(copy, {.length = 20, .threads = 3}));
  CHECK(lists.Of(0).size() == 20);
  CHECK(lists.Of(kSolvedOrganisations - 1).empty());
}

TEST_CASE("a stored list ends where the walk does", "[graph][walk]") {
  const auto graph = DrawCollaboration(R"(
    a --P1-- b c
    d --P2-- e
    f)");
  const WalkGraph copy(graph, FadingStrengths(graph));
  const WalkLists lists(copy, {.length = 2});
  REQUIRE(lists.Of(0).size() == 2);
  CHECK(lists.Of(0)[0].organisation == 1);
  CHECK(lists.Of(0)[1].organisation == 2);
  CHECK(lists.Of(0)[0].probability == lists.Of(0)[1].probability);
  REQUIRE(lists.Of(3).size() == 1);
  CHECK(lists.Of(3)[0].organisation == 4);
  CHECK(lists.Of(5).empty());
}

TEST_CASE("lists that are computed again become those of the new graph", "[graph][walk]") {
  const auto before = RandomCollaboration(1, kSolvedOrganisations, 150);
  const auto after = RandomCollaboration(2, kSolvedOrganisations, 160);
  const WalkGraph old_copy(before, FadingStrengths(before));
  const WalkGraph new_copy(after, FadingStrengths(after));
  WalkLists lists(old_copy, {.length = 10});
  const WalkLists wanted(new_copy, {.length = 10});
  lists.Recompute(new_copy, std::vector<NodeIndex>{4, 17, 20});
  CHECK(std::ranges::equal(lists.Of(17), wanted.Of(17)));
  CHECK_FALSE(lists == wanted);
  lists.Recompute(new_copy, First(kSolvedOrganisations));
  CHECK(lists == wanted);
}

}  // namespace
}  // namespace kontor
