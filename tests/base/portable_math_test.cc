#include "base/portable_math.h"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

#include "base/random.h"

namespace kontor {
namespace {

constexpr double kUnit = std::numeric_limits<double>::epsilon();

// In [0,1), on a grid of 2^-53.
double Fraction(Random& random) {
  return std::ldexp(static_cast<double>(random.Next() >> 11), -53);
}

double RelativeError(double value, double expected) {
  return std::abs(value - expected) / std::max(std::abs(expected), 1e-300);
}

// 64-bit FNV-1a over the bits of `value`, behind those of `hash`.
uint64_t Digest(uint64_t hash, double value) {
  const auto bits = std::bit_cast<uint64_t>(value);
  for (int byte = 0; byte < 8; ++byte)
    hash = (hash ^ ((bits >> (8 * byte)) & 0xFF)) * 0x100000001B3;
  return hash;
}

TEST_CASE("exponentials and logarithms are near those of the C library", "[base][math]") {
  Random random(1, 2, 3);
  double worst = 0.0;
  double worst_power = 0.0;
  for (int i = 0; i < 20'000; ++i) {
    const double x = 200.0 * (Fraction(random) - 0.5);
    const double positive = std::exp2(x);
    const double y = 2.0 * (Fraction(random) - 0.5);
    worst =
        std::max({worst, RelativeError(Exp2(x), std::exp2(x)), RelativeError(Exp(x), std::exp(x)),
                  RelativeError(Log2(positive), std::log2(positive)),
                  RelativeError(Log(positive), std::log(positive)),
                  RelativeError(Log1p(positive), std::log1p(positive)),
                  RelativeError(Log1p(1.0 / positive), std::log1p(1.0 / positive))});
    worst_power = std::max(worst_power, RelativeError(Pow(positive, y), std::pow(positive, y)));
  }
  CHECK(worst < 4 * kUnit);
  CHECK(worst_power < 1e-13);
}

TEST_CASE("powers of two are exact", "[base][math]") {
  for (int i = -1074; i < 1024; ++i) {
    CHECK(Exp2(i) == std::ldexp(1.0, i));
    CHECK(Log2(std::ldexp(1.0, i)) == i);
  }
  CHECK(Log(1.0) == 0.0);
  CHECK(Log1p(0.0) == 0.0);
  CHECK(Exp(0.0) == 1.0);
  CHECK(Pow(7.0, 0.0) == 1.0);
}

TEST_CASE("what is too small is zero and what is too great is infinite", "[base][math]") {
  CHECK(Exp2(-1100.0) == 0.0);
  CHECK(Exp(-800.0) == 0.0);
  CHECK(std::isinf(Exp2(1024.0)));
  CHECK(std::isinf(Exp(800.0)));
  CHECK(std::isnan(Exp2(std::nan(""))));
  CHECK(std::isnan(Exp(std::nan(""))));
}

TEST_CASE("every machine computes the same bits", "[base][math]") {
  Random random(4, 5, 6);
  uint64_t digest = 0xCBF29CE484222325;
  for (int i = 0; i < 10'000; ++i) {
    const double x = 100.0 * (Fraction(random) - 0.5);
    const double positive = std::ldexp(1.0 + Fraction(random), static_cast<int>(x));
    for (const double value :
         {Exp2(x), Exp(x), Log2(positive), Log(positive), Log1p(positive), Pow(positive, -0.3)}) {
      digest = Digest(digest, value);
    }
  }
  CHECK(digest == 0x44CE819564213E2A);
}

}  // namespace
}  // namespace kontor
