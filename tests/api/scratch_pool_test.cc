#include "api/scratch_pool.h"

#include <catch2/catch_test_macros.hpp>
#include <stdexcept>

namespace kontor {
namespace {

constexpr std::chrono::milliseconds kNoPatience(0);

TEST_CASE("a scratch keeps its memory from one question to the next", "[api][scratch]") {
  ScratchPool pool(1);
  {
    const auto lease = pool.Borrow(kNoPatience);
    REQUIRE(lease);
    (**lease).candidates.candidates.reserve(100);
    const auto second = pool.Borrow(kNoPatience);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::kUnavailable);
  }
  const auto lease = pool.Borrow(kNoPatience);
  REQUIRE(lease);
  CHECK((**lease).candidates.candidates.capacity() >= 100);
}

TEST_CASE("a scratch that an exception left dirty is not used again", "[api][scratch]") {
  ScratchPool pool(1);
  for (int i = 0; i < 3; ++i) {
    try {
      const auto lease = pool.Borrow(kNoPatience);
      REQUIRE(lease);
      CHECK((**lease).neighbourhood.partners.empty());
      (**lease).neighbourhood.partners.push_back(7);
      throw std::runtime_error("no memory");
    } catch (const std::runtime_error&) {
    }
  }
}

}  // namespace
}  // namespace kontor
