#include "engine/rerank.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

TEST_CASE("diversity mixes countries at a price in score", "[engine][rerank]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28 technology=photonics
    a: country=FR sector=C28 technology=photonics
    b: country=FR sector=C28 technology=photonics
    c: country=ES sector=C28 ecosystem=digital
    d: country=PL sector=A01
  )");
  auto query = Ask(*snapshot, "us", "similar");
  query.top = 2;
  query.diversity = 0.0;
  auto alike = Keys(*snapshot, Answer(*snapshot, query));
  std::ranges::sort(alike);
  CHECK(alike == std::vector<std::string>{"a", "b"});
  query.diversity = 0.7;
  CHECK(Keys(*snapshot, Answer(*snapshot, query)).back() == "c");
}

}  // namespace
}  // namespace kontor
