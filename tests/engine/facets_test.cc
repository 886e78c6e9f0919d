#include "engine/facets.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "base/vocabulary.h"
#include "engine/filter_words.h"
#include "engine/search.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

constexpr auto kCountedTown = R"(
  a: name="Wind One" country=DE region=DE212 sector=C28.1 sector=C28.2 kind=company
  b: name="Wind Two" country=DE region=DE21 sector=C10 kind=network label=gold(2018-01-01..2020-12-31)
  c: name="Wind Three" country=ES sector=C28 technology=photonics kind=company
  d: name="Sun Four" country=FR sector=C28 label=gold(2018-01-01..)
  a --P1-- b
  a --P2-- b
  a --P3-- .
)";

using Counts = std::map<std::string, uint32_t>;

class CountedTown {
 public:
  Filters Read(const std::vector<FilterWords>& words) const {
    return ReadFilters(*snapshot_, words).value();
  }
  Counts Of(Criterion facet, const std::vector<FilterWords>& words = {},
            std::vector<NodeIndex> excluded = {}) {
    const Filters filters = Read(words);
    const auto counts = CountFacets(*snapshot_, {filters, day_, excluded, std::nullopt},
                                    std::vector<Criterion>{facet}, scratch_);
    return Shown(counts.at(0));
  }
  Counts Shown(const FacetCounts& counts) const {
    Counts shown;
    for (const FacetValue& value : counts.values) {
      std::string code = "newcomers";
      if (counts.facet == Criterion::kKind) {
        code = kOrganisationKinds[value.value];
      } else if (counts.facet != Criterion::kNewcomer) {
        code = snapshot_->concepts.code(value.value);
      }
      shown[code + (value.chosen ? "*" : "")] = value.organisations;
    }
    return shown;
  }
  std::vector<FacetCounts> Search(std::string_view text, std::vector<Criterion> facets) {
    SearchQuery query;
    query.text = text;
    query.as_of = day_;
    query.top = 1;
    query.facets = std::move(facets);
    SearchScratch scratch;
    return SearchOrganisations(*snapshot_, *index_, query, scratch_, scratch)->facets;
  }
  NodeIndex Node(std::string_view key) const { return OrganisationOf(*snapshot_, key); }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }

 private:
  DrawnGraph graph_ = Draw(kCountedTown);
  std::shared_ptr<const Snapshot> snapshot_ = BuildSnapshot(graph_);
  std::shared_ptr<const TextIndex> index_ = BuildTexts(graph_, *snapshot_);
  Date day_ = MakeDate(2021, 6, 1);
  FilterScratch scratch_;
};

TEST_CASE("each organisation counts once for a code and for each broader one", "[engine][facets]") {
  CountedTown town;
  CHECK(town.Of(Criterion::kCountry) == Counts{{"DE", 2}, {"ES", 1}, {"FR", 1}});
  CHECK(town.Of(Criterion::kRegion) == Counts{{"DE2", 2}, {"DE21", 2}});
  CHECK(town.Of(Criterion::kSector) == Counts{{"C", 4}, {"C28", 3}, {"C10", 1}});
  CHECK(town.Of(Criterion::kTechnology) == Counts{{"photonics", 1}});
  CHECK(town.Of(Criterion::kKind) == Counts{{"company", 2}, {"network", 1}, {"other", 1}});
  CHECK(town.Of(Criterion::kNewcomer) == Counts{{"newcomers", 3}});
  CHECK(town.Of(Criterion::kStage).empty());
}

TEST_CASE("partnerships are counted by programme, and by year up to the newest",
          "[engine][facets]") {
  const auto snapshot = DrawSnapshot(R"(
    a --P1(2012-05-01)-- b
    a --P2(2019-05-01)-- c
    a --P3(2019-07-01)-- c
    d --P4-- .
    P1: programme=FP7
    P2: programme=H2020
    P3: programme=H2020
  )");
  FilterScratch scratch;
  const std::vector<Filter> filters = {{Criterion::kActiveSince, {2015}}};
  const std::vector<Criterion> wanted = {Criterion::kProgramme, Criterion::kActiveSince};
  const auto counts = CountFacets(*snapshot, {filters, {}, {}, std::nullopt}, wanted, scratch);
  REQUIRE(counts[0].values.size() == 2);
  CHECK(snapshot->concepts.code(counts[0].values[0].value) == "H2020");
  CHECK(counts[0].values[0].organisations == 2);
  CHECK(counts[0].values[1].organisations == 1);
  REQUIRE(counts[1].values.size() == 3);
  CHECK(counts[1].different == 3);
  CHECK(counts[1].values[0].value == 2019);
  CHECK(counts[1].values[0].organisations == 2);
  CHECK(counts[1].values[1].value == 2015);
  CHECK(counts[1].values[1].chosen);
  CHECK(counts[1].values[1].organisations == 2);
  CHECK(counts[1].values[2].organisations == 3);
}

TEST_CASE("where two filter by one criterion, the first stays", "[engine][facets]") {
  CountedTown town;
  CHECK(town.Of(Criterion::kCountry,
                {{Criterion::kCountry, {"DE", "ES"}}, {Criterion::kCountry, {"DE"}}}) ==
        Counts{{"DE*", 2}, {"ES*", 1}});
}

