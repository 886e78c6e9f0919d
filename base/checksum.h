// A fast checksum of large files. Finds damage, not malice.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace kontor {

// 64 bits that differ for any two byte strings of one length that differ within one aligned word of
// eight bytes, and almost surely for others. About as fast as memory is read. Written to disk:
// frozen.
inline uint64_t BlockChecksum(std::span<const std::byte> bytes) {
  static_assert(std::endian::native == std::endian::little);
  constexpr size_t kWidth = 8;  // independent, so that they run side by side
  constexpr uint64_t kFactor = 0x9e3779b97f4a7c15ULL;
  const auto mix = [](uint64_t hash, uint64_t word) {  // one to one in either argument
    hash = (hash ^ word) * kFactor;
    return hash ^ (hash >> 32U);
  };
  std::array<uint64_t, kWidth> lanes{};
  for (size_t lane = 0; lane < kWidth; ++lane) lanes[lane] = mix(bytes.size(), lane);
  std::array<uint64_t, kWidth> words{};
  for (; bytes.size() >= sizeof(words); bytes = bytes.subspan(sizeof(words))) {
    std::memcpy(words.data(), bytes.data(), sizeof(words));
    for (size_t lane = 0; lane < kWidth; ++lane) lanes[lane] = mix(lanes[lane], words[lane]);
  }
  if (!bytes.empty()) {
    words = {};
    std::memcpy(words.data(), bytes.data(), bytes.size());
    for (size_t lane = 0; lane < kWidth; ++lane) lanes[lane] = mix(lanes[lane], words[lane]);
  }
  uint64_t checksum = 0;
  for (const uint64_t lane : lanes) checksum = mix(std::rotl(checksum, 23), lane);
  return checksum;
}

}  // namespace kontor
