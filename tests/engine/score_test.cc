#include "engine/score.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

using Catch::Approx;

TEST_CASE("contributions sum to the score, which is fit plus reach", "[engine][score]") {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    for (const Preset& preset : BuiltInPresets()) {
      auto query = Ask(*snapshot, "o1", preset.name);
      const auto answer = Answer(*snapshot, query);
      REQUIRE_FALSE(answer.suggestions.empty());
      for (const Suggestion& suggestion : answer.suggestions) {
        double sum = 0.0;
        for (const Contribution& part : suggestion.contributions) {
          CHECK((part.value >= 0.0 && part.value <= 1.0));
          CHECK(part.points == Approx(100.0 * part.weight * part.value));
          sum += part.points;
        }
        CHECK(suggestion.score == sum);
        CHECK(suggestion.fit + suggestion.reach == Approx(suggestion.score));
        CHECK(suggestion.mutual <= std::max(suggestion.score, suggestion.reverse_score) + 1e-9);
      }
    }
  }
}

}  // namespace
}  // namespace kontor
