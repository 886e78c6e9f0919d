#include "index/sectors.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "index/profile_builder.h"
#include "index/profile_records.h"
#include "tests/index/support.h"

namespace kontor {
namespace {

using Catch::Approx;

// A < A01 < A01.1, C < C28 < C28.1, C28.2, by their places.
enum : ConceptIndex { kA, kA01, kA011, kC, kC28, kC281, kC282 };

ConceptTable Sectors() {
  ConceptTableBuilder builder;
  for (const char* code : {"A", "A01", "A01.1", "C", "C28", "C28.1", "C28.2"}) {
    AddConcept(builder, NodeType::kSector, code);
  }
  builder.Number();
  for (const auto& [narrower, broader] :
       {std::pair(kA01, kA), std::pair(kA011, kA01), std::pair(kC28, kC), std::pair(kC281, kC28),
        std::pair(kC282, kC28)}) {
    builder.SetParent(narrower, broader, {});
  }
  builder.AddSupply(kC28, kA01, 0.3F);  // machines for farms
  builder.AddSupply(kC28, kC28, 0.5F);
  return std::move(builder).Build();
}

ProfileTable Working(const std::vector<std::pair<ConceptIndex, float>>& codes) {
  std::vector<ProfileRecord> profiles(2);
  for (size_t i = 0; i < profiles.size(); ++i) {
    profiles[i].id = NodeId(10 * (i + 1));
    profiles[i].key = profiles[i].name = "o" + std::to_string(i);
  }
  ProfileTableBuilder builder(std::move(profiles), {});
  std::vector<CodeStatement> statements;
  for (const auto& [code, weight] : codes) {
    statements.push_back({1, {code, EdgeType::kInSector, weight}, {}});
  }
  builder.AddCodes(std::move(statements));
  return std::move(builder).Build();
}

TEST_CASE("codes of one division are one entry with their share", "[index][sectors]") {
  const SectorTable table(Sectors(),
                          Working({{kC281, 0.5F}, {kC282, 1.0F}, {kA01, 0.5F}, {kC, 1.0F}}));
  CHECK(table.Divisions(0).empty());
  CHECK(table.Sectors(0).empty());
  const auto divisions = table.Divisions(1);
  REQUIRE(divisions.size() == 2);
  CHECK(table.Code(divisions[0].division) == kA01);
  CHECK(divisions[0].share == Approx(0.25));
  CHECK(table.Code(divisions[1].division) == kC28);
  CHECK(divisions[1].share == Approx(0.75));
  CHECK(divisions[1].weight == 1.0F);
  // A section is in no division and says too little.
  const auto sectors = table.Sectors(1);
  REQUIRE(sectors.size() == 3);
  CHECK(sectors[0].sector == kA01);
  CHECK(sectors[2].sector == kC282);
  CHECK(sectors[2].division == divisions[1].division);
  CHECK(sectors[2].share == Approx(0.5));
}

TEST_CASE("supplies are known in both directions, but not within a division", "[index][sectors]") {
  const SectorTable table(Sectors(), Working({{kA01, 1.0F}, {kC28, 1.0F}}));
  const DivisionIndex farms = table.Divisions(1)[0].division;
  const DivisionIndex machines = table.Divisions(1)[1].division;
  CHECK(table.Supply(farms, machines).from_them == 0.3F);
  CHECK(table.Supply(farms, machines).to_them == 0.0F);
  CHECK(table.Supply(machines, farms).from_them == 0.0F);
  CHECK(table.Supply(machines, farms).to_them == 0.3F);
  CHECK(table.Supply(machines, machines).from_them == 0.0F);
  CHECK(table.Supply(machines, machines).to_them == 0.0F);
}

TEST_CASE("who claims too many sectors is known by the first ones", "[index][sectors]") {
  ConceptTableBuilder builder;
  AddConcept(builder, NodeType::kSector, "A");
  constexpr size_t count = SectorTable::kMaxDivisions + 4;
  for (size_t i = 0; i < count; ++i) {
    AddConcept(builder, NodeType::kSector, "A" + std::to_string(10 + i));
  }
  builder.Number();
  std::vector<std::pair<ConceptIndex, float>> codes;
  for (ConceptIndex i = 1; i <= count; ++i) {
    builder.SetParent(i, 0, {});
    codes.emplace_back(i, 1.0F);
  }
  const SectorTable table(std::move(builder).Build(), Working(codes));
  REQUIRE(table.Divisions(1).size() == SectorTable::kMaxDivisions);
  CHECK(table.Code(table.Divisions(1).back().division) == SectorTable::kMaxDivisions);
  CHECK(table.Divisions(1).front().share == Approx(1.0 / SectorTable::kMaxDivisions));
}

}  // namespace
}  // namespace kontor
