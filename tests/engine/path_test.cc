#include "engine/path.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

TEST_CASE("evidence is the shortest path through the newest partnerships", "[engine][path]") {
  const auto snapshot = DrawSnapshot(R"(
    a --P1(2015-01-01)-- b
    a --P2(2019-01-01)-- b
    b --P3(2018-01-01)-- c
    a --P4(2010-01-01)-- x
    x --P5(2020-01-01)-- c
    c --P6(2018-01-01)-- d
    lonely
  )");
  const auto query = Ask(*snapshot, "a");
  EngineScratch scratch;
  const auto path = [&](const char* to) {
    std::string text;
    const auto suggestion =
        ExplainPair(*snapshot, query, OrganisationOf(*snapshot, to), scratch).value();
    for (const PathStep& step : suggestion.path) {
      text += snapshot->profiles[step.from].key;
      text += "-" + std::string(snapshot->profiles.Partnership(step.partnership).key) + "-";
      text += std::string(snapshot->profiles[step.to].key) + " ";
    }
    return text;
  };
  CHECK(path("b") == "a-P2-b ");
  CHECK(path("c") == "a-P2-b b-P3-c ");
  CHECK(path("lonely").empty());
  const auto far =
      ExplainPair(*snapshot, query, OrganisationOf(*snapshot, "d"), scratch).value().path;
  REQUIRE(far.size() == 3);
  CHECK(far.front().from == query.organisation);
  CHECK(far.back().to == OrganisationOf(*snapshot, "d"));
}

}  // namespace
}  // namespace kontor
