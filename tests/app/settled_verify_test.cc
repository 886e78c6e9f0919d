#include "app/settled_verify.h"

#include <catch2/catch_test_macros.hpp>

namespace kontor {
namespace {

// A store that another process commits to during the first checks.
struct BusyStore {
  int commits = 0;  // still to come
  int checks = 0;
  Generation generation = 1;
  Result<std::vector<Finding>> while_busy = std::vector<Finding>{{"a file has gone"}};
  std::vector<Finding> at_rest = {};

  VerifyCalls Calls() {
    return {.state = [this] { return StoreState(std::pair(uint64_t{1}, generation)); },
            .verify = [this] { return Verify(); }};
  }
  Result<std::vector<Finding>> Verify() {
    ++checks;
    if (commits == 0) {
      return at_rest;
    }
    --commits;
    ++generation;
    return while_busy;
  }
};

}  // namespace

TEST_CASE("a commit during a check makes no sound store a damaged one", "[app][verify]") {
  BusyStore store{.commits = 2};
  CHECK(VerifySettled(store.Calls())->empty());
  CHECK(store.checks == 3);

  store = {.commits = 1, .while_busy = Fail(ErrorCode::kCorrupt, "a file has gone")};
  CHECK(VerifySettled(store.Calls())->empty());
}

TEST_CASE("a store that stands still is checked once", "[app][verify]") {
  BusyStore store{.at_rest = {{"a checksum differs"}}};
  const auto findings = VerifySettled(store.Calls());
  REQUIRE(findings->size() == 1);
  CHECK(findings->front().what == "a checksum differs");
  CHECK(store.checks == 1);

  store = {.commits = 1, .while_busy = std::vector<Finding>{}};  // sound in spite of the commit
  CHECK(VerifySettled(store.Calls())->empty());
  CHECK(store.checks == 1);
}

TEST_CASE("a store that never stands still is told from a damaged one", "[app][verify]") {
  BusyStore store{.commits = 1'000};
  const auto findings = VerifySettled(store.Calls());
  REQUIRE_FALSE(findings);
  CHECK(findings.error().code == ErrorCode::kUnavailable);
}

}  // namespace kontor
