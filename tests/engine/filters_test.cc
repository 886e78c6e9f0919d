#include "engine/filters.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "engine/filter_words.h"
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
  const auto ask = [&](const std::vector<FilterWords>& words) {
    auto query = Ask(*snapshot, "us");
    query.filters = ReadFilters(*snapshot, words).value();
    auto keys = Keys(*snapshot, Answer(*snapshot, query));
    std::ranges::sort(keys);
    return keys;
  };
  using Keys = std::vector<std::string>;
  CHECK(ask({{Criterion::kCountry, {"es"}}}) == Keys{"a", "b"});
  CHECK(ask({{Criterion::kCountry, {"ES", "PT"}}, {Criterion::kSector, {"C28"}}}) ==
        Keys{"a", "b", "c"});
  CHECK(ask({{Criterion::kSector, {"28.2"}}}) == Keys{"c"});
  CHECK(ask({{Criterion::kRegion, {"PT1"}}}) == Keys{"c"});
  CHECK(ask({{Criterion::kKind, {"university"}}}) == Keys{"a"});
  CHECK(ask({{Criterion::kLabel, {"gold"}}}).empty());
}

TEST_CASE("an unknown code is refused and the nearest are named", "[engine][filters]") {
  const auto snapshot = DrawSnapshot("a: country=DE sector=C28 technology=photonics");
  const auto complaint = [&](const std::vector<FilterWords>& words) {
    const auto filters = ReadFilters(*snapshot, words);
    REQUIRE_FALSE(filters);
    CHECK(filters.error().code == ErrorCode::kInvalidArgument);
    return filters.error().message;
  };
  CHECK(complaint({{Criterion::kTechnology, {"fotonics"}}}).find("photonics") != std::string::npos);
  CHECK(complaint({{Criterion::kSector, {"C29"}}}).find("C28") != std::string::npos);
  CHECK(complaint({{Criterion::kKind, {"club"}}}).find("cluster_organisation") !=
        std::string::npos);
  const FilterWords many{Criterion::kCountry, std::vector<std::string>(201, "DE")};
  CHECK(ReadFilters(*snapshot, {&many, 1}).error().code == ErrorCode::kLimit);
  const FilterWords lengthy{Criterion::kSector, {std::string(1'025, 'C')}};
  CHECK(ReadFilters(*snapshot, {&lengthy, 1}).error().code == ErrorCode::kLimit);
}

TEST_CASE("a value may be what a code is called in any language", "[engine][filters]") {
  const auto snapshot = DrawSnapshot(R"(
    a: country=PT sector=C28
    b: country=ES sector=2.1:C28
    c: country=ES region=ES30 sector=C10 sector=C11
    country PT: name.en=Portugal
    country ES: name.en=Spain name.de=Spanien
    country MD: name.en=Moldova
    sector C28: name.de=Maschinenbau
    sector 2.1:C28: name.de=Maschinenbau
    sector C10: name.en="Food"
    sector C11: name.en="Food"
    region ES3: name.es=Madrid
    region ES30: name.es=Madrid
  )");
  const auto codes = [&](Criterion criterion, const std::string& word) {
    const FilterWords words{criterion, {word}};
    const auto filters = ReadFilters(*snapshot, {&words, 1});
    std::vector<std::string> read;
    if (!filters) return std::vector<std::string>{filters.error().message};
    for (const uint32_t code : filters->at(0).values) {
      read.emplace_back(snapshot->concepts.code(code));
    }
    return read;
  };
  using Codes = std::vector<std::string>;
  CHECK(codes(Criterion::kCountry, "portugal") == Codes{"PT"});
  CHECK(codes(Criterion::kCountry, "Spanien") == Codes{"ES"});
  CHECK(codes(Criterion::kSector, "Maschinenbau") == Codes{"2.1:C28", "C28"});
  CHECK(codes(Criterion::kRegion, "Madrid") == Codes{"ES3"});
  CHECK(codes(Criterion::kSector, "food") ==
        Codes{"'food' is the name of several: write one of C10 (Food), C11 (Food)"});
  CHECK(codes(Criterion::kCountry, "Moldova") == Codes{"MD"});  // though nobody is there
  CHECK(codes(Criterion::kCountry, "Moldow") ==
        Codes{"'Moldow' is not a known country; the nearest are MD (Moldova)"});
}

TEST_CASE("filters of one criterion must all be met", "[engine][filters]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE
    a: country=ES technology=photonics technology=hydrogen
    b: country=ES technology=photonics
    c: country=PT technology=hydrogen
  )");
  FilterScratch scratch;
  const auto passing = [&](const std::vector<FilterWords>& words) {
    std::vector<std::string> keys;
    FilterCheck(*snapshot, ReadFilters(*snapshot, words).value(), {}, scratch)
        .ForEachPassing([&](NodeIndex one) { keys.emplace_back(snapshot->profiles[one].key); });
    std::ranges::sort(keys);
    return keys;
  };
  using Keys = std::vector<std::string>;
  CHECK(passing({{Criterion::kTechnology, {"photonics"}},
                 {Criterion::kTechnology, {"hydrogen"}}}) == Keys{"a"});
  CHECK(passing({{Criterion::kCountry, {"ES", "PT"}}, {Criterion::kCountry, {"PT", "DE"}}}) ==
        Keys{"c"});
  CHECK(passing({{Criterion::kCountry, {"ES"}}, {Criterion::kCountry, {"PT"}}}).empty());
  CHECK(passing({{Criterion::kCountry, {}}}).size() == 4);
}

TEST_CASE("partnerships make programmes, years and newcomers to filter by", "[engine][filters]") {
  const auto snapshot = DrawSnapshot(R"(
    a: country=DE
    b: country=ES
    c: country=PT
    a --P1(2012-05-01)-- b
    a --P2(2019-05-01)-- .
    a --P3-- .
    P1: programme=FP7
    P2: programme=H2020
  )");
  FilterScratch scratch;
  const auto passing = [&](Criterion criterion, const std::string& word) {
    const FilterWords words{criterion, {word}};
    std::string keys;
    FilterCheck(*snapshot, ReadFilters(*snapshot, {&words, 1}).value(), {}, scratch)
        .ForEachPassing([&](NodeIndex one) { keys += snapshot->profiles[one].key; });
    std::ranges::sort(keys);
    return keys;
  };
  CHECK(passing(Criterion::kProgramme, "FP7") == "ab");
  CHECK(passing(Criterion::kProgramme, "h2020") == "a");
  CHECK(passing(Criterion::kActiveSince, "2012") == "ab");
  CHECK(passing(Criterion::kActiveSince, "2013") == "a");
  CHECK(passing(Criterion::kNewcomer, "true") == "bc");
  CHECK(passing(Criterion::kNewcomer, "false") == "a");
  const auto complaint = [&](Criterion criterion, const std::string& word) {
    const FilterWords words{criterion, {word}};
    return ReadFilters(*snapshot, {&words, 1}).error().message;
  };
  CHECK(complaint(Criterion::kActiveSince, "19") ==
        "'19' is no year for active_since, such as 2019");
  CHECK(complaint(Criterion::kActiveSince, "2019-01").find("no year") != std::string::npos);
  CHECK(complaint(Criterion::kNewcomer, "0.2") == "newcomer is true or false, not '0.2'");
}

}  // namespace
}  // namespace kontor
