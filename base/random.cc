#include "base/random.h"

#include <algorithm>

namespace kontor {
namespace {

uint64_t Mix(uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31U);
}

}  // namespace

Random::Random(uint64_t seed, uint64_t stream, uint64_t number)
    : state_(Mix(Mix(Mix(seed) + stream) + number)) {}

uint64_t Random::Next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  return Mix(state_);
}

uint32_t Random::Below(uint32_t bound) {
  assert(bound > 0);
  return static_cast<uint32_t>(((Next() >> 32U) * bound) >> 32U);
}

WeightedChoice::WeightedChoice(std::span<const uint32_t> weights) {
  uint32_t sum = 0;
  for (const uint32_t weight : weights) sums_.push_back(sum += weight);
  assert(sum > 0);
}

size_t WeightedChoice::Draw(Random& random) const {
  const uint32_t ticket = random.Below(sums_.back());
  return static_cast<size_t>(std::ranges::upper_bound(sums_, ticket) - sums_.begin());
}

}  // namespace kontor
