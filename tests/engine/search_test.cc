#include "engine/search.h"

#include <catch2/catch_test_macros.hpp>

#include "engine/filters.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kExample = R"(
  h1 --P1-- h2
  h1 --P3-- h4
  h1: name="Hydrogen Valley" acronym=HYVA country=ES kind=network label=gold
  h2: name="Green Hydrogen Cluster" country=PT sector=C28
  h3: name=Hydrogen country=DE alias="H2 Cluster"
  h4: name="Power Grid" description="Storage of hydrogen in the valley" country=ES
  m1: name="Maschinen Nord" sector=C28.1 country=DE
  id1: name="Fraunhofer Gesellschaft" id=ror:05a28rw58
  P1: title="Hydrogen valley of the north"
  label gold: category=ecei
  sector C28: name.de=Maschinenbau
  country ES: name.en=Spain
)";

class Search {
 public:
  Search() : graph_(Draw(kExample)) {
    snapshot_ = BuildSnapshot(graph_);
    index_ = BuildTexts(graph_, *snapshot_);
  }
  Result<SearchAnswer> Ask(SearchQuery query) {
    query.as_of = MakeDate(2021, 1, 1);
    return SearchOrganisations(*snapshot_, *index_, query, filters_, scratch_);
  }
  Result<SearchAnswer> Ask(std::string_view text) {
    SearchQuery query;
    query.text = text;
    return Ask(query);
  }
  Strings Keys(std::string_view text) {
    const auto answer = Ask(text);
    REQUIRE(answer);
    CHECK(answer->matching >= answer->hits.size());
    Strings keys;
    for (const SearchHit& hit : answer->hits) {
      keys.emplace_back(snapshot_->profiles[hit.organisation].key);
    }
    return keys;
  }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }

 private:
  DrawnGraph graph_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const TextIndex> index_;
  FilterScratch filters_;
  SearchScratch scratch_;
};

TEST_CASE("names come before texts, and who holds all words before who holds one",
          "[engine][search]") {
  Search search;
  const Strings found = search.Keys("hydrogen valley");
  REQUIRE(found.size() == 4);
  CHECK(found[0] == "h1");
  CHECK(search.Keys("hydrogen").front() == "h3");  // its whole name
}

TEST_CASE("words that are found nowhere are told", "[engine][search]") {
  Search search;
  const auto notes = [&](const char* text) { return search.Ask(text)->notes; };
  CHECK(notes("hydrogen zzqxv \"valley wqqp\"") == Strings{"Found nowhere: 'zzqxv', 'wqqp'."});
  CHECK(notes("hydrogen valleys").empty());
}

TEST_CASE("who is meant by an identifier is counted once, and by the facets as well",
          "[engine][search]") {
  Search search;
  SearchQuery query;
  query.text = "ror:05a28rw58";
  query.facets = {Criterion::kKind};
  const auto answer = search.Ask(query);
  REQUIRE(answer);
  REQUIRE(answer->hits.size() == 1);
  CHECK(answer->hits[0].is_exact);
  CHECK(answer->matching == 1);
  CHECK(answer->facets.at(0).values.at(0).organisations == 1);
}

TEST_CASE("exact names and identifiers come first", "[engine][search]") {
  Search search;
  for (const char* text : {"hydrogen", "H2 cluster", "h3"}) {
    const auto answer = search.Ask(text);
    REQUIRE(answer);
    INFO(text);
    CHECK(search.snapshot().profiles[answer->hits[0].organisation].key == "h3");
    CHECK(answer->hits[0].is_exact);
  }
  CHECK(search.Keys("ror:05a28rw58").front() == "id1");
  CHECK(search.Keys("05a28rw58").front() == "id1");
  CHECK(search.Keys("hyva").front() == "h1");
}

TEST_CASE("fields, exclusions and phrases are musts", "[engine][search]") {
  Search search;
  CHECK(search.Keys("hydrogen country:PT") == Strings{"h2"});
  CHECK(search.Keys("hydrogen country:PT,DE").size() == 2);
  CHECK(search.Keys("hydrogen -country:ES -country:DE") == Strings{"h2"});
  CHECK(search.Keys("hydrogen -cluster -valley").empty());
  CHECK(search.Keys("\"hydrogen valley\"").size() == 2);  // a name, and a title of h1 and h2
  CHECK(search.Keys("\"valley hydrogen\"").empty());
  CHECK(search.Keys("hydrogen -\"hydrogen valley\" country:ES") == Strings{"h4"});
  CHECK(search.Keys("label:gold") == Strings{"h1"});
  CHECK(search.Keys("kind:network") == Strings{"h1"});
  CHECK(search.Keys("-country:ES,DE,PT") == Strings{"id1"});
}

