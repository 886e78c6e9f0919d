#include "engine/partners.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <thread>

#include "engine/candidates.h"
#include "engine/score.h"
#include "tests/engine/support.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr auto kTown = R"(
  C24 -0.3-> C28
  us: country=DE sector=C28 target=ES
  twin: country=DE sector=C28
  supplier: country=ES sector=C24 target=DE
  stranger: country=FR sector=A01
  label gold: rank=3
  stranger: label=gold
  us --P1(2018-01-01)-- twin friend
  friend --P2(2020-01-01)-- stranger
)";

// A network with all kinds of ties, drawn at random.
std::string RandomDrawing(uint32_t seed) {
  std::mt19937 random(seed);
  const auto pick = [&random](uint32_t n) { return random() % n; };
  const std::array countries = {"DE", "FR", "ES", "PL"};
  const std::array sectors = {"C28", "C28.1", "C24", "A01", "J62"};
  std::string text = "C24 -0.2-> C28\nA01 -0.1-> C24\nlabel gold: rank=3\n";
  text += "stage wind/blades = 1 of wind\nstage wind/towers = 2 of wind\n";
  for (int i = 0; i < 30; ++i) {
    text += "o" + std::to_string(i) + ": country=" + countries[pick(4)] +
            " sector=" + sectors[pick(5)] + "*0." + std::to_string(1 + pick(9)) +
            " target=" + countries[pick(4)];
    if (pick(2) == 0) text += std::string(" stage=wind/") + (pick(2) == 0 ? "blades" : "towers");
    if (pick(4) == 0) text += " label=gold";
    text += "\n";
  }
  for (int p = 0; p < 25; ++p) {
    text += "o" + std::to_string(pick(30)) + "* --P" + std::to_string(p) + "(20" +
            std::to_string(10 + pick(10)) + "-01-01)--";
    for (uint32_t n = 0; n < 1 + pick(4); ++n) text += " o" + std::to_string(pick(30));
    text += "\n";
  }
  return text;
}

bool SameAnswer(const PartnerAnswer& a, const PartnerAnswer& b) {
  return a.candidates == b.candidates && a.matching == b.matching &&
         std::ranges::equal(a.suggestions, b.suggestions,
                            [](const Suggestion& x, const Suggestion& y) {
                              return x.organisation == y.organisation && x.score == y.score &&
                                     x.mutual == y.mutual && x.sources == y.sources;
                            });
}

TEST_CASE("contributions sum to the score, which is fit plus reach", "[engine][score]") {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    for (const Preset& preset : BuiltInPresets()) {
      auto query = Ask(*snapshot, "o1", preset.name);
      const auto answer = Answer(*snapshot, query);
      REQUIRE_FALSE(answer.suggestions.empty());
      for (const Suggestion& suggestion : answer.suggestions) {
        double sum = 0.0;
        for (const Contribution& part : suggestion.contributions) {
          CHECK((part.value >= 0.0 && part.value <= 1.0));
          CHECK(part.points == 100.0 * part.weight * part.value);
          sum += part.points;
        }
        CHECK(suggestion.score == sum);
        CHECK(suggestion.fit + suggestion.reach == Approx(suggestion.score));
        CHECK(suggestion.mutual <= std::max(suggestion.score, suggestion.reverse_score) + 1e-9);
      }
    }
  }
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

TEST_CASE("the order of import does not change an answer", "[engine][partners]") {
  for (uint32_t seed = 0; seed < 5; ++seed) {
    DrawnGraph graph = Draw(RandomDrawing(seed));
    const auto snapshot = BuildSnapshot(graph);
    const auto answer = Answer(*snapshot, Ask(*snapshot, "o1"));
    std::mt19937 random(seed);
    std::ranges::shuffle(graph.nodes, random);
    std::ranges::shuffle(graph.edges, random);
    const auto shuffled = BuildSnapshot(graph);
    CHECK(SameAnswer(answer, Answer(*shuffled, Ask(*shuffled, "o1"))));
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
}

TEST_CASE("top and diversity out of range are refused", "[engine][partners]") {
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
  query.organisation = 99;
  CHECK(FindPartners(*snapshot, query, scratch).error().code == ErrorCode::kNotFound);
}

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

TEST_CASE("diversity mixes countries at a price in score", "[engine][rerank]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28 technology=photonics
    a: country=FR sector=C28 technology=photonics
    b: country=FR sector=C28 technology=photonics
    c: country=ES sector=C28 ecosystem=digital
    d: country=PL sector=A01
  )");
  auto query = Ask(*snapshot, "us", "similar");
  query.top = 2;
  query.diversity = 0.0;
  CHECK(Keys(*snapshot, Answer(*snapshot, query)) == std::vector<std::string>{"a", "b"});
  query.diversity = 0.7;
  CHECK(Keys(*snapshot, Answer(*snapshot, query)).back() == "c");
}

