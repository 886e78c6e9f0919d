#include "data/ndjson_targets.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace kontor {
namespace {

TEST_CASE("the first mention of each missing target is found among many", "[data][ndjson]") {
  TargetCheck check;
  const auto id = [](uint32_t n) { return NodeId::Of(NodeType::kOrganisation, std::to_string(n)); };
  constexpr uint32_t kTargets = 1'000;
  for (uint32_t line = 0; line < 200; ++line) {
    for (uint32_t n = 0; n < kTargets; ++n) check.AddTarget({id(n), line * kTargets + n, n});
  }
  for (uint32_t n = 0; n < kTargets; ++n) {
    if (n % 100 != 7) check.AddNode(id(n));
  }
  const auto missing = check.Missing();
  REQUIRE(missing.size() == 10);
  CHECK(missing[0] == TargetCheck::Mention{id(7), 7, 7});
  CHECK(missing[9] == TargetCheck::Mention{id(907), 907, 907});
}

}  // namespace
}  // namespace kontor
