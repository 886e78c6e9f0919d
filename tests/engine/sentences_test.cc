#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

TEST_CASE("reasons are sentences, the strongest first, for both sides", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(R"(
    C24 -0.3-> C28
    sector C28: name.en=Machinery
    sector C24: name.en="Basic metals"
    country DE: name.en=Germany
    country ES: name.en=Spain
    us: country=DE sector=C28 target=ES
    them: country=ES sector=C24
    us --P1(2018-01-01)-- them
  )");
  const auto query = Ask(*snapshot, "us", "complementary");
  EngineScratch scratch;
  const auto suggestion =
      ExplainPair(*snapshot, query, OrganisationOf(*snapshot, "them"), scratch).value();
  const auto reasons = Reasons(*snapshot, suggestion, 10);
  REQUIRE(reasons.size() >= 4);
  CHECK(reasons[0] == "Their sector, Basic metals (C24), supplies yours, Machinery (C28).");
  CHECK(std::ranges::find(reasons, "You look for partners in their country, Spain.") !=
        reasons.end());
  CHECK(std::ranges::find(reasons, "You have worked together in 1 partnership: P1 (2018).") !=
        reasons.end());
  const auto theirs = ReverseReasons(*snapshot, suggestion, 10);
  CHECK(theirs[0] == "Your sector, Machinery (C28), buys from theirs, Basic metals (C24).");
  CHECK(std::ranges::find(theirs, "They look for partners in your country, Spain.") ==
        theirs.end());
  CHECK(Reasons(*snapshot, suggestion, 2).size() == 2);
}

}  // namespace
}  // namespace kontor
