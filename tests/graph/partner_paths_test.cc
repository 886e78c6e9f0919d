#include "graph/partner_paths.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <vector>

#include "base/random.h"
#include "graph/tie_age.h"
#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

using Catch::Approx;

std::vector<NodeIndex> PartnersOf(const PartnerPaths& paths) {
  std::vector<NodeIndex> partners;
  paths.ForEachPartner([&partners](NodeIndex z) { partners.push_back(z); });
  return partners;
}

PartnerTies TiesOf(const CollaborationGraph& graph, const PartnerPathOptions& options = {}) {
  return {graph, graph.newest_start(), options};
}

// paths(x, y) as the header says: the sum over the partnerships of y.
double PathsBetween(const CollaborationGraph& graph, const PartnerTies& ties, NodeIndex x,
                    NodeIndex y, PartnerPathScratch& scratch) {
  const PartnerPaths paths(graph, ties, x, scratch);
  double sum = 0.0;
  for (const NodeIndex p : graph.Neighbours(y)) sum += paths.Through(p, y);
  return sum;
}

bool IsClear(const PartnerPathScratch& scratch) {
  return scratch.near.IsClear() && scratch.through.IsClear();
}

// The header's formula, term by term.
class Definition {
 public:
  Definition(const CollaborationGraph& graph, Date reference, const PartnerPathOptions& options)
      : graph_(graph), reference_(reference), options_(options) {}

  [[nodiscard]] double Strength(NodeIndex p) const {
    const auto members = static_cast<double>(graph_.Neighbours(p).size());
    if (members < 2.0) return 0.0;
    const Date known = graph_.Start(p).known() ? graph_.Start(p) : OldestKnownStart(graph_);
    const double age = known.known() && reference_.known() ? YearsBetween(known, reference_) : 0.0;
    return std::pow(2.0, -std::max(age, 0.0) / options_.half_life_years) *
           std::pow(members, -options_.size_damping);
  }

  // a(x, z)
  [[nodiscard]] double Together(NodeIndex x, NodeIndex z) const {
    double sum = 0.0;
    for (const NodeIndex p : graph_.Neighbours(x)) {
      if (std::ranges::binary_search(graph_.Neighbours(p), z)) sum += Strength(p);
    }
    return sum;
  }

  // W(z)
  [[nodiscard]] double Busy(NodeIndex z) const {
    double sum = 0.0;
    for (NodeIndex u = 0; u < graph_.organisation_count(); ++u) {
      if (u != z) sum += Together(z, u);
    }
    return sum;
  }

  [[nodiscard]] double Paths(NodeIndex x, NodeIndex y) const {
    double sum = 0.0;
    for (NodeIndex z = 0; z < graph_.organisation_count(); ++z) {
      const double busy = z == x || z == y ? 0.0 : Busy(z);
      if (busy == 0.0) continue;
      sum += Together(x, z) * Together(z, y) * std::pow(busy, -options_.busy_damping);
    }
    return sum;
  }

 private:
  const CollaborationGraph& graph_;
  Date reference_;
  PartnerPathOptions options_;
};

// 16 organisations, the last two of them without ties, in 14 partnerships of 0 to 6 members; every
// fifth start is unknown.
CollaborationGraph RandomGraph(uint64_t seed) {
  Random random(seed, 0, 0);
  CollaborationGraphBuilder builder(16, 14);
  for (NodeIndex p = 0; p < 14; ++p) {
    if (random.Below(5) > 0) {
      builder.SetStart(
          p, MakeDate(random.Between(2004, 2020), 1 + random.Below(12), 1 + random.Below(28)));
    }
    for (uint32_t n = random.Below(7); n > 0; --n) builder.AddTie(random.Below(14), p, false);
  }
  return std::move(builder).Build();
}

