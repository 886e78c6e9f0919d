#include "engine/partners.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

using Catch::Approx;

bool SameAnswer(const PartnerAnswer& a, const PartnerAnswer& b) {
  return a.candidates == b.candidates && a.matching == b.matching &&
         std::ranges::equal(a.suggestions, b.suggestions,
                            [](const Suggestion& x, const Suggestion& y) {
                              return x.organisation == y.organisation && x.score == y.score &&
                                     x.mutual == y.mutual && x.sources == y.sources;
                            });
}

TEST_CASE("a list is in the order of its scores where no diversity is asked for",
          "[engine][partners]") {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    auto query = Ask(*snapshot, "o2");
    query.diversity = 0.0;
    const auto answer = Answer(*snapshot, query);
    CHECK(std::ranges::is_sorted(answer.suggestions, std::greater(), &Suggestion::score));
  }
}

TEST_CASE("the order of import does not change an answer", "[engine][partners]") {
  for (uint32_t seed = 0; seed < 5; ++seed) {
    DrawnGraph graph = Draw(RandomDrawing(seed));
    const auto snapshot = BuildSnapshot(graph);
    const auto ask = [](const Snapshot& drawn) {
      auto query = Ask(drawn, "o1");
      query.top = 10;
      query.diversity = 0.3;
      query.newcomer_share = 0.4;
      query.caps.country = 4;
      query.pinned = {OrganisationOf(drawn, "o9")};
      return Answer(drawn, query);
    };
    const auto answer = ask(*snapshot);
    std::mt19937 random(seed);
    std::ranges::shuffle(graph.nodes, random);
    std::ranges::shuffle(graph.edges, random);
    const auto shuffled = BuildSnapshot(graph);
    CHECK(SameAnswer(answer, ask(*shuffled)));
  }
}

TEST_CASE("many threads on one snapshot give the answer of one", "[engine][partners]") {
  const auto snapshot = DrawSnapshot(RandomDrawing(42));
  const auto query = Ask(*snapshot, "o1");
  const auto expected = Answer(*snapshot, query);
  std::vector<int> same(8, 0);
  {
    std::vector<std::jthread> threads;
    for (int& ok : same) {
      threads.emplace_back([&] {
        EngineScratch scratch;
        for (int i = 0; i < 20; ++i) {
          ok += SameAnswer(expected, FindPartners(*snapshot, query, scratch).value()) ? 1 : 0;
        }
      });
    }
  }
  CHECK(std::ranges::count(same, 20) == 8);
}

TEST_CASE("whoever is pinned passes every filter and is scored like anyone", "[engine][partners]") {
  for (const char* preset : {"balanced", "history"}) {
    for (uint32_t seed = 0; seed < 10; ++seed) {
      const auto snapshot = DrawSnapshot(RandomDrawing(seed));
      auto query = Ask(*snapshot, "o3", preset);
      query.top = 5;
      query.exclude_known = true;
      query.filters = {{Criterion::kCountry, {ConceptOf(*snapshot, NodeType::kCountry, "DE")}}};
      for (const char* key : {"o7", "o1", "o20"}) {
        query.pinned.push_back(OrganisationOf(*snapshot, key));
      }
      const auto answer = Answer(*snapshot, query);
      REQUIRE(answer.suggestions.size() >= 3);
      EngineScratch scratch;
      for (size_t i = 0; i < answer.suggestions.size(); ++i) {
        const Suggestion& suggestion = answer.suggestions[i];
        CHECK((suggestion.placed_by == PlacedBy::kPin) == (i < 3));
        if (i < 3) CHECK(suggestion.organisation == query.pinned[i]);
        CHECK(suggestion.score ==
              ExplainPair(*snapshot, query, suggestion.organisation, scratch).value().score);
        for (const Suggestion& other : answer.suggestions) {
          if (other.score > suggestion.score) {
            CHECK(other.rank_by_score < suggestion.rank_by_score);
          }
        }
      }
    }
  }
}

