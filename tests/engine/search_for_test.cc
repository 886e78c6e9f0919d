#include "engine/search_for.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/support.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

constexpr auto kWindyTown = R"(
  C24 -0.3-> C28
  us: name="Wind Us" country=DE sector=C28
  near: name="Wind Near" country=DE sector=C28
  far: name="Wind Far" country=FR
  seller: name="Wind Seller" country=ES sector=C24 target=DE
  other: name="Solar Other" country=DE sector=C28
  us --P1(2020-01-01)-- near
  near --P2(2020-01-01)-- seller
)";

class WindyTown {
 public:
  Result<SearchForAnswer> Ask(std::string_view text, size_t top = 20) {
    SearchQuery query;
    query.text = text;
    query.as_of = MakeDate(2021, 6, 1);
    query.top = top;
    query.facets = {Criterion::kCountry};
    return SearchFor(*snapshot_, *index_, query, Partners(), scratch_);
  }
  Result<SearchForAnswer> Ask(const SearchQuery& query, const PartnerQuery& partners) {
    return SearchFor(*snapshot_, *index_, query, partners, scratch_);
  }
  [[nodiscard]] PartnerQuery Partners() const {
    PartnerQuery query;
    query.organisation = OrganisationOf(*snapshot_, "us");
    query.as_of = MakeDate(2021, 6, 1);
    query.preset = BuiltInPresets().front();
    return query;
  }
  Strings Keys(const SearchForAnswer& answer) const {
    Strings keys;
    for (const SearchHit& hit : answer.found.hits) {
      keys.emplace_back(snapshot_->profiles[hit.organisation].key);
    }
    return keys;
  }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
  EngineScratch& scratch() { return scratch_; }

 private:
  DrawnGraph graph_ = Draw(kWindyTown);
  std::shared_ptr<const Snapshot> snapshot_ = BuildSnapshot(graph_);
  std::shared_ptr<const TextIndex> index_ = BuildTexts(graph_, *snapshot_);
  EngineScratch scratch_;
};

TEST_CASE("known partners are left out where that is asked for", "[engine][search_for]") {
  WindyTown town;
  SearchQuery query;
  query.text = "wind";
  query.as_of = MakeDate(2021, 6, 1);
  query.facets = {Criterion::kCountry};
  PartnerQuery partners = town.Partners();
  const std::string all = RankedBy(town.snapshot(), partners);
  partners.exclude_known = true;
  CHECK(RankedBy(town.snapshot(), partners) != all);
  const auto answer = town.Ask(query, partners);
  REQUIRE(answer);
  Strings keys = town.Keys(*answer);
  std::ranges::sort(keys);
  CHECK(keys == Strings{"far", "seller"});
  CHECK(answer->found.matching == 2);
  CHECK(answer->found.facets.at(0).different == 2);
}

TEST_CASE("hits come in the order and with the scores that they have as partners",
          "[engine][search_for]") {
  WindyTown town;
  const auto answer = town.Ask("wind");
  REQUIRE(answer);
  REQUIRE(answer->found.hits.size() == 3);
  REQUIRE(answer->suggestions.size() == 3);
  for (size_t i = 0; i < 3; ++i) {
    const Suggestion& suggestion = answer->suggestions[i];
    CHECK(suggestion.organisation == answer->found.hits[i].organisation);
    CHECK(suggestion.rank_by_score == i + 1);
    if (i > 0) CHECK(suggestion.score <= answer->suggestions[i - 1].score);
    const auto pair =
        ExplainPair(town.snapshot(), town.Partners(), suggestion.organisation, town.scratch());
    REQUIRE(pair);
    CHECK(pair->score == suggestion.score);
    CHECK(answer->found.hits[i].score > 0.0);  // by the text, still
  }
  CHECK(town.Keys(*answer).back() == "far");
  CHECK(answer->model == ModelName(town.Partners().preset));
}

TEST_CASE("who asks is not found, and filters and facets hold", "[engine][search_for]") {
  WindyTown town;
  const auto answer = town.Ask("wind country:DE");
  REQUIRE(answer);
  CHECK(town.Keys(*answer) == Strings{"near"});
  CHECK(answer->found.matching == 1);
  CHECK(answer->found.facets.at(0).different == 3);
  CHECK(town.Ask("wind us")->found.hits.size() == 3);
  CHECK(town.Keys(*town.Ask("wind", 1)).size() == 1);
  CHECK(town.Ask("xylophone")->suggestions.empty());
}

TEST_CASE("questions that cannot be answered are refused", "[engine][search_for][errors]") {
  WindyTown town;
  CHECK(town.Ask("").error().code == ErrorCode::kInvalidArgument);
  CHECK(town.Ask("contry:DE").error().code == ErrorCode::kInvalidArgument);
  CHECK(town.Ask("wind", Limits::max_top + 1).error().code == ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace kontor