TEST_CASE("a partnership is the stronger the newer and the smaller it is", "[graph][paths]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2018-01-01)-- b
    a --P2(2014-01-01)-- b
    a --P3(2018-01-01)-- b c d
    a --P4(2018-01-01)-- .
    a --P5-- b
  )");
  const PartnerTies ties = TiesOf(graph, {.half_life_years = 4.0, .size_damping = 0.5});
  CHECK(ties.Strength(4) == Approx(std::sqrt(0.5)));
  CHECK(ties.Strength(5) == Approx(std::sqrt(0.5) / 2));
  CHECK(ties.Strength(6) == Approx(0.5));
  CHECK(ties.Strength(7) == 0.0);               // one member
  CHECK(ties.Strength(8) == ties.Strength(5));  // an unknown start counts as the oldest one
}

TEST_CASE("one common partner is one path, damped by all that the partner does", "[graph][paths]") {
  const auto graph = DrawCollaboration(R"(
    x --P1-- z
    z --P2-- y
    z --P3-- other
  )");
  // Organisations by name: other x y z. Every partnership has two members and no age.
  const double strength = std::pow(2.0, -0.3);
  const PartnerTies ties = TiesOf(graph);
  CHECK(ties.Openness(3) == Approx(std::pow(3 * strength, -0.8)));
  CHECK(ties.Openness(1) == Approx(std::pow(strength, -0.8)));
  PartnerPathScratch scratch;
  CHECK(PathsBetween(graph, ties, 1, 2, scratch) ==
        Approx(strength * strength * std::pow(3 * strength, -0.8)));
}

TEST_CASE("a path leads through a third one, not through the two themselves", "[graph][paths]") {
  PartnerPathScratch scratch;
  const auto pair = DrawCollaboration("x --P1-- y");
  CHECK(PathsBetween(pair, TiesOf(pair), 0, 1, scratch) == 0.0);
  // Three in one partnership: each pair has the third one between it.
  const auto three = DrawCollaboration("x --P1-- y z");
  const double strength = std::pow(3.0, -0.3);
  CHECK(PathsBetween(three, TiesOf(three), 0, 1, scratch) ==
        Approx(strength * strength * std::pow(2 * strength, -0.8)));
}

TEST_CASE("what is received through each partnership is told apart", "[graph][paths]") {
  const auto graph = DrawCollaboration(R"(
    x --P1-- z
    z --P2-- y
    y --P3-- stranger
    z --P4-- elsewhere
  )");
  // Organisations by name: elsewhere stranger x y z; partnerships from 5.
  const PartnerTies ties = TiesOf(graph);
  PartnerPathScratch scratch;
  const PartnerPaths paths(graph, ties, 2, scratch);
  CHECK(paths.Through(6, 3) == Approx(ties.Strength(6) * ties.Strength(5) * ties.Openness(4)));
  CHECK(paths.Through(7, 3) == 0.0);
  CHECK(paths.Through(8, 0) == paths.Through(6, 3));
  // Back to the partner itself: nobody else stands between.
  CHECK(paths.Through(5, 4) == 0.0);
}

TEST_CASE("the partners of one organisation are each listed once", "[graph][paths]") {
  const auto graph = DrawCollaboration(R"(
    x --P1-- a b
    x --P2-- b
    x --P3-- .
    b --P4-- far
    lone
  )");
  // Organisations by name: a b far lone x; partnerships from 5.
  const PartnerTies ties = TiesOf(graph);
  PartnerPathScratch scratch;
  {
    const PartnerPaths paths(graph, ties, 4, scratch);
    CHECK(PartnersOf(paths) == std::vector<NodeIndex>{0, 1});
    CHECK(scratch.near[0] == Approx(ties.Strength(5) * ties.Openness(0)));
    CHECK(scratch.near[1] == Approx((ties.Strength(5) + ties.Strength(6)) * ties.Openness(1)));
    for (const NodeIndex z : {0U, 1U}) CHECK(paths.IsPartner(z));
    for (const NodeIndex other : {2U, 3U, 4U}) CHECK_FALSE(paths.IsPartner(other));
  }
  CHECK(IsClear(scratch));
}

