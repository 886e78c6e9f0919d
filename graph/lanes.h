// Sixteen numbers side by side in one cache line: the same computation sixteen times at once.
//
// Operations are on each lane apart and never fused, so results do not depend on the width of the
// machine's vectors. Vectors of 16 bytes exist on every 64-bit processor; wider ones gain nothing
// here, since the graph walks that use them wait for memory.
#pragma once

#include <array>
#include <cstddef>

namespace kontor {

inline constexpr size_t kLanes = 16;

class alignas(64) Lanes {
 public:
  Lanes() = default;
  explicit Lanes(float all) {
    for (Four& part : parts_) part = Four{all, all, all, all};
  }

  [[nodiscard]] float operator[](size_t lane) const { return parts_[lane / 4][lane % 4]; }
  void Set(size_t lane, float value) { parts_[lane / 4][lane % 4] = value; }

  Lanes& operator+=(const Lanes& other) {
#pragma GCC unroll 4
    for (size_t i = 0; i < kParts; ++i) parts_[i] += other.parts_[i];
    return *this;
  }
  Lanes& operator*=(float factor) {
#pragma GCC unroll 4
    for (size_t i = 0; i < kParts; ++i) parts_[i] *= factor;
    return *this;
  }
  friend Lanes operator+(const Lanes& a, const Lanes& b) {
    Lanes sum = a;
    return sum += b;
  }
  friend Lanes operator-(const Lanes& a, const Lanes& b) {
    Lanes difference = a;
#pragma GCC unroll 4
    for (size_t i = 0; i < kParts; ++i) difference.parts_[i] -= b.parts_[i];
    return difference;
  }
  friend Lanes operator*(const Lanes& a, float factor) {
    Lanes product = a;
    return product *= factor;
  }
  friend Lanes operator*(const Lanes& a, const Lanes& b) {
    Lanes product = a;
#pragma GCC unroll 4
    for (size_t i = 0; i < kParts; ++i) product.parts_[i] *= b.parts_[i];
    return product;
  }
  [[nodiscard]] friend Lanes Abs(const Lanes& a) {
    Lanes sizes;
#pragma GCC unroll 4
    for (size_t i = 0; i < kParts; ++i)
      sizes.parts_[i] = a.parts_[i] < 0.0F ? -a.parts_[i] : a.parts_[i];
    return sizes;
  }
  // Is any lane of `a` at least that of `b`?
  [[nodiscard]] friend bool AnyAtLeast(const Lanes& a, const Lanes& b) {
    auto any = a.parts_[0] >= b.parts_[0];
#pragma GCC unroll 4
    for (size_t i = 1; i < kParts; ++i) any |= a.parts_[i] >= b.parts_[i];
    return (any[0] | any[1] | any[2] | any[3]) != 0;
  }

 private:
  using Four [[gnu::vector_size(16)]] = float;
  static constexpr size_t kParts = kLanes / 4;

  std::array<Four, kParts> parts_ = {};
};

}  // namespace kontor
