#include "engine/features.h"

#include <algorithm>
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
  const auto walk = ExactWalk(snapshot.graph, snapshot.strengths, a, kRestart, 1e-12);
  NeighbourhoodScratch scratch;
  CommonGroundScratch common;
  const Neighbourhood neighbourhood(snapshot.graph, a, scratch);
  return {snapshot,
          ParseDate(kToday).value(),
          a,
          b,
          {ThemeCosine(snapshot.themes, a, b), walk[b], {}},
          FindCommonGround(snapshot, neighbourhood, {&b, 1}, false, common)[0].common_partners};
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

TEST_CASE("related variety is greatest halfway between twins and strangers",
          "[engine][complementarity]") {
  const auto snapshot = DrawSnapshot(R"(
    a: sector=C28.1
    twin: sector=C28.1
    cousin: sector=C28.2
    half: sector=C28.1 sector=A01
    part: sector=C28.1 sector=C28.2 sector=C28.3*0.5
    stranger: sector=A01
    vague: sector=C
  )");
  const auto value = [&](const char* us, const char* them) {
    return ComplementarityValue(PairOf(*snapshot, us, them));
  };
  CHECK(value("a", "twin") == 0.0);
  CHECK(value("a", "stranger") == 0.0);
  CHECK(value("a", "vague") == 0.0);
  CHECK(value("vague", "a") == 0.0);
  CHECK(value("a", "cousin") == Approx(0.5));
  CHECK(value("a", "half") == Approx(0.5));
  // Divisions 1, codes 1 / 2.5: 4 * 0.7 * 0.3 / 2
  CHECK(value("a", "part") == Approx(0.42));
  CHECK(value("part", "a") == Approx(0.42));
  const auto code = [&](ConceptIndex concept_index) {
    return std::string(snapshot->concepts.code(concept_index));
  };
  const auto facts = ComplementarityFacts(PairOf(*snapshot, "a", "part"));
  REQUIRE(facts.size() == 1);
  CHECK(facts[0].kind == Kind::kRelatedSectors);
  CHECK(facts[0].share == Approx(1.0));
  CHECK(code(facts[0].other) == "C28");
  CHECK(code(facts[0].concept_index) == "C28.2");
  CHECK(code(ComplementarityFacts(PairOf(*snapshot, "a", "half"))[0].concept_index) == "A01");
  CHECK(ComplementarityFacts(PairOf(*snapshot, "part", "a"))[0].kind == Kind::kPartlyRelated);
}

TEST_CASE("one that states the common sector itself is related by nothing else",
          "[engine][complementarity]") {
  const auto snapshot = DrawSnapshot(R"(
    us: sector=C28.1
    them: sector=C28
  )");
  const auto facts = ComplementarityFacts(PairOf(*snapshot, "us", "them"));
  REQUIRE(facts.size() == 1);
  CHECK(facts[0].kind == Kind::kPartlyRelated);
}

TEST_CASE("an offer that meets our need counts in full, a need that our offer meets by half",
          "[engine][offers_needs]") {
  const auto snapshot = DrawSnapshot(R"(
    seeker needs n1: title="Blade tests" sector=C28.1 type=supply deadline=2021-12-31
    giver offers o1: title="Test rig" sector=C28.1 type=supply deadline=2021-09-30
    seeker offers o2: sector=A01 type=supply
    giver needs n2: sector=A01 type=supply
    late offers o3: title="Test rig" sector=C28.1 type=supply deadline=2021-05-31
    nobody
  )");
  const auto value = [&](const char* us, const char* them) {
    return OffersNeedsValue(PairOf(*snapshot, us, them));
  };
  CHECK(value("seeker", "nobody") == 0.0);
  CHECK(value("seeker", "late") == 0.0);
  CHECK(OffersNeedsFacts(PairOf(*snapshot, "seeker", "late")).empty());
  const auto facts = OffersNeedsFacts(PairOf(*snapshot, "seeker", "giver"));
  REQUIRE(facts.size() == 2);
  CHECK(Shares(facts) == Approx(1.0));
  CHECK(facts[0].kind == Kind::kOfferMeetsNeed);
  CHECK(facts[0].text == "Test rig");
  CHECK(facts[0].other_text == "Blade tests");
  CHECK(facts[0].date == MakeDate(2021, 9, 30));
  CHECK(facts[1].kind == Kind::kNeedMeetsOffer);
  CHECK(facts[1].text == "A01");
  CHECK_FALSE(facts[1].date.known());
  // match: the cosine of the codes; the words have nothing in common.
  const PostingTable& postings = snapshot->postings;
  const NodeIndex us = OrganisationOf(*snapshot, "seeker");
  const NodeIndex them = OrganisationOf(*snapshot, "giver");
  const Date day = ParseDate(kToday).value();
  const double need = postings.BestMeeting(them, us, day).match;
  const double offer = postings.BestMeeting(us, them, day).match;
  CHECK(need > 0.5);
  CHECK(offer == Approx(1.0));
  CHECK(value("seeker", "giver") == Approx(1.0 - (1.0 - need) * 0.5));
  CHECK(value("giver", "seeker") == Approx(1.0));
}