TEST_CASE("a code's label finds its carriers beside who is called so", "[engine][search]") {
  Search search;
  const auto answer = search.Ask("Maschinenbau");
  REQUIRE(answer);
  REQUIRE(answer->hits.size() == 2);
  CHECK(answer->hits[0].codes == std::vector<uint32_t>{0});
  CHECK(answer->plan.understood.size() == 1);
  CHECK(search.Keys("hydrogen spain").front() == "h1");
}

TEST_CASE("the words of a code find those whom its filter finds", "[engine][search]") {
  const DrawnGraph graph = Draw(R"(
    a: label=gold(2015-01-01..2016-01-01)
    b: label=gold(2015-01-01..) kind=university
    c: kind=university
    label gold: name.en="Gold label"
  )");
  const auto snapshot = BuildSnapshot(graph);
  const auto index = BuildTexts(graph, *snapshot);
  FilterScratch filters;
  SearchScratch scratch;
  const auto matching = [&](std::string_view text, Date day) {
    SearchQuery query;
    query.text = text;
    query.as_of = day;
    return SearchOrganisations(*snapshot, *index, query, filters, scratch)->matching;
  };
  for (const auto& [day, holders] :
       {std::pair(MakeDate(2015, 6, 1), 2U), std::pair(MakeDate(2017, 6, 1), 1U)}) {
    CHECK(matching("gold label", day) == holders);
    CHECK(matching("label:gold", day) == holders);
  }
  CHECK(matching("universities", MakeDate(2017, 6, 1)) == 2);
  CHECK(matching("kind:university", MakeDate(2017, 6, 1)) == 2);
}

TEST_CASE("taken literally, words are as they are written", "[engine][search]") {
  Search search;
  SearchQuery query;
  query.text = "Maschinenbau hydxrogen";
  query.literal = true;
  const auto answer = search.Ask(query);
  REQUIRE(answer);
  CHECK(answer->hits.empty());
  CHECK(answer->plan.understood.empty());
}

TEST_CASE("misspelt names are found and told", "[engine][search]") {
  Search search;
  const auto answer = search.Ask("fraunhofr");
  REQUIRE(answer);
  REQUIRE(answer->hits.size() == 1);
  CHECK(answer->plan.did_you_mean == "fraunhofer");
}

TEST_CASE("words inside other words never match", "[engine][search]") {
  Search search;
  CHECK(search.Keys("drogen").empty());
  CHECK(search.Keys("ower").empty() == false);  // one letter from "power"
}

TEST_CASE("a list ends at its limit, and says how many match", "[engine][search]") {
  Search search;
  SearchQuery query;
  query.text = "hydrogen";
  query.top = 1;
  const auto answer = search.Ask(query);
  REQUIRE(answer);
  CHECK(answer->hits.size() == 1);
  CHECK(answer->hits[0].is_exact);
  CHECK(answer->hits[0].score > 0.0);
  CHECK(answer->matching == 4);
}

TEST_CASE("filters of the question are musts as well", "[engine][search]") {
  Search search;
  SearchQuery query;
  query.text = "hydrogen";
  query.filters = {{Criterion::kCountry, {ConceptOf(search.snapshot(), NodeType::kCountry, "PT")}}};
  const auto answer = search.Ask(query);
  REQUIRE(answer);
  CHECK(answer->hits.size() == 1);
  query.text = "hydrogen country:ES";
  const auto none = search.Ask(query);
  REQUIRE(none);
  CHECK(none->hits.empty());
  CHECK(none->filters.size() == 2);
}

TEST_CASE("what cannot be searched for is refused with a reason", "[engine][search]") {
  Search search;
  for (const char* text : {"", "?!", "country:Nowhere", "-country:Nowhere", "contry:PT", "\xff"}) {
    const auto answer = search.Ask(text);
    INFO(text);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::kInvalidArgument);
    CHECK_FALSE(answer.error().message.empty());
  }
  CHECK(search.Ask(std::string(2'000, 'a')).error().code == ErrorCode::kLimit);
}

}  // namespace
}  // namespace kontor
