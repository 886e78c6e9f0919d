#include "engine/connections.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

bool IsClean(const ConnectionScratch& scratch) {
  const auto zero = [](const std::vector<double>& numbers) {
    return std::ranges::all_of(numbers, [](double x) { return x == 0.0; });
  };
  return zero(scratch.match) && zero(scratch.theme_weights) && zero(scratch.paths.near) &&
         zero(scratch.paths.through) && scratch.matching.empty() &&
         scratch.paths.partners.empty() && scratch.paths.partnerships.empty();
}

TEST_CASE("the connections to all are those of each pair", "[engine][connections]") {
  ConnectionScratch to_all;
  ConnectionScratch of_pair;
  double on_theme = 0.0;
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const auto snapshot = DrawSnapshot(ThemedDrawing(seed));
    for (NodeIndex x = 0; x < snapshot->profiles.size(); ++x) {
      {
        const Connections connections(*snapshot, x, to_all);
        for (NodeIndex y = 0; y < snapshot->profiles.size(); ++y) {
          if (y == x) continue;
          const PartnerConnection all = connections.To(y);
          const PartnerConnection one = ConnectionBetween(*snapshot, x, y, of_pair);
          CHECK(all.paths == Approx(one.paths).margin(1e-9));
          CHECK(all.themed_paths == Approx(one.themed_paths).margin(1e-9));
          CHECK(all.on_theme == Approx(one.on_theme).margin(1e-9));
          CHECK(all.themed_paths >= 0.1 * all.paths * (1.0 - 1e-6));
          CHECK(all.themed_paths <= 1.1 * all.paths * (1.0 + 1e-6));
          on_theme += all.on_theme;
        }
      }
      REQUIRE(IsClean(to_all));
      REQUIRE(IsClean(of_pair));
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
  const auto to = [&](const char* key) {
    return ConnectionBetween(*snapshot, OrganisationOf(*snapshot, "us"),
                             OrganisationOf(*snapshot, key), scratch);
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
