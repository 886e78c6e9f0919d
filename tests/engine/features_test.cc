#include "engine/features.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "engine/common_ground.h"
#include "tests/engine/support.h"

namespace kontor {
namespace {

using Catch::Approx;
using Kind = Fact::Kind;

Pair PairOf(const Snapshot& snapshot, std::string_view us, std::string_view them) {
  const NodeIndex a = OrganisationOf(snapshot, us);
  const NodeIndex b = OrganisationOf(snapshot, them);
  const auto walk = ExactWalk(snapshot.graph, snapshot.strengths, a, WalkOptions{}.restart, 1e-12);
  NeighbourhoodScratch scratch;
  CommonGroundScratch common;
  const Neighbourhood neighbourhood(snapshot.graph, a, scratch);
  return {snapshot,
          ParseDate(kToday).value(),
          a,
          b,
          {ThemeCosine(snapshot.themes, a, b), walk[b], {}},
          FindCommonGround(snapshot, a, neighbourhood, {&b, 1}, false, common)[0].common_partners};
}

double Shares(const std::vector<Fact>& facts) {
  return std::accumulate(facts.begin(), facts.end(), 0.0,
                         [](double sum, const Fact& fact) { return sum + fact.share; });
}

TEST_CASE("a shared sector is a theme, and a shared narrower one a stronger theme",
          "[engine][theme]") {
  const auto snapshot = DrawSnapshot(R"(
    a: sector=C28.1
    twin: sector=C28.1
    cousin: sector=C28.2
    stranger: sector=A01
    other: sector=A01
  )");
  const double twin = ThemeValue(PairOf(*snapshot, "a", "twin"));
  const double cousin = ThemeValue(PairOf(*snapshot, "a", "cousin"));
  CHECK(twin == Approx(1.0));
  CHECK(cousin > 0.0);
  CHECK(cousin < twin);
  CHECK(ThemeValue(PairOf(*snapshot, "a", "stranger")) == 0.0);
  const auto facts = ThemeFacts(PairOf(*snapshot, "a", "twin"));
  REQUIRE_FALSE(facts.empty());
  CHECK(snapshot->concepts.code(facts.front().concept_index) == "C28.1");
  CHECK(Shares(facts) == Approx(1.0));
}

TEST_CASE("theme is the same from both sides", "[engine][theme]") {
  const auto snapshot = DrawSnapshot(R"(
    a: sector=C28 technology=photonics
    b: sector=C28 ecosystem=digital
    c: technology=photonics ecosystem=digital
  )");
  for (const auto& [x, y] : {std::pair("a", "b"), std::pair("a", "c"), std::pair("b", "c")}) {
    CHECK(ThemeValue(PairOf(*snapshot, x, y)) == ThemeValue(PairOf(*snapshot, y, x)));
  }
}

TEST_CASE("complementarity is linkage / (linkage + 0.1), in both directions of supply",
          "[engine][complementarity]") {
  const auto snapshot = DrawSnapshot(R"(
    maker: sector=C28
    steel: sector=C24
    twin: sector=C28
    C24 -0.3-> C28
  )");
  CHECK(ComplementarityValue(PairOf(*snapshot, "maker", "steel")) == Approx(0.75));
  CHECK(ComplementarityValue(PairOf(*snapshot, "steel", "maker")) == Approx(0.75));
  CHECK(ComplementarityValue(PairOf(*snapshot, "maker", "twin")) == 0.0);
  const auto supplier = ComplementarityFacts(PairOf(*snapshot, "maker", "steel"));
  REQUIRE(supplier.size() == 1);
  CHECK(supplier[0].kind == Kind::kSupplies);
  CHECK(supplier[0].share == Approx(1.0));
  CHECK(ComplementarityFacts(PairOf(*snapshot, "steel", "maker"))[0].kind == Kind::kBuys);
}

TEST_CASE("a stage of our chain that we lack is complementary, one that we share is not",
          "[engine][complementarity]") {
  const auto snapshot = DrawSnapshot(R"(
    stage wind/blades = 2 of wind
    stage wind/towers = 3 of wind
    stage car/engines = 1 of car
    a: stage=wind/blades
    b: stage=wind/towers
    c: stage=wind/blades
    d: stage=car/engines
  )");
  CHECK(ComplementarityValue(PairOf(*snapshot, "a", "b")) == Approx(0.5));
  CHECK(ComplementarityValue(PairOf(*snapshot, "a", "c")) == 0.0);
  CHECK(ComplementarityValue(PairOf(*snapshot, "a", "d")) == 0.0);
  CHECK(ComplementarityFacts(PairOf(*snapshot, "a", "b"))[0].kind == Kind::kMissingStage);
}

TEST_CASE("network is probability / (probability + 0.002)", "[engine][network]") {
  const auto snapshot = DrawSnapshot(R"(
    a --P1(2020-01-01)-- b
    b --P2(2020-01-01)-- c
    d
  )");
  const Pair pair = PairOf(*snapshot, "a", "b");
  CHECK(NetworkValue(pair) == Approx(pair.near.probability / (pair.near.probability + 0.002)));
  CHECK(NetworkValue(PairOf(*snapshot, "a", "d")) == 0.0);
  CHECK(NetworkFacts(PairOf(*snapshot, "a", "d")).empty());
}

TEST_CASE("network tells of joint partnerships, then of common partners", "[engine][network]") {
  const auto snapshot = DrawSnapshot(R"(
    a --P1(2015-01-01)-- b
    a --P2(2019-01-01)-- b c
    c --P3(2020-01-01)-- d
    d --P4(2020-01-01)-- e
  )");
  const auto joint = NetworkFacts(PairOf(*snapshot, "a", "b"));
  REQUIRE(joint.size() == 2);
  CHECK(joint[0].kind == Kind::kJointPartnerships);
  CHECK(joint[0].count == 2);
  CHECK(joint[0].text == "P2");
  CHECK(joint[1].kind == Kind::kCommonPartners);
  CHECK(joint[1].count == 1);
  CHECK(Shares(joint) == Approx(1.0));
  const auto common = NetworkFacts(PairOf(*snapshot, "a", "d"));
  REQUIRE(common.size() == 1);
  CHECK(common[0].kind == Kind::kCommonPartners);
  const auto far = NetworkFacts(PairOf(*snapshot, "a", "e"));
  REQUIRE(far.size() == 1);
  CHECK(far[0].kind == Kind::kReachedByWalk);
}

TEST_CASE("looking for each other's country counts from both sides, home counts nothing",
          "[engine][internationalisation]") {
  const auto snapshot = DrawSnapshot(R"(
    a: country=DE target=ES
    b: country=ES target=DE
    c: country=ES
    d: country=DE target=DE
    e: country=FR target=DE
    nowhere
  )");
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "b")) == Approx(1.0));
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "c")) == Approx(0.6));
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "e")) == Approx(0.6));
  CHECK(InternationalisationValue(PairOf(*snapshot, "c", "e")) == Approx(0.2));
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "d")) == 0.0);
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "nowhere")) == 0.0);
  const auto facts = InternationalisationFacts(PairOf(*snapshot, "a", "b"));
  CHECK(facts.size() == 3);
  CHECK(Shares(facts) == Approx(1.0));
}

