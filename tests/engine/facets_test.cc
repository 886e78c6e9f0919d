#include "engine/facets.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "base/vocabulary.h"
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
  Filters Read(const FilterWords& words) const {
    return ReadFilters(snapshot_->concepts, words).value();
  }
  Counts Of(Facet facet, const FilterWords& words = {}, std::vector<NodeIndex> excluded = {}) {
    const Filters filters = Read(words);
    const auto counts = CountFacets(*snapshot_, {filters, day_, excluded, std::nullopt},
                                    std::vector<Facet>{facet}, scratch_);
    return Shown(counts.at(0));
  }
  Counts Shown(const FacetCounts& counts) const {
    Counts shown;
    for (const FacetValue& value : counts.values) {
      std::string code = "newcomers";
      if (counts.facet == Facet::kKind) {
        code = kOrganisationKinds[value.value];
      } else if (counts.facet != Facet::kNewcomer) {
        code = snapshot_->concepts.code(value.value);
      }
      shown[code + (value.chosen ? "*" : "")] = value.organisations;
    }
    return shown;
  }
  std::vector<FacetCounts> Search(std::string_view text, std::vector<Facet> facets) {
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
  CHECK(town.Of(Facet::kCountry) == Counts{{"DE", 2}, {"ES", 1}, {"FR", 1}});
  CHECK(town.Of(Facet::kRegion) == Counts{{"DE2", 2}, {"DE21", 2}});
  CHECK(town.Of(Facet::kSector) == Counts{{"C", 4}, {"C28", 3}, {"C10", 1}});
  CHECK(town.Of(Facet::kTechnology) == Counts{{"photonics", 1}});
  CHECK(town.Of(Facet::kKind) == Counts{{"company", 2}, {"network", 1}, {"other", 1}});
  CHECK(town.Of(Facet::kNewcomer) == Counts{{"newcomers", 3}});
  CHECK(town.Of(Facet::kStage).empty());
}

TEST_CASE("labels count while they are valid", "[engine][facets]") {
  CountedTown town;
  CHECK(town.Of(Facet::kLabel) == Counts{{"gold", 1}});
}

TEST_CASE("counts follow all filters but the facet's own", "[engine][facets]") {
  CountedTown town;
  FilterWords words;
  words.countries = {"DE"};
  CHECK(town.Of(Facet::kCountry, words) == Counts{{"DE*", 2}, {"ES", 1}, {"FR", 1}});
  CHECK(town.Of(Facet::kSector, words) == Counts{{"C", 2}, {"C28", 1}, {"C10", 1}});
  words.sectors = {"C28"};
  CHECK(town.Of(Facet::kCountry, words) == Counts{{"DE*", 1}, {"ES", 1}, {"FR", 1}});
  CHECK(town.Of(Facet::kSector, words) == Counts{{"C", 2}, {"C28*", 1}, {"C10", 1}});
  words.kinds = {"network"};
  CHECK(town.Of(Facet::kKind, words) == Counts{{"company", 1}, {"network*", 0}});
  CHECK(town.Of(Facet::kCountry, words) == Counts{{"DE*", 0}});
}

TEST_CASE("a chosen code is shown at any depth, and the excluded do not count",
          "[engine][facets]") {
  CountedTown town;
  FilterWords words;
  words.sectors = {"C28.1"};
  CHECK(town.Of(Facet::kSector, words).at("C28.1*") == 1);
  CHECK(town.Of(Facet::kCountry, {}, {town.Node("a")}).at("DE") == 1);
}

TEST_CASE("several facets come in the order that is asked for", "[engine][facets]") {
  CountedTown town;
  FilterWords words;
  words.countries = {"DE"};
  const Filters filters = town.Read(words);
  FilterScratch scratch;
  const std::vector<Facet> wanted = {Facet::kKind, Facet::kCountry, Facet::kSector};
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
  FilterWords words;
  words.technologies = {"t49"};
  const Filters filters = ReadFilters(snapshot->concepts, words).value();
  FilterScratch scratch;
  const auto counts = CountFacets(*snapshot, {filters, {}, {}, std::nullopt},
                                  std::vector<Facet>{Facet::kTechnology}, scratch);
  CHECK(counts[0].different == 40);
  REQUIRE(counts[0].values.size() == kMostFacetValues + 1);
  CHECK(snapshot->concepts.code(counts[0].values.front().value) == "t40");
  CHECK(snapshot->concepts.code(counts[0].values.back().value) == "t49");
  CHECK(counts[0].values.back().chosen);
}

TEST_CASE("a search counts what it finds, whatever is shown of it", "[engine][facets][search]") {
  CountedTown town;
  const auto of = [&](std::string_view text, Facet facet) {
    return town.Shown(town.Search(text, {facet}).at(0));
  };
  CHECK(of("wind", Facet::kCountry) == Counts{{"DE", 2}, {"ES", 1}});
  CHECK(of("wind country:ES", Facet::kCountry) == Counts{{"DE", 2}, {"ES*", 1}});
  CHECK(of("wind country:ES", Facet::kKind) == Counts{{"company", 1}});
  CHECK(of("wind -two", Facet::kCountry) == Counts{{"DE", 1}, {"ES", 1}});
  CHECK(of("\"wind two\" country:ES", Facet::kCountry) == Counts{{"DE", 1}, {"ES*", 0}});
  CHECK(of("\"wind two\" \"wind one\"", Facet::kCountry).empty());
  CHECK(of("sector:C28", Facet::kCountry) == Counts{{"DE", 1}, {"ES", 1}, {"FR", 1}});
  CHECK(of("xylophone", Facet::kCountry).empty());
  CHECK(town.Search("wind", {}).empty());
}

TEST_CASE("facets are read by name", "[engine][facets][errors]") {
  CHECK(ReadFacets(std::vector<std::string>{"kind", "country", "kind"}).value() ==
        std::vector{Facet::kKind, Facet::kCountry});
  CHECK(ReadFacets(std::vector<std::string>{"all"})->size() == kFacetCount);
  const auto failed = ReadFacets(std::vector<std::string>{"colour"});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message.find("all, country, region") != std::string::npos);
}

}  // namespace
}  // namespace kontor