TEST_CASE("evidence is the shortest path through the newest partnerships", "[engine][path]") {
  const auto snapshot = DrawSnapshot(R"(
    a --P1(2015-01-01)-- b
    a --P2(2019-01-01)-- b
    b --P3(2018-01-01)-- c
    a --P4(2010-01-01)-- x
    x --P5(2020-01-01)-- c
    c --P6(2018-01-01)-- d
    lonely
  )");
  const auto query = Ask(*snapshot, "a");
  EngineScratch scratch;
  const auto path = [&](const char* to) {
    std::string text;
    const auto suggestion =
        ExplainPair(*snapshot, query, OrganisationOf(*snapshot, to), scratch).value();
    for (const PathStep& step : suggestion.path) {
      text += snapshot->profiles[step.from].key + "-" +
              snapshot->profiles.Partnership(step.partnership).key + "-" +
              snapshot->profiles[step.to].key + " ";
    }
    return text;
  };
  CHECK(path("b") == "a-P2-b ");
  CHECK(path("c") == "a-P2-b b-P3-c ");
  CHECK(path("lonely").empty());
  const auto far =
      ExplainPair(*snapshot, query, OrganisationOf(*snapshot, "d"), scratch).value().path;
  REQUIRE(far.size() == 3);
  CHECK(far.front().from == query.organisation);
  CHECK(far.back().to == OrganisationOf(*snapshot, "d"));
}

TEST_CASE("reasons are sentences, the strongest first, for both sides", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(R"(
    C24 -0.3-> C28
    sector C28: name.en=Machinery
    sector C24: name.en="Basic metals"
    country DE: name.en=Germany
    country ES: name.en=Spain
    us: country=DE sector=C28 target=ES
    them: country=ES sector=C24
    us --P1(2018-01-01)-- them
  )");
  const auto query = Ask(*snapshot, "us", "complementary");
  EngineScratch scratch;
  const auto suggestion =
      ExplainPair(*snapshot, query, OrganisationOf(*snapshot, "them"), scratch).value();
  const auto reasons = Reasons(*snapshot, suggestion, 10);
  REQUIRE(reasons.size() >= 4);
  CHECK(reasons[0] == "Their sector, Basic metals (C24), supplies yours, Machinery (C28).");
  CHECK(std::ranges::find(reasons, "You look for partners in their country, Spain.") !=
        reasons.end());
  CHECK(std::ranges::find(reasons, "You have worked together in 1 partnership: P1 (2018).") !=
        reasons.end());
  const auto theirs = ReverseReasons(*snapshot, suggestion, 10);
  CHECK(theirs[0] == "Your sector, Machinery (C28), buys from theirs, Basic metals (C24).");
  CHECK(std::ranges::find(theirs, "They look for partners in your country, Spain.") ==
        theirs.end());
  CHECK(Reasons(*snapshot, suggestion, 2).size() == 2);
}

TEST_CASE("an organisation is found by id or name, or the candidates are listed",
          "[engine][resolve]") {
  const auto snapshot = DrawSnapshot(R"(
    org:1: name="Alpha Cluster" country=DE
    org:2: name="Beta Cluster" country=FR
    org:3: name="Beta Cluster" country=ES
  )");
  CHECK(ResolveOrganisation(*snapshot, "org:1").value() == OrganisationOf(*snapshot, "org:1"));
  CHECK(ResolveOrganisation(*snapshot, "ALPHA  cluster").value() ==
        OrganisationOf(*snapshot, "org:1"));
  const auto ambiguous = ResolveOrganisation(*snapshot, "beta cluster");
  REQUIRE_FALSE(ambiguous);
  CHECK(ambiguous.error().code == ErrorCode::kAmbiguous);
  CHECK(ambiguous.error().message.find("org:2 (Beta Cluster, FR)") != std::string::npos);
  CHECK(ambiguous.error().message.find("org:3 (Beta Cluster, ES)") != std::string::npos);
  const auto similar = ResolveOrganisation(*snapshot, "Alph");
  REQUIRE_FALSE(similar);
  CHECK(similar.error().code == ErrorCode::kNotFound);
  CHECK(similar.error().message.find("org:1") != std::string::npos);
  CHECK(ResolveOrganisation(*snapshot, "").error().code == ErrorCode::kInvalidArgument);
  CHECK(ResolveOrganisation(*snapshot, std::string(5'000, 'x')).error().code ==
        ErrorCode::kInvalidArgument);
  const auto empty = DrawSnapshot("");
  CHECK(ResolveOrganisation(*empty, "x").error().message.find("import") != std::string::npos);
}

}  // namespace
}  // namespace kontor
