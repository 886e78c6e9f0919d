#include "engine/filters.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

TEST_CASE("known partners, named organisations and oneself can be left out", "[engine][filters]") {
  const auto snapshot = DrawSnapshot(kTown);
  auto query = Ask(*snapshot, "us");
  auto keys = Keys(*snapshot, Answer(*snapshot, query));
  CHECK(std::ranges::find(keys, "us") == keys.end());
  CHECK(std::ranges::find(keys, "twin") != keys.end());
  query.exclude_known = true;
  query.excluded = {OrganisationOf(*snapshot, "supplier")};
  const auto answer = Answer(*snapshot, query);
  CHECK(Keys(*snapshot, answer) == std::vector<std::string>{"stranger"});
  CHECK(answer.matching == 1);
}

TEST_CASE("filters keep what carries the code or a narrower one", "[engine][filters]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28.1
    a: country=ES sector=C28.1 kind=university
    b: country=ES sector=C28 kind=company
    c: country=PT sector=C28.2 region=PT11
    d: country=PT sector=A01 label=gold(2010-01-01..2012-01-01)
  )");
  const auto ask = [&](const FilterWords& words) {
    auto query = Ask(*snapshot, "us");
    query.filters = ReadFilters(snapshot->concepts, words).value();
    auto keys = Keys(*snapshot, Answer(*snapshot, query));
    std::ranges::sort(keys);
    return keys;
  };
  using Keys = std::vector<std::string>;
  CHECK(ask({.countries = {"es"}}) == Keys{"a", "b"});
  CHECK(ask({.countries = {"ES", "PT"}, .sectors = {"C28"}}) == Keys{"a", "b", "c"});
  CHECK(ask({.sectors = {"28.2"}}) == Keys{"c"});
  CHECK(ask({.regions = {"PT1"}}) == Keys{"c"});
  CHECK(ask({.kinds = {"university"}}) == Keys{"a"});
  CHECK(ask({.labels = {"gold"}}).empty());
}

TEST_CASE("an unknown code is refused and the nearest are named", "[engine][filters]") {
  const auto snapshot = DrawSnapshot("a: country=DE sector=C28 technology=photonics");
  const auto complaint = [&](const FilterWords& words) {
    const auto filters = ReadFilters(snapshot->concepts, words);
    REQUIRE_FALSE(filters);
    CHECK(filters.error().code == ErrorCode::kInvalidArgument);
    return filters.error().message;
  };
  CHECK(complaint({.technologies = {"fotonics"}}).find("photonics") != std::string::npos);
  CHECK(complaint({.sectors = {"C29"}}).find("C28") != std::string::npos);
  CHECK(complaint({.kinds = {"club"}}).find("cluster_organisation") != std::string::npos);
  const FilterWords many{.countries = std::vector<std::string>(201, "DE")};
  CHECK(ReadFilters(snapshot->concepts, many).error().code == ErrorCode::kLimit);
  const FilterWords lengthy{.sectors = {std::string(1'025, 'C')}};
  CHECK(ReadFilters(snapshot->concepts, lengthy).error().code == ErrorCode::kLimit);
}

}  // namespace
}  // namespace kontor
