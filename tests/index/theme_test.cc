#include "index/theme.h"

#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "index/profile_builder.h"
#include "index/theme_builder.h"
#include "tests/index/support.h"

namespace kontor {
namespace {

using Catch::Approx;

// ThemeSectors C < C28 < C28.1, C28.2: indices 0 1 2 3.
ConceptTable ThemeSectors() {
  ConceptTableBuilder builder;
  for (const char* code : {"C", "C28", "C28.1", "C28.2"}) {
    AddConcept(builder, NodeType::kSector, code);
  }
  builder.Number();
  builder.SetParent(1, 0, {});
  builder.SetParent(2, 1, {});
  builder.SetParent(3, 1, {});
  return std::move(builder).Build();
}

// A partnership of these members with these codes and a title.
struct Joint {
  std::vector<NodeIndex> members;
  std::vector<ConceptIndex> concepts;
  std::string_view title = {};
};

ThemeTable Build(NodeIndex organisations, std::vector<CodeStatement> codes,
                 const ConceptTable& concepts, const std::vector<Joint>& joint = {}) {
  std::vector<ProfileRecord> profiles(organisations);
  for (NodeIndex i = 0; i < organisations; ++i) profiles[i].id = NodeId(i + 1);
  std::vector<PartnershipRecord> facts(joint.size());
  CollaborationGraphBuilder ties(organisations, static_cast<NodeIndex>(joint.size()));
  WordCollector collector;
  std::vector<WordUse> uses;
  for (NodeIndex p = 0; p < joint.size(); ++p) {
    facts[p].id = NodeId(p + 1);
    facts[p].concepts = joint[p].concepts;
    for (const NodeIndex member : joint[p].members) ties.AddTie(member, p, false);
    collector.Add(p, joint[p].title, uses);
  }
  ProfileTableBuilder builder(std::move(profiles), std::move(facts));
  builder.AddCodes(std::move(codes));
  const ProfileTable table = std::move(builder).Build();
  const CollaborationGraph graph = std::move(ties).Build();
  const WordLists of_organisations(organisations, {});
  const WordLists of_partnerships(joint.size(), uses);
  return BuildThemeTable(
      {concepts, table, graph, collector.words(), of_organisations, of_partnerships});
}

// Programme H < its parts H-a, H-b; another programme Z without parts; topic t. By type, then code.
struct Programmes {
  ConceptTable concepts;
  ConceptIndex whole, part_a, part_b, bare, topic;
};

Programmes ProgrammesWithParts() {
  ConceptTableBuilder builder;
  for (const char* code : {"H", "H-a", "H-b", "Z"}) {
    AddConcept(builder, NodeType::kProgramme, code);
  }
  AddConcept(builder, NodeType::kTopic, "t");
  const std::vector<NodeId> ids = builder.Number();
  const auto at = [&ids](NodeType type, std::string_view code) {
    return static_cast<ConceptIndex>(std::ranges::find(ids, NodeId::Of(type, code)) - ids.begin());
  };
  const auto programme = [&at](std::string_view code) { return at(NodeType::kProgramme, code); };
  builder.SetParent(programme("H-a"), programme("H"), {});
  builder.SetParent(programme("H-b"), programme("H"), {});
  return {std::move(builder).Build(), programme("H"), programme("H-a"),
          programme("H-b"),           programme("Z"), at(NodeType::kTopic, "t")};
}

// The codes behind all themes.
std::vector<ConceptIndex> ConceptsOf(const ThemeTable& themes) {
  std::vector<ConceptIndex> concepts;
  for (ThemeIndex i = 0; i < themes.size(); ++i) concepts.push_back(themes.Concept(i));
  return concepts;
}

CodeStatement InSector(NodeIndex organisation, ConceptIndex code, float weight = 1.0F) {
  return {organisation, {code, EdgeType::kInSector, weight}, {}};
}

TEST_CASE("two narrower codes meet in their broader ones", "[index][theme]") {
  const ConceptTable concepts = ThemeSectors();
  const ThemeTable themes = Build(3, {InSector(0, 2), InSector(1, 3)}, concepts);
  // C28.1 and C28.2 have one carrier each.
  REQUIRE(themes.size() == 2);
  CHECK(themes.Concept(0) == 0);
  CHECK(themes.Concept(1) == 1);
  const auto vector = themes.Vector(0);
  REQUIRE(vector.size() == 2);
  // C with a quarter of a statement, C28 with half of one; both equally rare.
  CHECK(vector[1].weight / vector[0].weight == Approx(std::log2(1.5) / std::log2(1.25)));
  CHECK(std::hypot(vector[0].weight, vector[1].weight) == Approx(1.0));
  CHECK(themes.Vector(2).empty());
  REQUIRE(themes.Carriers(1).size() == 2);
  CHECK(themes.Carriers(1)[1].organisation == 1);
  CHECK(themes.Carriers(1)[0].weight == vector[1].weight);
}

TEST_CASE("the weight of a theme follows the formula", "[index][theme]") {
  const ConceptTable concepts = ThemeSectors();
  // C in 3 of 4 organisations, C28 in 2 of them.
  const ThemeTable themes =
      Build(4, {InSector(0, 0), InSector(0, 1, 0.5F), InSector(1, 1), InSector(2, 0)}, concepts);
  REQUIRE(themes.Vector(0).size() == 2);
  const double c = std::log2(1.0 + 1.25) * std::log1p(1.5 / 3.5);
  const double c28 = std::log2(1.0 + 0.5) * std::log1p(2.5 / 2.5);
  const double length = std::hypot(c, c28);
  CHECK(themes.Vector(0)[0].weight == Approx(c / length));
  CHECK(themes.Vector(0)[1].weight == Approx(c28 / length));
}

TEST_CASE("what over a quarter of many organisations carry is no theme", "[index][theme]") {
  const ConceptTable concepts = ThemeSectors();
  for (const NodeIndex carriers : {250U, 251U}) {
    std::vector<CodeStatement> codes;
    for (NodeIndex i = 0; i < carriers; ++i) codes.push_back(InSector(i, 0));
    CHECK(Build(1'000, codes, concepts).size() == (carriers == 250 ? 1 : 0));
    CHECK(Build(999, codes, concepts).size() == 1);
  }
}

TEST_CASE("a partnership has its own codes and words as a unit vector over the same themes",
          "[index][theme]") {
  const ConceptTable concepts = ThemeSectors();
  // Carriers: C 4, C28 3, C28.1 and C28.2 2 each; wind 3, blades and towers 2 each.
  const ThemeTable themes = Build(
      4, {}, concepts, {{{0, 1}, {2}, "wind blades"}, {{1, 2}, {3}, "wind towers"}, {{3}, {0}}});
  const auto first = themes.PartnershipVector(0);
  REQUIRE(first.size() == 5);
  CHECK(themes.Concept(first[0].theme) == 0);
  CHECK(themes.Concept(first[1].theme) == 1);
  CHECK(themes.Concept(first[2].theme) == 2);
  CHECK(themes.Word(first[3].theme) == "blades");
  CHECK(themes.Word(first[4].theme) == "wind");
  const auto idf = [](double carriers) {
    return std::log1p((4.0 - carriers + 0.5) / (carriers + 0.5));
  };
  const std::vector<double> weights = {std::log2(1.25) * idf(4), std::log2(1.5) * idf(3), idf(2),
                                       0.5 * idf(2), 0.5 * idf(3)};
  double square = 0.0;
  for (const double weight : weights) square += weight * weight;
  for (size_t i = 0; i < weights.size(); ++i) {
    CHECK(first[i].weight == Approx(weights[i] / std::sqrt(square)));
  }
  const auto third = themes.PartnershipVector(2);
  REQUIRE(third.size() == 1);
  CHECK(themes.Concept(third[0].theme) == 0);
  CHECK(third[0].weight == Approx(1.0));
}

TEST_CASE("a partnership about nothing that two organisations share has an empty vector",
          "[index][theme]") {
  const ConceptTable concepts = ThemeSectors();
  const ThemeTable themes =
      Build(3, {InSector(0, 0), InSector(1, 0)}, concepts, {{{0, 1}, {}}, {{2}, {}, "alone"}});
  CHECK(themes.size() == 1);
  CHECK(themes.PartnershipVector(0).empty());
  CHECK(themes.PartnershipVector(1).empty());
  CHECK(themes.Partnerships(0).empty());
  CHECK(themes.Carriers(0).size() == 2);
}

TEST_CASE("an organisation's only partnership is about the same as the organisation",
          "[index][theme]") {
  const ThemeTable themes =
      Build(5, {}, ThemeSectors(), {{{0, 1}, {2}, "wind blades"}, {{2, 3}, {1}, "steel"}});
  for (const auto& [organisation, partnership] : {std::pair(0U, 0U), std::pair(3U, 1U)}) {
    const auto own = themes.Vector(organisation);
    const auto joint = themes.PartnershipVector(partnership);
    REQUIRE(own.size() == joint.size());
    REQUIRE_FALSE(own.empty());
    for (size_t i = 0; i < own.size(); ++i) {
      CHECK(own[i].theme == joint[i].theme);
      CHECK(own[i].weight == Approx(joint[i].weight));
    }
  }
}

TEST_CASE(
    "partnerships of themes and themes of partnerships are inverse, ascending and of length 1",
    "[index][theme]") {
  constexpr std::array kTitles = {"wind blades", "steel", "wind towers", "", "photon steel"};
  Random random(GENERATE(range(uint64_t{0}, uint64_t{20})), 0, 0);
  std::vector<Joint> joint(12);
  for (Joint& one : joint) {
    for (uint32_t n = random.Below(4); n > 0; --n) one.members.push_back(random.Below(9));
    one.concepts = random.Sample(std::vector<ConceptIndex>{0, 1, 2, 3}, random.Below(3));
    std::ranges::sort(one.concepts);
    one.title = random.Pick(kTitles);
  }
  const ThemeTable themes =
      Build(10, {InSector(9, 2), InSector(8, 1, 0.3F)}, ThemeSectors(), joint);
  size_t listed = 0;
  for (NodeIndex p = 0; p < joint.size(); ++p) {
    const auto vector = themes.PartnershipVector(p);
    listed += vector.size();
    double square = 0.0;
    for (const ThemeWeight& one : vector) {
      REQUIRE(one.theme < themes.size());
      REQUIRE(one.weight > 0.0F);
      square += static_cast<double>(one.weight) * static_cast<double>(one.weight);
      const auto same = [&](const ThemedPartnership& of) {
        return of.partnership == p && of.weight == one.weight;
      };
      REQUIRE(std::ranges::count_if(themes.Partnerships(one.theme), same) == 1);
    }
    if (!vector.empty()) REQUIRE(square == Approx(1.0));
    REQUIRE(std::ranges::adjacent_find(vector, std::greater_equal{}, &ThemeWeight::theme) ==
            vector.end());
  }
  for (ThemeIndex theme = 0; theme < themes.size(); ++theme) {
    const auto partnerships = themes.Partnerships(theme);
    REQUIRE(std::ranges::adjacent_find(partnerships, std::greater_equal{},
                                       &ThemedPartnership::partnership) == partnerships.end());
    listed -= partnerships.size();
  }
  CHECK(listed == 0);
}

TEST_CASE("a whole programme is no theme, its parts are", "[index][theme]") {
  const Programmes programmes = ProgrammesWithParts();
  const auto& [concepts, whole, part_a, part_b, bare, topic] = programmes;
  const ThemeTable themes = Build(6, {}, concepts,
                                  {{{0, 1}, {whole, part_a, topic}},
                                   {{2, 3}, {whole, part_b}},
                                   {{0, 4}, {whole, bare}},
                                   {{4, 5}, {bare}}});
  std::vector<ConceptIndex> expected = {part_a, part_b, topic};
  std::ranges::sort(expected);
  CHECK(ConceptsOf(themes) == expected);
  CHECK(themes.PartnershipVector(0).size() == 2);
  CHECK(themes.PartnershipVector(1).size() == 1);
  CHECK(themes.PartnershipVector(2).empty());
  CHECK(themes.PartnershipVector(3).empty());
  CHECK(themes.Vector(4).empty());
  // A part counts a little less than a topic that is as rare.
  const auto first = themes.Vector(1);
  REQUIRE(first.size() == 2);
  const bool part_first = themes.Concept(first[0].theme) == part_a;
  CHECK(first[part_first ? 0 : 1].weight / first[part_first ? 1 : 0].weight == Approx(0.8 / 0.9));
}

}  // namespace
}  // namespace kontor