TEST_CASE("a posting ends with its tie", "[engine][offers_needs]") {
  DrawnGraph graph = Draw(R"(
    a needs n1: sector=C28 deadline=2021-12-31
    b offers o1: sector=C28
    c offers o2: sector=C28
  )");
  for (Edge& edge : graph.edges) {
    const bool of_b = edge.key.from == NodeId::Of(NodeType::kOrganisation, "b");
    if (edge.key.type == EdgeType::kOffers && of_b) edge.valid_to = MakeDate(2021, 5, 31);
    if (edge.key.type == EdgeType::kNeeds) edge.valid_to = MakeDate(2021, 11, 30);
  }
  const auto snapshot = BuildSnapshot(graph);
  CHECK(OffersNeedsValue(PairOf(*snapshot, "a", "b")) == 0.0);
  const auto facts = OffersNeedsFacts(PairOf(*snapshot, "a", "c"));
  REQUIRE(facts.size() == 1);
  CHECK(facts[0].date == MakeDate(2021, 11, 30));
}

TEST_CASE("every feature is in [0,1] and its facts share it, on random graphs",
          "[engine][features][property]") {
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    for (int i = 0; i < 30; i += 3) {
      for (int j = 0; j < 30; ++j) {
        if (i == j) continue;
        const Pair pair = PairOf(*snapshot, "o" + std::to_string(i), "o" + std::to_string(j));
        for (const Feature feature : kFeatures) {
          const double value = FeatureValue(feature, pair);
          INFO(Name(feature) << " of o" << i << " and o" << j << ", seed " << seed);
          REQUIRE(value >= 0.0);
          REQUIRE(value <= 1.0);
          const auto facts = FeatureFacts(feature, pair);
          REQUIRE(Shares(facts) <= 1.0 + 1e-9);
          REQUIRE(facts.empty() == (value == 0.0));
        }
      }
    }
  }
}

TEST_CASE("network is the closeness from both sides on a logarithmic scale", "[engine][network]") {
  const auto snapshot = DrawSnapshot(R"(
    a --P1(2020-01-01)-- b
    b --P2(2020-01-01)-- c
    d
  )");
  const Pair pair = PairOf(*snapshot, "a", "b");
  const double there = pair.near.probability;
  const double back = PairOf(*snapshot, "b", "a").near.probability;
  const double closeness = std::pow(there, 0.75) * std::pow(back, 0.25);
  CHECK(NetworkValue(pair) == Approx(std::log1p(closeness * 1e5) / std::log1p(1e5)));
  CHECK(back < there);  // b has another partner
  CHECK(NetworkValue(pair) > NetworkValue(PairOf(*snapshot, "b", "a")));
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
  // Abroad, with no theme in common, neither distance nor programmes known: 0.15 * 0.5 * 0.5.
  constexpr double kAbroad = 0.0375;
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "b")) == Approx(0.7 + kAbroad));
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "c")) == Approx(0.35 + kAbroad));
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "e")) == Approx(0.35 + kAbroad));
  CHECK(InternationalisationValue(PairOf(*snapshot, "c", "e")) == Approx(kAbroad));
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "d")) == 0.0);
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "nowhere")) == 0.0);
  const auto facts = InternationalisationFacts(PairOf(*snapshot, "a", "b"));
  CHECK(facts.size() == 3);
  CHECK(Shares(facts) == Approx(1.0));
}

