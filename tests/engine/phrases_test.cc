#include "engine/phrases.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

struct Texts {
  DrawnGraph graph = Draw(R"(
    a --P1-- b c
    d --P2-- .
    a: name="House of the Wind"
    b: name="The House of"
    c: name="Of the house"
    d: name="Of a the"
    P1: title="Power of the sun"
    P2: title="Sun of power"
  )");
  std::shared_ptr<const Snapshot> snapshot = BuildSnapshot(graph);
  std::shared_ptr<const TextIndex> index = BuildTexts(graph, *snapshot);

  [[nodiscard]] Strings Keys(const std::vector<NodeIndex>& organisations) const {
    Strings keys;
    for (const NodeIndex one : organisations) keys.emplace_back(snapshot->profiles[one].key);
    std::ranges::sort(keys);
    return keys;
  }
};

TEST_CASE("a phrase is found in one text, of a partnership as well", "[engine][phrases]") {
  const Texts texts;
  PhraseFinder finder(*texts.snapshot, *texts.index);
  CHECK(texts.Keys(finder.CarriersOf("of the")) == Strings{"a", "b", "c"});
  CHECK(texts.Keys(finder.CarriersOf("house of")) == Strings{"a", "b"});
  CHECK(texts.Keys(finder.CarriersOf("Sun of power")) == Strings{"d"});
  CHECK(finder.CarriersOf("wind of").empty());
  CHECK_FALSE(finder.is_cut());
}

TEST_CASE("so many bytes of text are read for the phrases of a question", "[engine][phrases]") {
  const Texts texts;
  PhraseFinder finder(*texts.snapshot, *texts.index, 40);
  const std::vector<NodeIndex> first = finder.CarriersOf("of the");
  CHECK(finder.is_cut());
  CHECK(first.size() < 3);
  CHECK(finder.CarriersOf("house of").empty());
  CHECK(CarriersOfWord(*texts.index, "house").size() == 3);
}

}  // namespace
}  // namespace kontor
