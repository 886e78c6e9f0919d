#include "index/geography.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "index/geography_builder.h"
#include "tests/index/support.h"

namespace kontor {
namespace {

using Catch::Approx;

// Regions DE2 and FR1, countries DE, FR and JP, programmes EU and H; a sector before them all.
ConceptTable Places() {
  ConceptTableBuilder builder;
  AddConcept(builder, NodeType::kSector, "C");
  for (const char* code : {"DE2", "FR1"}) AddConcept(builder, NodeType::kRegion, code);
  for (const char* code : {"DE", "FR", "JP"}) AddConcept(builder, NodeType::kCountry, code);
  for (const char* code : {"EU", "H"}) AddConcept(builder, NodeType::kProgramme, code);
  builder.Number();
  return std::move(builder).Build();
}

TEST_CASE("distances are those of the centres, and unknown where one is", "[index][geography]") {
  const ConceptTable concepts = Places();
  const auto at = [&](NodeType type, const char* code) { return concepts.Find(type, code); };
  GeographyBuilder builder;
  builder.AddCentre(NodeType::kCountry, "DE", {50.0, 10.0});
  builder.AddCentre(NodeType::kCountry, "FR", {49.0, 10.0});
  builder.AddCentre(NodeType::kRegion, "DE2", {0.0, 0.0});
  builder.AddCentre(NodeType::kRegion, "FR1", {0.0, 180.0});
  const Geography geography = std::move(builder).Build(concepts);
  const ConceptIndex germany = at(NodeType::kCountry, "DE");
  CHECK(geography.Kilometres(germany, at(NodeType::kCountry, "FR")).value() ==
        Approx(111.2).epsilon(0.001));  // one degree of latitude
  CHECK(geography.Kilometres(germany, germany).value() == 0.0);
  CHECK(geography.Kilometres(at(NodeType::kRegion, "DE2"), at(NodeType::kRegion, "FR1")).value() ==
        Approx(2 * 6'371.0));  // through the earth
  CHECK_FALSE(geography.Kilometres(germany, at(NodeType::kCountry, "JP")).has_value());
  CHECK_FALSE(geography.Kilometres(at(NodeType::kSector, "C"), germany).has_value());
  CHECK_FALSE(geography.Kilometres(kNoConcept, germany).has_value());
}

TEST_CASE("a country is in the Union and in programmes from day to day", "[index][geography]") {
  const ConceptTable concepts = Places();
  const ConceptIndex germany = concepts.Find(NodeType::kCountry, "DE");
  const ConceptIndex france = concepts.Find(NodeType::kCountry, "FR");
  const ConceptIndex japan = concepts.Find(NodeType::kCountry, "JP");
  const ConceptIndex eu = concepts.Find(NodeType::kProgramme, "EU");
  const ConceptIndex programme = concepts.Find(NodeType::kProgramme, "H");
  GeographyBuilder builder;
  builder.AddStatus(france, eu, ProgrammeStatus::kMember, {}, MakeDate(2020, 1, 31));
  builder.AddStatus(france, programme, ProgrammeStatus::kThird, MakeDate(2021, 1, 1), {});
  builder.AddStatus(france, programme, ProgrammeStatus::kAssociated, MakeDate(2024, 1, 1), {});
  builder.AddStatus(germany, eu, ProgrammeStatus::kMember, MakeDate(1958, 1, 1), {});
  const Geography geography = std::move(builder).Build(concepts);
  CHECK_FALSE(geography.IsOutsideUnion(germany, MakeDate(2022, 1, 1)));
  CHECK(geography.IsOutsideUnion(germany, MakeDate(1957, 1, 1)));
  CHECK_FALSE(geography.IsOutsideUnion(france, MakeDate(2020, 1, 31)));
  CHECK(geography.IsOutsideUnion(france, MakeDate(2020, 2, 1)));
  CHECK(geography.IsOutsideUnion(japan, MakeDate(2022, 1, 1)));
  CHECK_FALSE(geography.StatusOn(germany, MakeDate(2022, 1, 1)).has_value());
  CHECK_FALSE(geography.StatusOn(france, MakeDate(2020, 1, 1)).has_value());
  CHECK(geography.StatusOn(france, MakeDate(2022, 1, 1)) == ProgrammeStatus::kThird);
  CHECK(geography.StatusOn(france, MakeDate(2024, 1, 1)) == ProgrammeStatus::kAssociated);
}

TEST_CASE("where the members of the Union are not known nobody is outside it",
          "[index][geography]") {
  ConceptTableBuilder builder;
  AddConcept(builder, NodeType::kCountry, "JP");
  builder.Number();
  const ConceptTable concepts = std::move(builder).Build();
  const Geography geography = GeographyBuilder().Build(concepts);
  CHECK_FALSE(geography.IsOutsideUnion(0, MakeDate(2022, 1, 1)));
  CHECK_FALSE(geography.Kilometres(0, 0).has_value());
}

TEST_CASE("programme statuses are read as they are written", "[index][geography]") {
  CHECK(ReadProgrammeStatus("member_state") == ProgrammeStatus::kMember);
  CHECK(ReadProgrammeStatus("associated") == ProgrammeStatus::kAssociated);
  CHECK(ReadProgrammeStatus("smp_cosme") == ProgrammeStatus::kAssociated);
  CHECK(ReadProgrammeStatus("third") == ProgrammeStatus::kThird);
  CHECK_FALSE(ReadProgrammeStatus("Third").has_value());
}

}  // namespace
}  // namespace kontor
