// A question allocates nothing but its answer: this program's operator new counts.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "bench/counted_allocations.h"
#include "engine/scored_question.h"
#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

// Candidates found and scored, of all organisations; asked twice, since the scratch grows first.
uint64_t AllocationsOfScoring(const Snapshot& snapshot, const Preset& preset) {
  PartnerQuery query;
  query.as_of = snapshot.known_until;
  query.preset = preset;
  EngineScratch scratch;
  uint64_t before = 0;
  for (int time = 0; time < 2; ++time) {
    before = bench::CountedAllocations();
    for (query.organisation = 0; query.organisation < snapshot.profiles.size();
         ++query.organisation) {
      const ScoredQuestion asked(snapshot, query, scratch);
      if (asked.scored().empty()) FAIL("nobody was scored");
    }
  }
  return bench::CountedAllocations() - before;
}

TEST_CASE("finding and scoring candidates allocates nothing", "[engine][scratch]") {
  for (uint32_t seed = 0; seed < 3; ++seed) {
    const auto snapshot = DrawSnapshot(ThemedDrawing(seed));
    CHECK(AllocationsOfScoring(*snapshot, FindPreset("balanced").value()) == 0);
    CHECK(AllocationsOfScoring(*snapshot, RandomLearnedPreset(seed, true)) == 0);
  }
}

}  // namespace
}  // namespace kontor
