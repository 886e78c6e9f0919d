#include "engine/area.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "engine/search.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

constexpr auto kMappedTown = R"(
  berlin: name="Wind Berlin" country=DE city=Berlin location=52.52,13.40
  potsdam: name="Wind Potsdam" country=DE city=Potsdam location=52.39,13.06
  potsdam2: name="Sun Potsdam" country=DE city=POTSDAM location=52.41,13.04
  potsdam3: name="Moon Potsdam" country=DE city=Potsdam location=52.40,13.05
  hamburg: name="Wind Hamburg" country=DE city=Hamburg location=53.55,9.99
  paris: name="Wind Paris" country=FR city=Paris location=48.85,2.35
  abroad: name="Wind Abroad" country=US city=Potsdam location=44.67,-74.98
  fiji: name="Wind Fiji" city=Suva location=-18.14,178.44
  samoa: name="Wind Samoa" city=Apia location=-13.83,-171.77
  nowhere: name="Wind Nowhere" country=DE
)";

class MappedTown {
 public:
  Result<SearchAnswer> Ask(const SearchQuery& query) {
    return SearchOrganisations(*snapshot_, *index_, query, filters_, scratch_);
  }
  Result<SearchAnswer> Ask(std::string_view text) {
    SearchQuery query;
    query.text = text;
    query.as_of = MakeDate(2021, 6, 1);
    return Ask(query);
  }
  Strings Keys(const Result<SearchAnswer>& answer) const {
    if (!answer) return {answer.error().message};
    Strings keys;
    for (const SearchHit& hit : answer->hits) {
      keys.emplace_back(snapshot_->profiles[hit.organisation].key);
    }
    return keys;
  }
  // In the order of the alphabet.
  Strings Sorted(const Result<SearchAnswer>& answer) const {
    Strings keys = Keys(answer);
    std::ranges::sort(keys);
    return keys;
  }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }

 private:
  DrawnGraph graph_ = Draw(kMappedTown);
  std::shared_ptr<const Snapshot> snapshot_ = BuildSnapshot(graph_);
  std::shared_ptr<const TextIndex> index_ = BuildTexts(graph_, *snapshot_);
  FilterScratch filters_;
  SearchScratch scratch_;
};

TEST_CASE("hits are near a city, an organisation or a point", "[engine][area]") {
  MappedTown town;
  CHECK(town.Sorted(town.Ask("wind near:potsdam")) == Strings{"berlin", "potsdam"});
  CHECK(town.Sorted(town.Ask("wind near:Potsdam,10km")) == Strings{"potsdam"});
  CHECK(town.Sorted(town.Ask("wind near:\"Wind Hamburg\",1km")) == Strings{"hamburg"});
  CHECK(town.Sorted(town.Ask("wind near:48.9,2.3,20km")) == Strings{"paris"});
  CHECK(town.Sorted(town.Ask("wind near:48.9,2.3 near:Potsdam")).empty());
  CHECK(town.Sorted(town.Ask("near:Potsdam,5km")) == Strings{"potsdam", "potsdam2", "potsdam3"});
}

