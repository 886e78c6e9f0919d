// A hash for tables in memory. Its values may change: nothing on disk depends on them.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace kontor {

// Multiply and fold the upper half in, eight bytes at a time.
inline uint64_t HashBytes(std::string_view bytes, uint64_t seed = 0) {
  constexpr uint64_t kFactor = 0x9e3779b97f4a7c15ULL;
  const auto mix = [](uint64_t hash, uint64_t part) {
    hash = (hash ^ part) * kFactor;
    return hash ^ (hash >> 32U);
  };
  uint64_t hash = mix(seed + kFactor, bytes.size());
  while (bytes.size() >= sizeof(uint64_t)) {
    uint64_t part = 0;
    std::memcpy(&part, bytes.data(), sizeof(part));
    hash = mix(hash, part);
    bytes.remove_prefix(sizeof(part));
  }
  uint64_t rest = 0;
  for (const char c : bytes) rest = (rest << 8U) | static_cast<uint8_t>(c);
  hash = mix(hash, rest);
  return mix(hash, hash >> 29U);
}

}  // namespace kontor
