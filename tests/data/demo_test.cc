#include <catch2/catch_test_macros.hpp>
#include <set>

#include "data/import.h"
#include "store/memory_store.h"

namespace kontor {
namespace {

TEST_CASE("a demo network refers to nothing that is not there", "[data][demo]") {
  const auto store = MakeMemoryStore();
  const auto summary = ImportDemo(*store, {}, {});
  REQUIRE(summary);
  const auto findings = store->Verify();
  REQUIRE(findings);
  for (const Finding& finding : *findings) FAIL_CHECK(finding.what);
}

}  // namespace
}  // namespace kontor