TEST_CASE("whoever cannot be pinned is told", "[engine][partners]") {
  const auto snapshot = DrawSnapshot(kTown);
  EngineScratch scratch;
  const auto complaint = [&](std::vector<NodeIndex> pinned) {
    auto query = Ask(*snapshot, "us");
    query.top = 2;
    query.excluded = {OrganisationOf(*snapshot, "friend")};
    query.pinned = std::move(pinned);
    return FindPartners(*snapshot, query, scratch).error().message;
  };
  const NodeIndex twin = OrganisationOf(*snapshot, "twin");
  CHECK(complaint({OrganisationOf(*snapshot, "friend")}) == "'friend' is both pinned and excluded");
  CHECK(complaint({OrganisationOf(*snapshot, "us")}).contains("not its own partner"));
  CHECK(complaint({twin, twin}) == "'twin' is pinned twice");
  CHECK(complaint({twin, twin, twin}) == "3 organisations are pinned, but top is 2");
  CHECK(complaint({99}) == "no such organisation");
}

TEST_CASE("numbers out of range are refused", "[engine][partners]") {
  const auto snapshot = DrawSnapshot(kTown);
  EngineScratch scratch;
  auto query = Ask(*snapshot, "us");
  query.top = 0;
  CHECK(FindPartners(*snapshot, query, scratch).error().code == ErrorCode::kInvalidArgument);
  query.top = 1'001;
  CHECK(FindPartners(*snapshot, query, scratch).error().code == ErrorCode::kInvalidArgument);
  query.top = 5;
  query.diversity = 1.5;
  CHECK(FindPartners(*snapshot, query, scratch).error().code == ErrorCode::kInvalidArgument);
  query.diversity = 0.5;
  query.newcomer_share = 1.5;
  CHECK(FindPartners(*snapshot, query, scratch).error().code == ErrorCode::kInvalidArgument);
  query.newcomer_share = 0.5;
  query.organisation = 99;
  CHECK(FindPartners(*snapshot, query, scratch).error().code == ErrorCode::kNotFound);
}

TEST_CASE("complementary puts a supplier above a twin, similar the other way round",
          "[engine][preset]") {
  const auto snapshot = DrawSnapshot(R"(
    C24 -0.3-> C28
    us: sector=C28
    twin: sector=C28
    supplier: sector=C24
    other: sector=A01
  )");
  CHECK(Keys(*snapshot, Answer(*snapshot, Ask(*snapshot, "us", "complementary"))).front() ==
        "supplier");
  CHECK(Keys(*snapshot, Answer(*snapshot, Ask(*snapshot, "us", "similar"))).front() == "twin");
}

TEST_CASE("internationalise puts a partner abroad first, newcomers ignores the network",
          "[engine][preset]") {
  const auto snapshot = DrawSnapshot(kTown);
  CHECK(Keys(*snapshot, Answer(*snapshot, Ask(*snapshot, "us", "internationalise"))).front() ==
        "supplier");
  for (const Suggestion& one : Answer(*snapshot, Ask(*snapshot, "us", "newcomers")).suggestions) {
    CHECK(one.reach == 0.0);
  }
}

TEST_CASE("an explanation has the same numbers as the list, and the other side mirrors it",
          "[engine][explain]") {
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    const auto query = Ask(*snapshot, "o3");
    EngineScratch scratch;
    for (const Suggestion& suggestion : Answer(*snapshot, query).suggestions) {
      const auto alone = ExplainPair(*snapshot, query, suggestion.organisation, scratch).value();
      CHECK(alone.score == suggestion.score);
      CHECK(alone.reverse_score == suggestion.reverse_score);
      auto turned = query;
      turned.organisation = suggestion.organisation;
      const auto other = ExplainPair(*snapshot, turned, query.organisation, scratch).value();
      CHECK(other.score == Approx(suggestion.reverse_score).epsilon(0.02));
    }
  }
}

}  // namespace
}  // namespace kontor
