#include "base/column.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kontor {
namespace {

TEST_CASE("a column keeps alive what its values lie in", "[base][column]") {
  auto owner = std::make_shared<const std::vector<int>>(std::vector{1, 2, 3});
  const std::weak_ptr<const std::vector<int>> watched = owner;
  Column<int> column(*owner, owner);
  owner.reset();
  const Column<int> copy = column;
  column = Column<int>();
  CHECK(copy.size() == 3);
  CHECK(copy[2] == 3);
  CHECK(copy.back() == 3);
  CHECK_FALSE(watched.expired());
}

TEST_CASE("lists stand one behind the other, empty ones too", "[base][column]") {
  ListsBuilder<int> builder;
  builder.Add(1);
  builder.AddAll(std::vector{2, 3});
  CHECK(builder.open_list().size() == 3);
  builder.EndList();
  builder.EndList();
  builder.Add(4);
  builder.EndList();
  const Lists<int> lists = std::move(builder).Build();
  REQUIRE(lists.size() == 3);
  CHECK(std::ranges::equal(lists[0], std::vector{1, 2, 3}));
  CHECK(lists[1].empty());
  CHECK(lists[2].front() == 4);
  CHECK(lists.Begin(2) == 3);
  CHECK(lists.Begin(3) == 4);
  CHECK(lists.IsSound());
}

// Gives columns other contents, as a file could.
struct Replacement {
  std::vector<uint32_t> begins;
  void operator()(std::string_view name, Column<uint32_t>& column) const {
    if (name == "begins") column = Column(begins);
  }
  void operator()(std::string_view /*name*/, const auto& /*column*/) const {}
};

TEST_CASE("lists that do not lie within their values are not sound", "[base][column]") {
  const auto with = [](std::vector<uint32_t> begins) {
    Lists<int> lists({0, 1, 3}, {1, 2, 3});
    const Replacement replacement{std::move(begins)};
    Lists<int>::VisitColumns(lists, replacement);
    return lists.IsSound();
  };
  CHECK(with({0, 1, 3}));
  CHECK_FALSE(with({1, 1, 3}));
  CHECK_FALSE(with({0, 2, 1, 3}));
  CHECK_FALSE(with({0, 1, 2}));
  CHECK_FALSE(with({0, 1, 4}));
  CHECK_FALSE(with({}));
  CHECK(Lists<int>().IsSound());
}

TEST_CASE("bits are counted as one by one", "[base][column]") {
  std::mt19937 random(7);
  std::vector<bool> values(300);
  for (size_t i = 0; i < values.size(); ++i) values[i] = random() % 3 == 0;
  const Bits bits(values);
  for (size_t first = 0; first <= values.size(); ++first) {
    uint32_t count = 0;
    for (size_t last = first; last <= values.size(); ++last) {
      REQUIRE(bits.Count(first, last) == count);
      if (last == values.size()) break;
      REQUIRE(bits[last] == values[last]);
      count += values[last] ? 1 : 0;
    }
  }
  CHECK(Bits().Count(0, 0) == 0);
}

TEST_CASE("more values than positions can count are refused", "[base][column]") {
  CHECK(ColumnPosition(UINT32_MAX) == UINT32_MAX);
  CHECK_THROWS_AS(ColumnPosition(size_t{UINT32_MAX} + 1), std::length_error);
}

}  // namespace
}  // namespace kontor
