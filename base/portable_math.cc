#include "base/portable_math.h"

#include <array>
#include <bit>
#include <cassert>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>

namespace kontor {
namespace {

static_assert(std::numeric_limits<double>::is_iec559);
static_assert(FLT_EVAL_METHOD == 0, "wider intermediate results would give other digits");

constexpr double kLog2E = 1.4426950408889634;        // 1 / ln 2
constexpr double kLn2 = 0.6931471805599453;          // rounded
constexpr double kLn2High = 0.693147180369123816;    // its first 33 bits: exact times any exponent
constexpr double kLn2Low = 1.90821492927058770e-10;  // the rest
constexpr double kSqrtHalf = 0.7071067811865476;

// 1 / n!, from n = 0. The last one adds less than half a unit in the last place to e^0.35.
constexpr auto kExponentialSeries = [] {
  std::array<double, 15> series{};
  double factorial = 1.0;
  for (size_t n = 0; n < series.size(); ++n) {
    series[n] = 1.0 / factorial;
    factorial *= static_cast<double>(n + 1);
  }
  return series;
}();

// e^r for |r| <= 0.35, by Horner's rule.
double SmallExponential(double r) {
  double sum = kExponentialSeries.back();
  for (size_t n = kExponentialSeries.size() - 1; n-- > 0;) sum = sum * r + kExponentialSeries[n];
  return sum;
}

// 1 / (2n + 1), from n = 1.
constexpr auto kLogarithmSeries = [] {
  std::array<double, 12> series{};
  for (size_t n = 0; n < series.size(); ++n) series[n] = 1.0 / static_cast<double>(2 * n + 3);
  return series;
}();

// x * 2^exponent, rounded once where it is no normal number, as std::ldexp does.
double Scale(double x, int exponent) {
  if (exponent < DBL_MIN_EXP || exponent >= DBL_MAX_EXP) return std::ldexp(x, exponent);
  return x * std::bit_cast<double>(static_cast<uint64_t>(exponent + DBL_MAX_EXP - 1)
                                   << (DBL_MANT_DIG - 1));
}

// x = 2^exponent * (1 + s) / (1 - s), and ln((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + s^5 / 5 + …).
struct SplitLogarithm {
  double exponent = 0.0;
  double rest = 0.0;  // logarithm of what is left, in [-0.35, 0.35]
};

SplitLogarithm Split(double x) {
  assert(x > 0.0 && std::isfinite(x));
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < kSqrtHalf) {
    mantissa *= 2.0;
    --exponent;
  }
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double square = s * s;
  double sum = 0.0;
  for (size_t n = kLogarithmSeries.size(); n-- > 0;) sum = (sum + kLogarithmSeries[n]) * square;
  return {static_cast<double>(exponent), 2.0 * (s + s * sum)};
}

}  // namespace

double Exp2(double x) {
  if (std::isnan(x)) return x;
  if (x >= DBL_MAX_EXP) return std::numeric_limits<double>::infinity();
  if (x < -1074.0) return 0.0;
  const double whole = std::floor(x + 0.5);
  return Scale(SmallExponential((x - whole) * kLn2), static_cast<int>(whole));
}

double Exp(double x) {
  constexpr double least = -746.0;  // what is below is 0, what is above the negative is infinite
  if (std::isnan(x)) return x;
  if (x > -least) return std::numeric_limits<double>::infinity();
  if (x < least) return 0.0;
  const double whole = std::floor(x * kLog2E + 0.5);
  const double rest = (x - whole * kLn2High) - whole * kLn2Low;
  return Scale(SmallExponential(rest), static_cast<int>(whole));
}

double Log2(double x) {
  const SplitLogarithm split = Split(x);
  return split.exponent + split.rest * kLog2E;
}

double Log(double x) {
  const SplitLogarithm split = Split(x);
  return split.exponent * kLn2High + (split.rest + split.exponent * kLn2Low);
}

// What rounding 1 + x loses is made up for by the quotient (Kahan).
double Log1p(double x) {
  const double sum = 1.0 + x;
  return sum == 1.0 ? x : Log(sum) * (x / (sum - 1.0));
}

double Pow(double x, double y) { return Exp2(y * Log2(x)); }

}  // namespace kontor