TEST_CASE("distances are told, and who cannot be placed is counted", "[engine][area]") {
  MappedTown town;
  const auto answer = town.Ask("wind near:52.39,13.06,80km");
  REQUIRE(answer);
  const Strings keys = town.Keys(answer);
  REQUIRE(keys.size() == 2);
  const size_t potsdam = keys[0] == "potsdam" ? 0 : 1;
  CHECK(answer->hits[potsdam].metres == 0U);
  CHECK(answer->hits[1 - potsdam].metres.value() / 1'000 == 27);
  CHECK(answer->notes ==
        Strings{"One organisation is left out because it is not known where it is."});
  CHECK(town.Ask("wind near:Potsdam country:FR")->notes.empty());
  CHECK_FALSE(town.Ask("wind")->hits.at(0).metres);
  CHECK(town.Ask("wind")->notes.empty());
}

TEST_CASE("a city is the middle of organisations that are near each other", "[engine][area]") {
  const DrawnGraph graph = Draw(R"(
    a: name=Bonn country=DE city=Berlin location=52.5,13.4
    b: name=B country=DE city=Bonn location=50.7,7.1
    m1: name="M One" country=DE city=München location=48.1,11.5
    m2: name="M Two" country=DE city=MUENCHEN location=48.2,11.6
    m3: name="M Three" country=DE city=Munchen location=48.15,11.55
    s1: name="S One" country=DE city=Strewn location=48.1,11.5
    s2: name="S Two" country=DE city=Strewn location=52.5,13.4
    x: name="X" country=DE city="-" location=1,1
    t1: name="T 1" country=DE city=Town location=52.5,13.4
    t2: name="T 2" country=DE city=Town
    t3: name="T 3" country=DE city=Town
    t4: name="T 4" country=DE city=Town
    t5: name="T 5" country=DE city=Town
  )");
  const auto snapshot = BuildSnapshot(graph);
  const auto circle = [&](std::string_view place) { return ReadCircle(*snapshot, place, "30"); };
  CHECK(circle("bonn")->centre.latitude < 51.0);  // not the organisation of that name
  CHECK(circle("bonn")->organisations == 1);
  CHECK(circle("a")->organisations == 0);
  CHECK(circle("Muenchen")->organisations == 3);
  CHECK(circle("Strewn").error().code == ErrorCode::kNotFound);
  CHECK(circle("Town").error().code == ErrorCode::kNotFound);  // one of five tells
  CHECK(circle("-").error().code == ErrorCode::kNotFound);
  const auto notes = [&](std::string_view place) { return NotesOf({{*circle(place)}, {}}); };
  CHECK(notes("Bonn") == Strings{"Where 'Bonn' is, only one organisation there tells: write "
                                 "latitude,longitude if that is wrong."});
  CHECK(notes("Muenchen").empty());
  CHECK(notes("a").empty());
}

TEST_CASE("the nearest come first where that is asked for", "[engine][area]") {
  MappedTown town;
  SearchQuery query;
  query.text = "wind near:Hamburg,1000km";
  query.as_of = MakeDate(2021, 6, 1);
  query.by_distance = true;
  CHECK(town.Keys(town.Ask(query)) == Strings{"hamburg", "potsdam", "berlin", "paris"});
  query.top = 2;
  query.skip = 1;
  const auto page = town.Ask(query);
  CHECK(town.Keys(page) == Strings{"potsdam", "berlin"});
  CHECK(page->hits[0].score > 0.0);
  CHECK(page->matching == 4);
  query.text = "wind";
  CHECK(town.Ask(query).error().message ==
        "an order by distance wants a place, as in near:Potsdam");
}

TEST_CASE("a box is between degrees, also across the date line", "[engine][area]") {
  MappedTown town;
  SearchQuery query;
  query.text = "wind";
  query.as_of = MakeDate(2021, 6, 1);
  query.area.box = ReadBox("52,9,54,13.1").value();
  CHECK(town.Sorted(town.Ask(query)) == Strings{"hamburg", "potsdam"});
  query.area.box = ReadBox("-20, 170, -10, -170").value();
  CHECK(town.Sorted(town.Ask(query)) == Strings{"fiji", "samoa"});
  for (const char* text :
       {"", "1,2,3", "1,2,3,4,5", "9,2,3,4", "1,2,91,4", "1,181,3,4", "a,b,c,d"}) {
    INFO(text);
    CHECK(ReadBox(text).error().code == ErrorCode::kInvalidArgument);
  }
}

TEST_CASE("facets count within the area", "[engine][area][facets]") {
  MappedTown town;
  SearchQuery query;
  query.as_of = MakeDate(2021, 6, 1);
  query.facets = {Criterion::kCountry};
  for (const char* text :
       {"wind near:Paris,1000km country:FR", "near:Paris,1000km country:FR -sun -moon"}) {
    query.text = text;
    const auto answer = town.Ask(query);
    REQUIRE(answer);
    REQUIRE(answer->facets.at(0).values.size() == 2);
    CHECK(answer->facets[0].values[0].organisations == 3);
    CHECK(answer->facets[0].values[1].chosen);
  }
}

TEST_CASE("places that are not known are refused", "[engine][area][errors]") {
  MappedTown town;
  const auto code = [&](std::string_view place, std::string_view kilometres) {
    return ReadCircle(town.snapshot(), place, kilometres).error().code;
  };
  CHECK(code("Atlantis", "") == ErrorCode::kNotFound);
  CHECK(code("Wind Nowhere", "") == ErrorCode::kNotFound);
  CHECK(code("91,0", "") == ErrorCode::kInvalidArgument);
  CHECK(ReadCircle(town.snapshot(), "Potsdam", "80")->metres == 80'000);
  CHECK(ReadCircle(town.snapshot(), "Potsdam", "80 km")->metres == 80'000);
  CHECK(ReadByDistance("nearest").error().code == ErrorCode::kInvalidArgument);
  CHECK(code("Potsdam", "0") == ErrorCode::kInvalidArgument);
  CHECK(code("Potsdam", "far") == ErrorCode::kInvalidArgument);
  CHECK(code("Potsdam", "30000") == ErrorCode::kInvalidArgument);
  CHECK(town.Ask("wind near:Atlantis").error().message.starts_with("near: "));
  CHECK(town.Ask("near:1,1 near:1,1 near:1,1 near:1,1 near:1,1").error().code == ErrorCode::kLimit);
}

}  // namespace
}  // namespace kontor
