// Acceptance on the real data sets, which are not part of the repository.
#include <catch2/catch_test_macros.hpp>

#include "data/import.h"
#include "store/memory_store.h"
#include "tests/data/import_support.h"

namespace kontor {
namespace {

std::filesystem::path RealOrSkip(const std::string& part) {
  const auto data = RealData();
  if (!data || !std::filesystem::exists(*data / part)) {
    SKIP("real data are not here: set KONTOR_REAL_DATA to a directory that has " << part);
  }
  return *data / part;
}

}  // namespace

TEST_CASE("no project and no participation of FP7 and H2020 is lost, in either order",
          "[data][cordis][real]") {
  const auto fp7 = RealOrSkip("cordis/fp7");
  const auto h2020 = RealOrSkip("cordis/h2020");
  const auto store = MakeMemoryStore();
  const auto first = ImportCordis(*store, fp7, {});
  REQUIRE(first);
  CHECK(first->rows == 25'788 + 135'667);
  CHECK(first->bad_rows == 0);
  const auto second = ImportCordis(*store, h2020, {});
  REQUIRE(second);
  CHECK(second->rows == 25'620 + 116'241);
  CHECK(second->bad_rows == 0);
  CHECK(CountNodes(*store, NodeType::kPartnership) == 51'408);
  constexpr size_t kRepeated = 9;  // rows of FP7 that name an organisation twice in a project
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) + kRepeated == 251'908);
  CHECK(store->Verify().value().empty());

  const auto again = ImportCordis(*store, fp7, {});
  REQUIRE(again);
  CHECK(again->generation == second->generation);

  const auto other = MakeMemoryStore();
  REQUIRE(ImportCordis(*other, h2020, {}));
  REQUIRE(ImportCordis(*other, fp7, {}));
  const bool same = Dump(*other) == Dump(*store);
  CHECK(same);
}

TEST_CASE("rows exactly as published are read with every value", "[data][cordis][real]") {
  const auto path = RealOrSkip("cordis/h2020-published-rows");
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto summary = ImportCordis(*store, path, problems.Options());
  REQUIRE(summary);
  CHECK(summary->rows == 148 + 3'201);
  CHECK(summary->bad_rows == 0);
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) == 3'201);
  CHECK(CountNodes(*store, NodeType::kOrganisation) == 2'139);

  const Node night = Find(*store, NodeType::kPartnership, "cordis:633216");
  CHECK(night.Text(Field::kAcronym) == "NHM NIGHT5");
  CHECK(night.Text(Field::kStatus) == "CLOSED");
  CHECK(night.Text(Field::kStart) == "2014-05-01");
  CHECK(night.Text(Field::kEnd) == "2015-12-31");
  CHECK(night.Text(Field::kTotalCost) == "408821");
  CHECK(night.Text(Field::kEuContribution) == "270000");
  CHECK(night.Text(Field::kFundingScheme) == "CSA");
  CHECK(night.Text(Field::kSubject).find("European Researchers’ Nights") != std::string::npos);

  const Node abbvie = Find(*store, NodeType::kOrganisation, "pic:951044649");
  CHECK(abbvie.Text(Field::kName) == "ABBVIE INC");
  CHECK(abbvie.Text(Field::kKind) == "company");
  CHECK(abbvie.Text(Field::kSme) == "false");
  CHECK(abbvie.Text(Field::kStreet) == "NORTH WAUKEGAN ROAD 1");
  CHECK(abbvie.Text(Field::kPostCode) == "60064");
  CHECK(abbvie.Text(Field::kLocation) == "42.325578,-87.8411818");
  const Node project = Find(*store, NodeType::kPartnership, "cordis:115974");
  CHECK(project.Text(Field::kAcronym) == "BEAt-DKD");
  const auto edge = FindEdge(*store, abbvie, EdgeType::kParticipatesIn, project);
  REQUIRE(edge);
  CHECK(edge->Text(Field::kTotalCost) == "627548.14");  // published with a decimal comma
  CHECK(edge->Text(Field::kEuContribution) == "0");
  CHECK(edge->Text(Field::kRole) == "participant");
  CHECK(edge->Text(Field::kStatus) == "ended");
  CHECK(edge->date == MakeDate(2023, 3, 27));
  CHECK(FindEdge(*store, abbvie, EdgeType::kInCountry, {NodeType::kCountry, "US", {}}));
}

TEST_CASE("the real cluster organisations are imported by the built-in mapping",
          "[data][mapping][real]") {
  const auto path = RealOrSkip("clusters/cluster-organisations.csv");
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto summary = ImportCsv(*store, path, "cluster-organisations", problems.Options());
  REQUIRE(summary);
  CHECK(summary->rows == 56);
  CHECK(problems.all.empty());
  CHECK(CountNodes(*store, NodeType::kOrganisation) == 56);
  CHECK(CountEdges(*store, EdgeType::kHoldsLabel) == 49);
  const Node saxony = Find(*store, NodeType::kOrganisation, "name:DE:silicon-saxony-e-v");
  CHECK(saxony.Text(Field::kKind) == "cluster_organisation");
  const auto gold =
      FindEdge(*store, saxony, EdgeType::kHoldsLabel, {NodeType::kLabel, "ecei-gold", {}});
  REQUIRE(gold);
  CHECK(gold->valid_from == MakeDate(2012, 1, 1));
}

TEST_CASE("the real register of research organisations is imported by the built-in mapping",
          "[data][mapping][real]") {
  const auto path = RealOrSkip("registries/ror.csv");
  const auto store = MakeMemoryStore();
  const auto summary = ImportCsv(*store, path, "ror", {});
  REQUIRE(summary);
  CHECK(summary->rows == 51'370);
  CHECK(summary->bad_rows == 0);
  CHECK(CountNodes(*store, NodeType::kOrganisation) == 51'370);
  const Node tima = Find(*store, NodeType::kOrganisation, "ror:000063q30");
  CHECK(tima.Text(Field::kAcronym) == "TIMA");
  CHECK(tima.Text(Field::kFounded) == "2003");
  CHECK(tima.Text(Field::kKind) == "research_organisation");
  CHECK(tima.Text(Field::kLocation) == "45.17869,5.71479");
  CHECK(FindEdge(*store, tima, EdgeType::kInCountry, {NodeType::kCountry, "FR", {}}));
  CHECK(CountEdges(*store, EdgeType::kRelatedTo) > 40'000);
}

}  // namespace kontor
