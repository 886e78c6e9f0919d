#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "store/memory_store.h"
#include "tests/data/cordis_support.h"

namespace kontor {
namespace {

TEST_CASE("rows that repeat an organisation within a project are one participation",
          "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const auto path = WriteTables(directory, "a", Project("1", "FP7", "2008-01-01"),
                                {{.order = "1", .contribution = "10,25"},
                                 {.id = "5", .name = "Other"},
                                 {.order = "7", .role = "coordinator", .contribution = "4.5"},
                                 {.order = "7", .role = "coordinator", .contribution = ""}});
  const auto summary = ImportCordis(*store, path, {});
  REQUIRE(summary);
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) == 2);
  const auto edge = FindEdge(*store, Organisation(*store, "pic:999"), EdgeType::kParticipatesIn,
                             Partnership(*store, "cordis:1"));
  REQUIRE(edge);
  CHECK(edge->Text(Field::kRole) == "coordinator");
  CHECK(std::string(edge->Text(Field::kEuContribution)).starts_with("1"));
  bool told = false;
  for (const auto& note : summary->notes) {
    told = told || note.find("2 rows repeat an organisation") != std::string::npos;
  }
  CHECK(told);
}

TEST_CASE("how the rows of a participation stand in the file does not matter", "[data][cordis]") {
  const TemporaryDirectory directory;
  std::vector<ParticipantRow> rows = {
      {.order = "1", .contribution = "0.1"},
      {.order = "2", .role = "coordinator", .contribution = "0.2"},
      {.order = "1", .contribution = "0.1"},  // said twice, with one between
      {.order = "", .contribution = "12345678901234567.45"}};
  std::vector<size_t> places = {0, 1, 2, 3};
  std::string expected;
  do {
    const auto store = MakeMemoryStore();
    const std::vector<ParticipantRow> shuffled = {rows[places[0]], rows[places[1]], rows[places[2]],
                                                  rows[places[3]]};
    REQUIRE(ImportCordis(
        *store, WriteTables(directory, "t", Project("1", "FP7", "2010-01-01"), shuffled), {}));
    const auto edge = FindEdge(*store, Organisation(*store, "pic:999"), EdgeType::kParticipatesIn,
                               Partnership(*store, "cordis:1"));
    REQUIRE(edge);
    CHECK(edge->Text(Field::kEuContribution) == "12345678901234567.75");
    CHECK(edge->Text(Field::kRole) == "coordinator");
    if (expected.empty()) expected = Dump(*store);
    CHECK(Dump(*store) == expected);
  } while (std::ranges::next_permutation(places).found);
}

TEST_CASE("a VAT number that is none is left out", "[data][cordis]") {
  const TemporaryDirectory directory;
  directory.Write("a/project.csv", "id;frameworkProgramme\n1;H2020\n");
  const auto tables = directory.Write("a/organization.csv",
                                      "projectID;organisationID;name;country;vatNumber\n"
                                      "1;5;Acme;DE;" +
                                          std::string(65'536, '1') + "\n");
  const auto store = MakeMemoryStore();
  Problems problems;
  REQUIRE(ImportCordis(*store, tables.parent_path(), problems.Options()));
  CHECK(problems.Mentions("vatNumber: longer than a VAT number may be"));
  CHECK(Organisation(*store, "pic:5").Text(Field::kIdentifier).empty());
  CHECK(Organisation(*store, "pic:5").Text(Field::kName) == "Acme");
}

TEST_CASE("a row that says more lately stands, also for money and role", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const auto project = Project("1", "H2020", "2015-01-01");
  const auto old = WriteTables(directory, "old", project, {{.updated = "2016-01-01"}});
  const auto late = WriteTables(
      directory, "new", project,
      {{.updated = "2019-01-01", .role = "partner", .contribution = "99", .ended = "True"}});
  REQUIRE(ImportCordis(*store, late, {}));
  REQUIRE(ImportCordis(*store, old, {}));
  const auto edge = FindEdge(*store, Organisation(*store, "pic:999"), EdgeType::kParticipatesIn,
                             Partnership(*store, "cordis:1"));
  REQUIRE(edge);
  CHECK(edge->Text(Field::kRole) == "partner");
  CHECK(edge->Text(Field::kEuContribution) == "99");
  CHECK(edge->Text(Field::kStatus) == "ended");
  CHECK(edge->date == MakeDate(2019, 1, 1));
}

}  // namespace
}  // namespace kontor
