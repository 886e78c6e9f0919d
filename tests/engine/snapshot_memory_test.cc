#include "engine/snapshot_memory.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "tests/engine/support.h"

namespace kontor {
namespace {

MemoryUse Measured(const std::string& drawing) { return MeasureMemory(*DrawSnapshot(drawing)); }

size_t TableBytes(const MemoryUse& use, std::string_view name) {
  const auto found = std::ranges::find(use.tables, name, &MemoryUse::Table::name);
  return found == use.tables.end() ? 0 : found->bytes;
}

TEST_CASE("the memory of a snapshot is that of its tables", "[engine][snapshot][memory]") {
  const MemoryUse use = Measured(kTown);
  size_t sum = 0;
  for (const MemoryUse::Table& table : use.tables) sum += table.bytes;
  CHECK(use.bytes == sum);
  CHECK(use.ranking_bytes < use.bytes);
  CHECK(use.ranking_bytes > TableBytes(use, "graph"));
}

TEST_CASE("texts are no part of graph and profiles, ties and codes are",
          "[engine][snapshot][memory]") {
  const MemoryUse plain = Measured("a --P1-- b\na: description=Alpha");
  const MemoryUse with_text = Measured("a --P1-- b\na: description=\"Many words about Alpha\"");
  CHECK(with_text.bytes > plain.bytes);
  CHECK(with_text.ranking_bytes == plain.ranking_bytes);
  const MemoryUse with_tie = Measured("a --P1-- b c");
  CHECK(TableBytes(with_tie, "graph") > TableBytes(plain, "graph"));
  const MemoryUse with_code = Measured("a --P1-- b\na: description=Alpha sector=C28");
  CHECK(with_code.ranking_bytes > plain.ranking_bytes);
}

TEST_CASE("a bit is a bit and a position four bytes", "[engine][snapshot][memory]") {
  // Begins of four vertices and the end, six ties in both directions, a word of bits; one start and
  // three newest starts, a bit each in words that may be read beyond their end.
  CHECK(TableBytes(Measured("a --P1(2020-01-01)-- b c"), "graph") == 5 * 4 + 6 * 4 + 8 + 8 + 8);
}

TEST_CASE("activity takes half a cache line", "[engine][snapshot][memory]") {
  CHECK(TableBytes(Measured("a --P1-- b c"), "activity") == 3 * 32);
}

TEST_CASE("texts take more by the letters that are kept", "[engine][snapshot][memory]") {
  const auto bytes_with = [](std::string_view title) {
    const DrawnGraph graph = Draw("a --P1-- b\nP1: title=\"" + std::string(title) + "\"");
    return MeasureMemory(*BuildTexts(graph, *BuildSnapshot(graph)));
  };
  const std::string_view title = "Floating turbines";
  const std::string_view longer = "Floating turbines, turbines floating";
  CHECK(bytes_with(longer) == bytes_with(title) + longer.size() - title.size());
}

}  // namespace
}  // namespace kontor