TEST_CASE("who has no partners has no paths", "[graph][paths]") {
  const auto graph = DrawCollaboration(R"(
    a --P1-- b c
    single --P2-- .
    lone
  )");
  // Organisations by name: a b c lone single.
  const PartnerTies ties = TiesOf(graph);
  PartnerPathScratch scratch;
  for (const NodeIndex without : {3U, 4U}) {
    CHECK(ties.Openness(without) == 0.0);
    CHECK(PartnersOf(PartnerPaths(graph, ties, without, scratch)).empty());
    CHECK(PathsBetween(graph, ties, without, 0, scratch) == 0.0);
    CHECK(PathsBetween(graph, ties, 0, without, scratch) == 0.0);
  }
  CHECK(PathsBetween(graph, ties, 0, 1, scratch) > 0.0);
}

TEST_CASE("where no day is known all partnerships are of today", "[graph][paths]") {
  const auto undated = DrawCollaboration("x --P1-- z\nz --P2-- y");
  const auto dated = DrawCollaboration("x --P1(2020-01-01)-- z\nz --P2(2020-01-01)-- y");
  PartnerPathScratch scratch;
  const double expected = PathsBetween(dated, TiesOf(dated), 0, 1, scratch);
  CHECK(expected > 0.0);
  CHECK(PathsBetween(undated, TiesOf(undated), 0, 1, scratch) == expected);
  CHECK(PathsBetween(undated, {undated, MakeDate(2020, 1, 1)}, 0, 1, scratch) == expected);
}

TEST_CASE("paths follow the formula, whoever asks first", "[graph][paths]") {
  const CollaborationGraph graph = RandomGraph(GENERATE(range(uint64_t{0}, uint64_t{25})));
  const PartnerPathOptions options = GENERATE(
      PartnerPathOptions{},
      PartnerPathOptions{.half_life_years = 5.0, .size_damping = 0.0, .busy_damping = 1.0});
  const PartnerTies ties = TiesOf(graph, options);
  const Definition definition(graph, graph.newest_start(), options);
  for (NodeIndex p = graph.organisation_count(); p < graph.vertex_count(); ++p) {
    REQUIRE(ties.Strength(p) == Approx(definition.Strength(p)).epsilon(1e-7));
  }
  PartnerPathScratch scratch;
  for (NodeIndex x = 0; x < graph.organisation_count(); ++x) {
    for (NodeIndex y = 0; y < graph.organisation_count(); ++y) {
      if (x == y) continue;
      const double found = PathsBetween(graph, ties, x, y, scratch);
      // The term of y itself is added and taken away again.
      REQUIRE(found == Approx(definition.Paths(x, y)).epsilon(1e-6));
      REQUIRE(found == Approx(PathsBetween(graph, ties, y, x, scratch)).epsilon(1e-9));
    }
  }
}

TEST_CASE("a scratch leaves no trace of earlier paths", "[graph][paths]") {
  const CollaborationGraph graph = RandomGraph(3);
  const CollaborationGraph other = DrawCollaboration("a --P1-- b c\nc --P2-- d");
  const PartnerTies ties = TiesOf(graph);
  const PartnerTies other_ties = TiesOf(other);
  PartnerPathScratch used;
  for (NodeIndex x = 0; x < graph.organisation_count(); ++x) {
    PathsBetween(other, other_ties, x % 4, (x + 1) % 4, used);
    CHECK(IsClear(used));
    for (NodeIndex y = 0; y < graph.organisation_count(); ++y) {
      PartnerPathScratch fresh;
      const double expected = PathsBetween(graph, ties, x, y, fresh);
      REQUIRE(PathsBetween(graph, ties, x, y, used) == expected);
      REQUIRE(PathsBetween(graph, ties, x, y, used) == expected);
    }
    CHECK(IsClear(used));
  }
}

}  // namespace
}  // namespace kontor
