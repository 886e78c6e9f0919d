// A number that is measured and not counted, in two bytes.
#pragma once

#include <bit>
#include <cassert>
#include <cstdint>

namespace kontor {

// A float that is not negative, with nine significant bits: within 0.2 % of what it was made of.
// The same on every machine.
class ShortFloat {
 public:
  constexpr ShortFloat() = default;
  // The nearest one; of two as near the even one. REQUIRES: value >= 0 and no NaN
  constexpr explicit ShortFloat(float value) {
    assert(value >= 0.0F);
    const auto bits = std::bit_cast<uint32_t>(value);
    constexpr uint32_t kHalf = (1U << (kDropped - 1)) - 1;
    bits_ = static_cast<uint16_t>((bits + kHalf + ((bits >> kDropped) & 1U)) >> kDropped);
  }
  // NOLINTNEXTLINE(google-explicit-constructor): it is a float, kept in less space
  constexpr operator float() const {
    return std::bit_cast<float>(static_cast<uint32_t>(bits_) << kDropped);
  }
  friend constexpr bool operator==(ShortFloat, ShortFloat) = default;

 private:
  static constexpr uint32_t kDropped = 15;  // of a float's 23 bits of mantissa; its sign is 0
  uint16_t bits_ = 0;
};

}  // namespace kontor