// Adds what a country is in a programme.
void AddStatus(DrawnGraph& graph, std::string_view country, std::string_view programme,
               std::string_view status) {
  Edge edge;
  edge.key = {NodeId::Of(NodeType::kCountry, country), EdgeType::kUnderProgramme,
              NodeId::Of(NodeType::kProgramme, programme)};
  edge.attributes = {{Field::kRole, std::string(status)}};
  graph.edges.push_back(std::move(edge));
}

TEST_CASE("looking for partners in the same country counts, outside the EU most",
          "[engine][internationalisation]") {
  DrawnGraph graph = Draw(R"(
    programme EU: name="European Union"
    a: country=DE target=JP target=IT
    b: country=FR target=JP
    c: country=FR target=IT
    d: country=FR target=JP target=IT
    e: country=DE target=JP
    f: country=FR target=JP(2010-01-01..2012-01-01)
  )");
  AddStatus(graph, "IT", "EU", "member_state");
  const auto snapshot = BuildSnapshot(graph);
  const auto common = [&](const char* them) {
    return InternationalisationValue(PairOf(*snapshot, "a", them)) - 0.0375;
  };
  CHECK(common("b") == Approx(0.15 * 0.5));
  CHECK(common("c") == Approx(0.15 * (1.0 - std::sqrt(0.5))));
  CHECK(common("d") == Approx(0.15 * (1.0 - std::exp2(-1.5))));
  CHECK(InternationalisationValue(PairOf(*snapshot, "a", "e")) == 0.0);
  CHECK(common("f") == Approx(0.0).margin(1e-12));
  const auto facts = InternationalisationFacts(PairOf(*snapshot, "a", "d"));
  REQUIRE(facts.size() == 3);
  CHECK(facts[0].kind == Kind::kCommonTarget);
  CHECK(snapshot->concepts.code(facts[0].concept_index) == "JP");
  CHECK(facts[1].kind == Kind::kOtherCountry);
  CHECK(snapshot->concepts.code(facts[2].concept_index) == "IT");
  CHECK(facts[0].share == Approx(2 * facts[2].share));
  CHECK(Shares(facts) == Approx(1.0));
}

TEST_CASE("distance hinders those who share no theme, and the status of a country opens it",
          "[engine][internationalisation]") {
  DrawnGraph graph = Draw(R"(
    country DE: location="50,10"
    country FR: location="50,10"
    country NO: location="59,10"
    a: country=DE sector=C28
    next: country=FR
    far: country=NO
    twin: country=NO sector=C28
    region DE2: location="50,10"
    region NO0: location="50,10"
    here: country=DE region=DE2
    there: country=NO region=NO0
    programme H: name=Horizon
  )");
  AddStatus(graph, "NO", "H", "associated");
  AddStatus(graph, "FR", "H", "third");
  AddStatus(graph, "DE", "H", "unheard of");
  const auto snapshot = BuildSnapshot(graph);
  const auto value = [&](const char* us, const char* them) {
    return InternationalisationValue(PairOf(*snapshot, us, them));
  };
  const double kilometres = 2 * 6'371.0 * std::sin(4.5 * 3.14159265358979 / 180.0);
  CHECK(value("a", "next") == Approx(0.15 * 0.5));
  CHECK(value("a", "far") == Approx(0.15 * std::exp2(-kilometres / 1'000.0)));
  CHECK(value("a", "twin") == Approx(0.15));
  CHECK(value("here", "there") == Approx(0.15));
  CHECK(value("far", "a") == Approx(value("a", "far") * 0.5));  // unknown status
  CHECK(InternationalisationFacts(PairOf(*snapshot, "a", "far"))[0].kind ==
        Kind::kAssociatedCountry);
  CHECK(InternationalisationFacts(PairOf(*snapshot, "a", "next"))[0].kind == Kind::kOtherCountry);
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
  const auto of_new = [](double n) { return 0.3 * std::log1p(n / 10) / std::log1p(10.0); };
  CHECK(value("leader") == Approx(0.2 * 2 / 7.0 + 0.1 * 2 / 4.0 + of_new(2) + 0.4));
  CHECK(value("member") == Approx(0.2 * 1 / 6.0 + of_new(1) + 0.4));
  CHECK(value("veteran") < value("fresh"));
  const auto facts = ExperienceFacts(PairOf(*snapshot, "us", "leader"));
  CHECK(facts.size() == 4);
  CHECK(Shares(facts) == Approx(1.0));
}

}  // namespace
}  // namespace kontor
