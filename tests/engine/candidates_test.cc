#include "engine/candidates.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

TEST_CASE("an organisation of which nothing is known still gets the experienced ones",
          "[engine][candidates]") {
  const auto snapshot = DrawSnapshot(R"(
    nobody
    b --P1(2018-01-01)-- c d
    b --P2(2018-01-01)-- c
  )");
  const auto answer = Answer(*snapshot, Ask(*snapshot, "nobody"));
  REQUIRE(answer.suggestions.size() == 3);
  CHECK(answer.suggestions[0].sources == static_cast<uint8_t>(CandidateSource::kExperienced));
  CHECK(Keys(*snapshot, answer).back() == "d");
}

}  // namespace
}  // namespace kontor
