#include "engine/candidates.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "engine/features.h"
#include "engine/filter_words.h"
#include "tests/engine/support.h"

namespace kontor {
namespace {

const std::vector<FilterWords> kInTwoCountries = {{Criterion::kCountry, {"DE", "PL"}}};

using Catch::Approx;

TEST_CASE("an organisation of which nothing is known still gets the experienced ones",
          "[engine][candidates]") {
  const auto snapshot = DrawSnapshot(R"(
    nobody
    b --P1(2018-01-01)-- c d
    b --P2(2018-01-01)-- c
  )");
  const auto answer = Answer(*snapshot, Ask(*snapshot, "nobody"));
  REQUIRE(answer.suggestions.size() == 3);
  CHECK(answer.suggestions[0].sources == static_cast<uint8_t>(CandidateSource::kExperienced));
  CHECK(Keys(*snapshot, answer).back() == "d");
}

TEST_CASE("whose offer may meet our need is a candidate, whose need is the same is none",
          "[engine][candidates]") {
  const auto snapshot = DrawSnapshot(R"(
    us needs n1: technology=photonics deadline=2021-12-31
    us needs n2: stage=wind/towers deadline=2021-05-31
    giver offers o1: technology=photonics
    like needs n3: technology=photonics
    late offers o2: stage=wind/towers
    b --P1(2018-01-01)-- c
  )");
  const auto answer = Answer(*snapshot, Ask(*snapshot, "us"));
  REQUIRE_FALSE(answer.suggestions.empty());
  for (const Suggestion& one : answer.suggestions) {
    const bool found = (one.sources & static_cast<uint8_t>(CandidateSource::kOffers)) != 0;
    CHECK(found == (snapshot->profiles[one.organisation].key == "giver"));
  }
  CHECK(Name(CandidateSource::kOffers) == "offers");
}

TEST_CASE("a pinned candidate is measured like others, whatever the filter",
          "[engine][candidates]") {
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    auto query = Ask(*snapshot, "o0");
    EngineScratch scratch;
    const auto find = [&](NodeIndex organisation) {
      const FilterCheck filters(*snapshot, query, scratch.filters);
      const auto found = FindCandidates(*snapshot, query, filters, scratch);
      CHECK(std::ranges::is_sorted(found, {}, &Candidate::organisation));
      const auto one = std::ranges::find(found, organisation, &Candidate::organisation);
      REQUIRE(one != found.end());
      return *one;
    };
    for (NodeIndex pinned = 0; pinned < snapshot->profiles.size(); ++pinned) {
      if (pinned == query.organisation) continue;
      query.pinned = {pinned};
      query.filters = {};
      const Candidate free = find(pinned);
      query.filters = ReadFilters(*snapshot, kInTwoCountries).value();
      const Candidate filtered = find(pinned);
      CHECK(filtered.near.cosine == free.near.cosine);
      CHECK(filtered.near.probability == free.near.probability);
    }
  }
}

TEST_CASE("sums of themes are cosines, of the filter's countries only", "[engine][candidates]") {
  SparseArray<double> sums;
  FilterScratch filter_scratch;
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    const ThemeTable& themes = snapshot->themes;
    auto query = Ask(*snapshot, "o0");
    if (seed % 2 == 1) query.filters = ReadFilters(*snapshot, kInTwoCountries).value();
    const FilterCheck filters(*snapshot, query, filter_scratch);
    for (NodeIndex x = 0; x < snapshot->profiles.size(); ++x) {
      SumThemes(*snapshot, x, filters, sums);
      for (NodeIndex y = 0; y < snapshot->profiles.size(); ++y) {
        const bool there = filters.countries().empty() ||
                           std::ranges::find(filters.countries(), snapshot->profiles[y].country) !=
                               filters.countries().end();
        CHECK(sums[y] == Approx(there ? ThemeCosine(themes, x, y) : 0.0));
      }
      sums.Clear();
    }
    for (ThemeIndex theme = 0; theme < themes.size(); ++theme) {
      size_t carriers = 0;
      for (const char* code : {"DE", "ES", "FR", "PL"}) {
        const ConceptIndex country = snapshot->concepts.Find(NodeType::kCountry, code);
        for (const ThemeCarrier& carrier : themes.Carriers(theme, country)) {
          CHECK(snapshot->profiles[carrier.organisation].country == country);
          ++carriers;
        }
      }
      CHECK(carriers == themes.Carriers(theme).size());
    }
  }
}

}  // namespace
}  // namespace kontor
