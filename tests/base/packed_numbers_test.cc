#include "base/packed_numbers.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kontor {
namespace {

constexpr uint32_t kNothing = PackedNumbers::kNone;

// Puts another value in place of one of the parts of packed numbers.
struct OtherNumber {
  std::string_view part;
  uint32_t value;
  template <typename Member>
  void operator()(std::string_view name, Member& member) const {
    if constexpr (std::is_integral_v<Member>) {
      if (name == part) member = value;
    }
  }
};

template <typename Table, typename Visitor>
void VisitWith(Table& table, const Visitor& visitor) {
  Table::VisitColumns(table, visitor);
}

template <typename Packed>
size_t PackedBytes(const Packed& numbers) {
  size_t bytes = 0;
  const auto measure = [&bytes](std::string_view name, const auto& member) {
    if constexpr (requires { member.data(); }) {
      if (name == "bytes") bytes = member.size();
    }
  };
  Packed::VisitColumns(numbers, measure);
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
        numbers.push_back(i % 7 == 3 || number >= kNothing ? kNothing
                                                           : static_cast<uint32_t>(number));
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
  CHECK(PackedBytes(PackedNumbers(numbers)) == kCount * 3 / 8 + kReadBehind);
  CHECK(PackedBytes(PackedNumbers(std::vector<uint32_t>(kCount, 9))) == kCount / 8 + kReadBehind);
}

TEST_CASE("the largest numbers and none at all are packed too", "[base][packed]") {
  const PackedNumbers widest({0, kNothing - 1, kNothing});
  CHECK(widest[0] == 0);
  CHECK(widest[1] == kNothing - 1);
  CHECK(widest[2] == kNothing);
  const PackedNumbers nothing({kNothing, kNothing});
  CHECK(nothing[1] == kNothing);
  CHECK(PackedNumbers(std::vector<uint32_t>()).size() == 0);
  CHECK(PackedNumbers().size() == 0);
  CHECK(PackedNumbers().IsSound());
}

TEST_CASE("packed numbers that lie outside of their column are found", "[base][packed]") {
  const auto with = [](std::string_view part, uint32_t value) {
    PackedNumbers numbers({1, 2, 3, 4});
    const OtherNumber other{part, value};
    PackedNumbers::VisitColumns(numbers, other);
    return numbers.IsSound();
  };
  CHECK(with("size", 4));
  CHECK_FALSE(with("size", 40));
  CHECK_FALSE(with("width", 33));
  CHECK_FALSE(with("width", 30));
}

TEST_CASE("packed rows are read as they were given, and take the bits of their fields",
          "[base][packed]") {
  constexpr size_t kRows = 800;
  std::array<std::vector<uint32_t>, 3> numbers;
  std::mt19937 random(7);
  for (size_t row = 0; row < kRows; ++row) {
    numbers[0].push_back(row % 5 == 0 ? kNothing : 70'000 + static_cast<uint32_t>(random() % 3));
    numbers[1].push_back(static_cast<uint32_t>(random() % kNothing));
    numbers[2].push_back(9);
  }
  numbers[1][0] = 0;
  numbers[1][1] = kNothing - 1;
  const PackedRows rows(numbers);
  REQUIRE(rows.size() == kRows);
  REQUIRE(rows.IsSound());
  for (size_t row = 0; row < kRows; ++row) {
    for (size_t field = 0; field < 3; ++field) REQUIRE(rows.At(row, field) == numbers[field][row]);
  }
  CHECK(PackedBytes(rows) == kRows * (2 + 32 + 1) / 8 + PackedField::kReadBytes);
  CHECK(PackedRows<3>().size() == 0);
  CHECK(PackedRows<3>().IsSound());
}

TEST_CASE("packed rows that lie outside of their bytes are found", "[base][packed]") {
  using Rows = PackedRows<2>;
  const auto with = [](const auto& change) {
    Rows rows({std::vector<uint32_t>{1, 2, 3}, std::vector<uint32_t>{5, 500, 50}});
    VisitWith(rows, change);
    return rows.IsSound();
  };
  CHECK(with(OtherNumber{"size", 3}));
  CHECK_FALSE(with(OtherNumber{"size", 30}));
  const auto with_begin = [&](size_t i, uint32_t bit) {
    return with([=](std::string_view name, auto& member) {
      if constexpr (requires { member[i] = bit; }) {
        if (name == "begins") member[i] = bit;
      }
    });
  };
  CHECK(with_begin(1, 2));  // where it is
  CHECK_FALSE(with_begin(0, 1));
  CHECK_FALSE(with_begin(1, 3));
  CHECK_FALSE(with_begin(2, 40));
  CHECK_FALSE(with([](std::string_view /*name*/, auto& member) {
    if constexpr (requires { member[1].width(); }) {
      VisitWith(member[1], OtherNumber{"width", 33});
    }
  }));
}

TEST_CASE("lists with packed begins are read as others", "[base][packed]") {
  ListsBuilder<int> builder;
  builder.EndList();
  builder.AddAll(std::vector{3, 1, 2});
  builder.EndList();
  builder.EndList();
  const auto lists = std::move(builder).Build<PackedLists<int>>();
  REQUIRE(lists.size() == 3);
  CHECK(lists[0].empty());
  CHECK(std::vector(lists[1].begin(), lists[1].end()) == std::vector{3, 1, 2});
  CHECK(lists[2].empty());
  CHECK(lists.IsSound());
  CHECK(PackedLists<int>().IsSound());
}

TEST_CASE("lists with packed begins that do not lie within their values are found",
          "[base][packed]") {
  const auto with = [](const PackedNumbers& begins) {
    PackedLists<int> lists({0, 2, 3}, {1, 2, 3});
    VisitWith(lists, [&begins](std::string_view, auto& member) {
      if constexpr (std::is_same_v<decltype(member), PackedNumbers&>) member = begins;
    });
    return lists.IsSound();
  };
  CHECK(with(PackedNumbers({0, 1, 3})));
  CHECK_FALSE(with(PackedNumbers({0, 1, 2})));
  CHECK_FALSE(with(PackedNumbers({1, 1, 3})));
  CHECK_FALSE(with(PackedNumbers({0, 3, 1, 3})));
  CHECK_FALSE(with(PackedNumbers()));
  PackedNumbers torn({0, 1, 3});
  VisitWith(torn, OtherNumber{"size", 30});
  CHECK_FALSE(with(torn));
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
