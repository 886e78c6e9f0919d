#include "index/theme.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "index/profile_builder.h"
#include "index/theme_builder.h"
#include "tests/index/support.h"

namespace kontor {
namespace {

using Catch::Approx;

// Sectors C < C28 < C28.1, C28.2: indices 0 1 2 3.
ConceptTable Sectors() {
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

ThemeTable Build(NodeIndex organisations, std::vector<CodeStatement> codes,
                 const ConceptTable& concepts) {
  std::vector<Profile> profiles(organisations);
  for (NodeIndex i = 0; i < organisations; ++i) profiles[i].id = NodeId(i + 1);
  ProfileTableBuilder builder(std::move(profiles), {});
  builder.AddCodes(std::move(codes));
  const ProfileTable table = std::move(builder).Build();
  const CollaborationGraph graph = CollaborationGraphBuilder(organisations, 0).Build();
  const WordTable words;
  const WordLists of_organisations(organisations, {});
  const WordLists of_partnerships(0, {});
  return BuildThemeTable({concepts, table, graph, words, of_organisations, of_partnerships});
}

CodeStatement InSector(NodeIndex organisation, ConceptIndex code, float weight = 1.0F) {
  return {organisation, {code, EdgeType::kInSector, weight}, {}};
}

TEST_CASE("two narrower codes meet in their broader ones", "[index][theme]") {
  const ConceptTable concepts = Sectors();
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
  const ConceptTable concepts = Sectors();
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
  const ConceptTable concepts = Sectors();
  for (const NodeIndex carriers : {250U, 251U}) {
    std::vector<CodeStatement> codes;
    for (NodeIndex i = 0; i < carriers; ++i) codes.push_back(InSector(i, 0));
    CHECK(Build(1'000, codes, concepts).size() == (carriers == 250 ? 1 : 0));
    CHECK(Build(999, codes, concepts).size() == 1);
  }
}

}  // namespace
}  // namespace kontor
