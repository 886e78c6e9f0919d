#include "graph/walk.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr double kHalfLife = 4.0;

TieStrengths StrengthsOf(const CollaborationGraph& graph) {
  return TieStrengths(graph, graph.newest_start(), kHalfLife);
}

double Sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// Organisations 0 to 59 in 40 partnerships of up to 12; some stay alone, some starts are unknown.
CollaborationGraph RandomGraph(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&random](unsigned bound) { return static_cast<NodeIndex>(random() % bound); };
  CollaborationGraphBuilder builder(60, 40);
  for (NodeIndex partnership = 0; partnership < 40; ++partnership) {
    if (below(5) > 0)
      builder.SetStart(partnership, MakeDate(2000 + static_cast<int>(below(20)), 1, 1));
    const NodeIndex members = below(12);
    for (NodeIndex i = 0; i < members; ++i) builder.AddTie(below(52), partnership, false);
  }
  return std::move(builder).Build();
}

TEST_CASE("a tie halves its strength in each half-life", "[graph][walk]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2020-01-01)-- b
    a --P2(2016-01-01)-- b
    a --P3(2012-01-01)-- b
    a --P4-- b
  )");
  const TieStrengths strengths = StrengthsOf(graph);
  const NodeIndex first = graph.organisation_count();
  CHECK(strengths.Strength(first) == 1.0);
  CHECK(strengths.Strength(first + 1) == Approx(0.5).epsilon(1e-3));
  CHECK(strengths.Strength(first + 2) == Approx(0.25).epsilon(1e-3));
  // Without a start it counts as the oldest known one.
  CHECK(strengths.Strength(first + 3) == strengths.Strength(first + 2));
  CHECK(strengths.Total(graph, 0) == Approx(2.0).epsilon(1e-3));
  CHECK(strengths.Total(graph, first) == 2.0);
  CHECK(strengths.StrengthPerMember(graph, first) == 0.5F);
  // A partnership of the future is as strong as one of today, and age never cuts a tie.
  const TieStrengths earlier(graph, MakeDate(2015, 1, 1), kHalfLife);
  CHECK(earlier.Strength(first) == 1.0);
  const TieStrengths fading(graph, graph.newest_start(), 1e-4);
  CHECK(fading.Strength(first + 2) > 0.0);
  const TieStrengths timeless(graph, Date{}, kHalfLife);
  CHECK(timeless.Strength(first + 2) == 1.0);
}

// From a: x(a) = r + (1 - r) x(P), x(P) = (1 - r)(x(a) + x(b)), x(b) = (1 - r) x(P) / 2 with each
// step from P going to a or b with 1/2.
TEST_CASE("two partners of one partnership share what it passes on", "[graph][walk]") {
  const auto graph = DrawCollaboration("a --P1-- b");
  const auto exact = ExactWalk(graph, StrengthsOf(graph), 0, 0.5, 1e-14);
  // x(P) = (x(a) + x(b)) / 2 and x(a) + x(b) = 1/2 + x(P) / 2: x(P) = 1/3.
  CHECK(exact[2] == Approx(1.0 / 3));
  CHECK(exact[1] == Approx(1.0 / 12));
  CHECK(exact[0] == Approx(7.0 / 12));
}

TEST_CASE("the walk prefers the recent tie in proportion to its strength", "[graph][walk]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2020-01-01)-- b
    a --P2(2016-01-01)-- c
  )");
  const TieStrengths strengths = StrengthsOf(graph);
  const auto exact = ExactWalk(graph, strengths, 0, 0.5, 1e-14);
  CHECK(exact[1] / exact[2] == Approx(2.0).epsilon(1e-3));
}

TEST_CASE("a walk from an organisation without ties stays there", "[graph][walk]") {
  const auto graph = DrawCollaboration("a --P1-- b\nc");
  const auto exact = ExactWalk(graph, StrengthsOf(graph), 2, 0.5, 1e-12);
  CHECK(exact == std::vector{0.0, 0.0, 1.0, 0.0});
}

TEST_CASE("a partnership with one member sends the walk back", "[graph][walk]") {
  const auto graph = DrawCollaboration("a --P1-- .");
  const auto exact = ExactWalk(graph, StrengthsOf(graph), 0, 0.5, 1e-14);
  CHECK(exact[0] == Approx(2.0 / 3));
  CHECK(exact[1] == Approx(1.0 / 3));
}

TEST_CASE("exact probabilities sum to 1 and reach what is connected only", "[graph][walk]") {
  const CollaborationGraph graph = RandomGraph(GENERATE(range(0U, 10U)));
  const TieStrengths strengths = StrengthsOf(graph);
  for (NodeIndex start = 0; start < graph.organisation_count(); start += 7) {
    const auto exact = ExactWalk(graph, strengths, start, 0.3, 1e-12);
    CHECK(Sum(exact) == Approx(1.0).epsilon(1e-9));
    CHECK(std::ranges::all_of(exact, [](double p) { return p >= 0.0; }));
    for (NodeIndex v = 0; v < graph.vertex_count(); ++v) {
      if (graph.Neighbours(v).empty() && v != start) CHECK(exact[v] == 0.0);
    }
  }
}

TEST_CASE("the walk is reversible", "[graph][walk]") {
  const CollaborationGraph graph = RandomGraph(GENERATE(range(0U, 5U)));
  const TieStrengths strengths = StrengthsOf(graph);
  for (NodeIndex a = 0; a < 52; a += 5) {
    const auto from_a = ExactWalk(graph, strengths, a, 0.5, 1e-14);
    for (NodeIndex b = 1; b < 52; b += 9) {
      if (graph.Neighbours(a).empty() || graph.Neighbours(b).empty()) continue;
      const auto from_b = ExactWalk(graph, strengths, b, 0.5, 1e-14);
      CHECK(ReverseProbability(from_a[b], strengths.Total(graph, a), strengths.Total(graph, b)) ==
            Approx(from_b[a]).margin(1e-12));
    }
  }
}

}  // namespace
}  // namespace kontor
