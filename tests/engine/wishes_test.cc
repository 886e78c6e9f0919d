#include "engine/wishes.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "engine/search.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

constexpr auto kWishfulTown = R"(
  a: name="Wind Alpha" country=DE sector=C28
  b: name="Wind Beta" country=PT label=gold
  c: name="Wind Gamma" country=PT sector=C28
  d: name="Sun" country=PT sector=C28 label=gold
  country ES: name.en=Spain
)";

class WishfulTown {
 public:
  Result<SearchAnswer> Ask(std::string_view text, std::vector<Wish> wishes = {}) {
    SearchQuery query;
    query.text = text;
    query.as_of = MakeDate(2021, 6, 1);
    query.wishes = std::move(wishes);
    return SearchOrganisations(*snapshot_, *index_, query, filters_, scratch_);
  }
  Strings Keys(std::string_view text) {
    const auto answer = Ask(text);
    REQUIRE(answer);
    Strings keys;
    for (const SearchHit& hit : answer->hits) {
      keys.emplace_back(snapshot_->profiles[hit.organisation].key);
    }
    return keys;
  }
  Result<std::vector<Wish>> Read(std::string_view text) const {
    return ReadWishes(*snapshot_, Wish::Strength::kShould, text);
  }

 private:
  DrawnGraph graph_ = Draw(kWishfulTown);
  std::shared_ptr<const Snapshot> snapshot_ = BuildSnapshot(graph_);
  std::shared_ptr<const TextIndex> index_ = BuildTexts(graph_, *snapshot_);
  FilterScratch filters_;
  SearchScratch scratch_;
};

TEST_CASE("who meets more wishes comes sooner, and nobody is left out", "[engine][wishes]") {
  WishfulTown town;
  CHECK(town.Keys("wind").size() == 3);
  CHECK(town.Keys("wind ?country:PT").back() == "a");
  CHECK(town.Keys("wind ?country:PT ?sector:C28").front() == "c");
  CHECK(town.Keys("wind ?sector:C28 ~label:gold").back() == "b");
  CHECK(town.Keys("wind ~sector:C28 ?label:gold").front() == "b");
}

TEST_CASE("each hit says which wishes it meets", "[engine][wishes]") {
  WishfulTown town;
  const auto answer = town.Ask("wind ?country:PT,ES ~label:gold");
  REQUIRE(answer);
  REQUIRE(answer->wishes.size() == 2);
  CHECK(answer->wishes[0].text == "country:PT,ES");
  CHECK(Name(answer->wishes[0].strength) == "should");
  CHECK(Name(answer->wishes[1].strength) == "nice");
  CHECK(answer->hits[0].met == std::vector<uint32_t>{0, 1});
  CHECK(answer->hits[1].met == std::vector<uint32_t>{0});
  CHECK(answer->hits[2].met.empty());
  const double unmet = answer->hits[2].score;
  CHECK(answer->hits[0].score == 2.0 * unmet);
  CHECK(std::abs(answer->hits[1].score - unmet * (1.0 + 2.0 / 3.0)) < 1e-12);
}

TEST_CASE("wishes alone find all, in their order", "[engine][wishes]") {
  WishfulTown town;
  const Strings all = town.Keys("?country:PT ~label:gold ~sector:C28");
  REQUIRE(all.size() == 4);
  CHECK(all.front() == "d");
  CHECK(all.back() == "a");
  CHECK(town.Keys("?country:PT sector:C28 -label:gold") == Strings{"c", "a"});
}

TEST_CASE("wishes may stand beside the text", "[engine][wishes]") {
  WishfulTown town;
  auto wishes = town.Read("country:PT label:gold");
  REQUIRE(wishes);
  CHECK(wishes->size() == 2);
  const auto answer = town.Ask("wind ~sector:C28", *wishes);
  REQUIRE(answer);
  CHECK(answer->wishes.size() == 3);
  CHECK(answer->hits[0].met == std::vector<uint32_t>{0, 1});
}

TEST_CASE("what is no wish is refused", "[engine][wishes][errors]") {
  WishfulTown town;
  for (const char* text :
       {"portugal", "country:PT -label:gold", "\"green\"", "?country:PT", "country:PT -solar"}) {
    INFO(text);
    CHECK(town.Read(text).error().code == ErrorCode::kInvalidArgument);
  }
  CHECK(town.Read("country:XX").error().message.find("not a known country") != std::string::npos);
  CHECK(town.Ask("wind ?country:XX").error().code == ErrorCode::kInvalidArgument);
  CHECK(town.Ask("wind ?contry:PT").error().code == ErrorCode::kInvalidArgument);
  CHECK(town.Read("")->empty());
  std::string many;
  for (size_t i = 0; i <= kMostWishes; ++i) many += "country:PT ";
  CHECK(town.Ask("~label:gold", town.Read(many.substr(11)).value()).error().code ==
        ErrorCode::kLimit);
}

}  // namespace
}  // namespace kontor