TEST_CASE("a label counts only while it is valid", "[engine][excellence]") {
  const auto snapshot = DrawSnapshot(R"(
    label gold: rank=3
    valid: label=gold(2020-01-01..2022-01-01)
    expired: label=gold(2017-01-01..2019-01-01)
    future: label=gold(2022-01-01..2024-01-01)
    none
  )");
  const double base = ExcellenceValue(PairOf(*snapshot, "none", "expired"));
  const double future = ExcellenceValue(PairOf(*snapshot, "none", "future"));
  const double valid = ExcellenceValue(PairOf(*snapshot, "none", "valid"));
  CHECK(valid > base + 0.1);
  CHECK(future == Approx(base));
  const auto facts = ExcellenceFacts(PairOf(*snapshot, "none", "valid"));
  CHECK(facts.front().kind == Kind::kHoldsLabel);
  CHECK(Shares(facts) == Approx(1.0));
}

TEST_CASE("experience grows with partnerships, coordination and recency", "[engine][experience]") {
  const auto snapshot = DrawSnapshot(R"(
    us
    leader* --P1(2020-01-01)-- member
    leader* --P2(2020-01-01)-- old
    old --P3(2005-01-01)-- veteran
    fresh --P4(2020-01-01)-- .
  )");
  const auto value = [&](const char* key) { return ExperienceValue(PairOf(*snapshot, "us", key)); };
  CHECK(value("us") == 0.0);
  CHECK(value("leader") == Approx(0.5 * 2 / 7.0 + 0.2 * 2 / 4.0 + 0.3));
  CHECK(value("member") == Approx(0.5 * 1 / 6.0 + 0.3));
  CHECK(value("veteran") < value("fresh"));
  const auto facts = ExperienceFacts(PairOf(*snapshot, "us", "leader"));
  CHECK(facts.size() == 3);
  CHECK(Shares(facts) == Approx(1.0));
}

}  // namespace
}  // namespace kontor
