#include "engine/connections.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

bool IsClear(const ConnectionScratch& scratch) {
  return scratch.match.IsClear() && scratch.sums.IsClear() && scratch.paths.near.IsClear() &&
         scratch.paths.through.IsClear();
}

double Match(const ThemeTable& themes, NodeIndex x, NodeIndex partnership) {
  double sum = 0.0;
  for (const ThemeWeight& ours : themes.Vector(x)) {
    for (const ThemeWeight& its : themes.PartnershipVector(partnership)) {
      if (ours.theme == its.theme) {
        sum += static_cast<double>(ours.weight) * static_cast<double>(its.weight);
      }
    }
  }
  return sum;
}

// The header's formula, partnership by partnership.
PartnerConnection Definition(const Snapshot& snapshot, NodeIndex x, NodeIndex y) {
  PartnerPathScratch scratch;
  const PartnerPaths paths(snapshot.graph, snapshot.partner_ties, x, scratch);
  PartnerConnection sum;
  for (const NodeIndex p : snapshot.graph.Neighbours(y)) {
    const double match = Match(snapshot.themes, x, p - snapshot.graph.organisation_count());
    sum.paths += paths.Through(p, y);
    sum.themed_paths += paths.Through(p, y) * (0.1 + match);
    sum.on_theme += snapshot.partner_ties.Strength(p) * match;
  }
  return sum;
}

TEST_CASE("the connections to all are those of each pair", "[engine][connections]") {
  ConnectionScratch scratch;
  double on_theme = 0.0;
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const auto snapshot = DrawSnapshot(ThemedDrawing(seed));
    for (NodeIndex x = 0; x < snapshot->profiles.size(); ++x) {
      {
        const Connections connections(*snapshot, x, scratch);
        for (NodeIndex y = 0; y < snapshot->profiles.size(); ++y) {
          if (y == x) continue;
          const PartnerConnection expected = Definition(*snapshot, x, y);
          CHECK(connections.To(y).paths == Approx(expected.paths).margin(1e-9));
          CHECK(connections.To(y).themed_paths == Approx(expected.themed_paths).margin(1e-9));
          CHECK(connections.To(y).on_theme == Approx(expected.on_theme).margin(1e-9));
          on_theme += expected.on_theme;
        }
        NodeIndex next = 0;
        connections.ForEach([&](NodeIndex y, const PartnerConnection&) {
          CHECK(y >= next);
          CHECK(y != x);
          next = y + 1;
        });
      }
      REQUIRE(IsClear(scratch));
    }
  }
  CHECK(on_theme > 0.0);
}

TEST_CASE("a connection through a partnership on our themes counts more", "[engine][connections]") {
  const auto snapshot = DrawSnapshot(R"(
    us --P1(2020-01-01)-- friend
    friend --P2(2020-01-01)-- alike
    friend --P3(2020-01-01)-- other
    P1: topic=theme:Wind
    P2: topic=theme:Wind
    P3: topic=theme:Law
    third --P4(2020-01-01)-- fourth
    P4: topic=theme:Law
  )");
  ConnectionScratch scratch;
  const auto to = [&](const char* key) -> PartnerConnection {
    return Connections(*snapshot, OrganisationOf(*snapshot, "us"), scratch)
        .To(OrganisationOf(*snapshot, key));
  };
  CHECK(to("alike").paths == Approx(to("other").paths));
  CHECK(to("alike").themed_paths > 5.0 * to("other").themed_paths);
  CHECK(to("other").themed_paths == Approx(0.1 * to("other").paths));
  CHECK(to("alike").on_theme > 0.0);
  CHECK(to("other").on_theme == 0.0);
  CHECK(to("third").paths == 0.0);
  CHECK(to("friend").paths == 0.0);  // nobody stands between
}

}  // namespace
}  // namespace kontor
