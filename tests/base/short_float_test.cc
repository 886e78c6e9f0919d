#include "base/short_float.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

namespace kontor {
namespace {

TEST_CASE("a short float is within 0.2 % of what it was made of", "[base][short_float]") {
  std::mt19937 random(7);
  for (int i = 0; i < 10'000; ++i) {
    const float value = std::exp2(static_cast<float>(random() % 120'000) / 1'000.0F - 60.0F);
    const float kept = ShortFloat(value);
    REQUIRE(std::abs(kept - value) <= value / 512.0F);
  }
}

TEST_CASE("small whole numbers, halves and zero are kept exactly", "[base][short_float]") {
  for (int i = 0; i <= 1'024; ++i) {
    const float value = static_cast<float>(i) / 2.0F;
    REQUIRE((i > 512 || static_cast<float>(ShortFloat(value)) == value));
  }
  CHECK(static_cast<float>(ShortFloat()) == 0.0F);
}

TEST_CASE("short floats keep the order of floats and never fall back to zero",
          "[base][short_float]") {
  float previous = 0.0F;
  for (float value = 1e-30F; value < 1e30F; value *= 1.0007F) {
    const float kept = ShortFloat(value);
    REQUIRE(kept >= previous);
    REQUIRE(kept > 0.0F);
    previous = kept;
  }
  CHECK(std::isinf(static_cast<float>(ShortFloat(std::numeric_limits<float>::max()))));
}

TEST_CASE("between two short floats the even one is taken", "[base][short_float]") {
  constexpr float kStep = 1.0F / 256.0F;
  CHECK(static_cast<float>(ShortFloat(1.0F + 0.5F * kStep)) == 1.0F);
  CHECK(static_cast<float>(ShortFloat(1.0F + 1.5F * kStep)) == 1.0F + 2.0F * kStep);
  CHECK(static_cast<float>(ShortFloat(1.0F + 0.51F * kStep)) == 1.0F + kStep);
}

}  // namespace
}  // namespace kontor
