#include "base/checksum.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <span>
#include <vector>

namespace kontor {
namespace {

TEST_CASE("a changed, missing or added byte changes the checksum", "[base][checksum]") {
  std::set<uint64_t> seen;
  size_t strings = 0;
  for (size_t size = 0; size <= 200; ++size) {
    std::vector<std::byte> bytes(size);
    const auto note = [&] {
      seen.insert(BlockChecksum(bytes));
      ++strings;
    };
    note();
    for (size_t i = 0; i < size; ++i) {
      for (const int bit : {0, 7}) {
        bytes[i] = std::byte{1} << bit;
        note();
      }
      bytes[i] = {};
    }
  }
  CHECK(seen.size() == strings);
}

TEST_CASE("equal parts in another order have another checksum", "[base][checksum]") {
  std::vector<std::byte> bytes(128);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i / 8);
  const uint64_t before = BlockChecksum(bytes);
  CHECK(BlockChecksum(bytes) == before);
  std::swap_ranges(bytes.begin(), bytes.begin() + 8, bytes.begin() + 8);  // two lanes
  CHECK(BlockChecksum(bytes) != before);
  std::swap_ranges(bytes.begin(), bytes.begin() + 8, bytes.begin() + 8);
  std::swap_ranges(bytes.begin(), bytes.begin() + 64, bytes.begin() + 64);  // two blocks
  CHECK(BlockChecksum(bytes) != before);
}

// On disk: snapshot files are read by it.
TEST_CASE("the checksum is frozen", "[base][checksum]") {
  std::vector<std::byte> bytes(100);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i);
  CHECK(BlockChecksum(bytes) == 0x55c80ea16d8a3c88ULL);
}

}  // namespace
}  // namespace kontor