TEST_CASE("labels count while they are valid", "[engine][facets]") {
  CountedTown town;
  CHECK(town.Of(Criterion::kLabel) == Counts{{"gold", 1}});
}

TEST_CASE("counts follow all filters but the facet's own", "[engine][facets]") {
  CountedTown town;
  std::vector<FilterWords> words;
  words.push_back({Criterion::kCountry, {"DE"}});
  CHECK(town.Of(Criterion::kCountry, words) == Counts{{"DE*", 2}, {"ES", 1}, {"FR", 1}});
  CHECK(town.Of(Criterion::kSector, words) == Counts{{"C", 2}, {"C28", 1}, {"C10", 1}});
  words.push_back({Criterion::kSector, {"C28"}});
  CHECK(town.Of(Criterion::kCountry, words) == Counts{{"DE*", 1}, {"ES", 1}, {"FR", 1}});
  CHECK(town.Of(Criterion::kSector, words) == Counts{{"C", 2}, {"C28*", 1}, {"C10", 1}});
  words.push_back({Criterion::kKind, {"network"}});
  CHECK(town.Of(Criterion::kKind, words) == Counts{{"company", 1}, {"network*", 0}});
  CHECK(town.Of(Criterion::kCountry, words) == Counts{{"DE*", 0}});
}

TEST_CASE("a chosen code is shown at any depth, and the excluded do not count",
          "[engine][facets]") {
  CountedTown town;
  std::vector<FilterWords> words;
  words.push_back({Criterion::kSector, {"C28.1"}});
  CHECK(town.Of(Criterion::kSector, words).at("C28.1*") == 1);
  CHECK(town.Of(Criterion::kCountry, {}, {town.Node("a")}).at("DE") == 1);
}

TEST_CASE("several facets come in the order that is asked for", "[engine][facets]") {
  CountedTown town;
  std::vector<FilterWords> words;
  words.push_back({Criterion::kCountry, {"DE"}});
  const Filters filters = town.Read(words);
  FilterScratch scratch;
  const std::vector<Criterion> wanted = {Criterion::kKind, Criterion::kCountry, Criterion::kSector};
  const auto counts =
      CountFacets(town.snapshot(), {filters, {}, {}, std::nullopt}, wanted, scratch);
  REQUIRE(counts.size() == 3);
  for (size_t i = 0; i < wanted.size(); ++i) CHECK(counts[i].facet == wanted[i]);
  CHECK(counts[0].different == 2);
  CHECK(counts[1].different == 3);
}

TEST_CASE("of many values the most frequent are kept, and the chosen", "[engine][facets]") {
  std::string drawing;
  for (int i = 10; i < 50; ++i) {
    const std::string number = std::to_string(i);
    drawing += "o" + number + ": technology=t" + number + "\n";
  }
  drawing += "extra: technology=t40\n";
  const auto snapshot = DrawSnapshot(drawing);
  std::vector<FilterWords> words;
  words.push_back({Criterion::kTechnology, {"t49"}});
  const Filters filters = ReadFilters(*snapshot, words).value();
  FilterScratch scratch;
  const auto counts = CountFacets(*snapshot, {filters, {}, {}, std::nullopt},
                                  std::vector<Criterion>{Criterion::kTechnology}, scratch);
  CHECK(counts[0].different == 40);
  REQUIRE(counts[0].values.size() == kMostFacetValues + 1);
  CHECK(snapshot->concepts.code(counts[0].values.front().value) == "t40");
  CHECK(snapshot->concepts.code(counts[0].values.back().value) == "t49");
  CHECK(counts[0].values.back().chosen);
}

TEST_CASE("a search counts what it finds, whatever is shown of it", "[engine][facets][search]") {
  CountedTown town;
  const auto of = [&](std::string_view text, Criterion facet) {
    return town.Shown(town.Search(text, {facet}).at(0));
  };
  CHECK(of("wind", Criterion::kCountry) == Counts{{"DE", 2}, {"ES", 1}});
  CHECK(of("wind country:ES", Criterion::kCountry) == Counts{{"DE", 2}, {"ES*", 1}});
  CHECK(of("wind country:ES", Criterion::kKind) == Counts{{"company", 1}});
  CHECK(of("wind -two", Criterion::kCountry) == Counts{{"DE", 1}, {"ES", 1}});
  CHECK(of("\"wind two\" country:ES", Criterion::kCountry) == Counts{{"DE", 1}, {"ES*", 0}});
  CHECK(of("\"wind two\" \"wind one\"", Criterion::kCountry).empty());
  CHECK(of("sector:C28", Criterion::kCountry) == Counts{{"DE", 1}, {"ES", 1}, {"FR", 1}});
  CHECK(of("xylophone", Criterion::kCountry).empty());
  CHECK(town.Search("wind", {}).empty());
}

TEST_CASE("facets are read by name", "[engine][facets][errors]") {
  CHECK(ReadFacets(std::vector<std::string>{"kind", "country", "kind"}).value() ==
        std::vector{Criterion::kKind, Criterion::kCountry});
  CHECK(ReadFacets(std::vector<std::string>{"all"})->size() == kCriterionNames.size());
  const auto failed = ReadFacets(std::vector<std::string>{"colour"});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message.find("all, country, region") != std::string::npos);
}

}  // namespace
}  // namespace kontor
