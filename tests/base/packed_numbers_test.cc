#include "base/packed_numbers.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <random>
#include <type_traits>
#include <vector>

namespace kontor {
namespace {

constexpr uint32_t kNone = PackedNumbers::kNone;

// Puts another value in place of one of the parts of packed numbers.
struct Replacement {
  std::string_view part;
  uint32_t value;
  template <typename Member>
  void operator()(std::string_view name, Member& member) const {
    if constexpr (std::is_integral_v<Member>) {
      if (name == part) member = value;
    }
  }
};

size_t BytesOf(const PackedNumbers& numbers) {
  size_t bytes = 0;
  const auto measure = [&bytes](std::string_view, const auto& member) {
    if constexpr (requires { member.data(); }) bytes = member.size();
  };
  PackedNumbers::VisitColumns(numbers, measure);
  return bytes;
}

TEST_CASE("packed numbers are read as they were given", "[base][packed]") {
  std::mt19937 random(7);
  for (uint32_t bits = 0; bits <= 32; ++bits) {
    for (const uint32_t lowest : {0U, 1U, 1'000'000U}) {
      std::vector<uint32_t> numbers;
      for (int i = 0; i < 67; ++i) {
        const uint64_t limit = (uint64_t{1} << bits) - 1;
        const uint64_t number = lowest + (random() & limit);
        numbers.push_back(i % 7 == 3 || number >= kNone ? kNone : static_cast<uint32_t>(number));
      }
      const PackedNumbers packed(numbers);
      REQUIRE(packed.size() == numbers.size());
      REQUIRE(packed.IsSound());
      for (size_t i = 0; i < numbers.size(); ++i) REQUIRE(packed[i] == numbers[i]);
    }
  }
}

TEST_CASE("packed numbers take the bits of their range", "[base][packed]") {
  constexpr size_t kCount = 800;
  constexpr size_t kReadBehind = 8;
  // Four values and none need three bits.
  std::vector<uint32_t> numbers(kCount, 70'000);
  numbers[5] = 70'003;
  CHECK(BytesOf(PackedNumbers(numbers)) == kCount * 3 / 8 + kReadBehind);
  CHECK(BytesOf(PackedNumbers(std::vector<uint32_t>(kCount, 9))) == kCount / 8 + kReadBehind);
}

TEST_CASE("the largest numbers and none at all are packed too", "[base][packed]") {
  const PackedNumbers widest({0, kNone - 1, kNone});
  CHECK(widest[0] == 0);
  CHECK(widest[1] == kNone - 1);
  CHECK(widest[2] == kNone);
  const PackedNumbers nothing({kNone, kNone});
  CHECK(nothing[1] == kNone);
  CHECK(PackedNumbers(std::vector<uint32_t>()).size() == 0);
  CHECK(PackedNumbers().size() == 0);
  CHECK(PackedNumbers().IsSound());
}

TEST_CASE("packed numbers that lie outside of their column are found", "[base][packed]") {
  const auto with = [](std::string_view part, uint32_t value) {
    PackedNumbers numbers({1, 2, 3, 4});
    const Replacement replacement{part, value};
    PackedNumbers::VisitColumns(numbers, replacement);
    return numbers.IsSound();
  };
  CHECK(with("size", 4));
  CHECK_FALSE(with("size", 40));
  CHECK_FALSE(with("width", 33));
  CHECK_FALSE(with("width", 30));
}

TEST_CASE("packed days are those that were given, also before 1970 and unknown ones",
          "[base][packed]") {
  const std::vector<Date> dates = {MakeDate(1969, 12, 31), Date{}, MakeDate(2024, 2, 29),
                                   Date{Date::kFirstDay}, Date{Date::kLastDay}};
  const PackedDates packed(dates);
  REQUIRE(packed.size() == dates.size());
  for (size_t i = 0; i < dates.size(); ++i) CHECK(packed[i] == dates[i]);
  CHECK(PackedDates().size() == 0);
}

}  // namespace
}  // namespace kontor
