// FNV-1a with 64 bits (Fowler, Noll, Vo): tells one text from another where nobody attacks. Its
// values are in keys that people hold: they stay as they are.
#pragma once

#include <cstdint>
#include <string_view>

namespace kontor {

constexpr uint64_t Fnv1a(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

}  // namespace kontor
