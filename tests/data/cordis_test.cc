#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "store/memory_store.h"
#include "tests/data/cordis_support.h"

namespace kontor {
namespace {

TEST_CASE("a project and its participant become a partnership and an organisation",
          "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto path = WriteTables(directory, "h2020", Project("1", "H2020", "2014-05-01"),
                                {{.country = "EL", .nuts = "EL303", .role = "coordinator"}});
  const auto summary = ImportCordis(*store, path, problems.Options());
  REQUIRE(summary);
  CHECK(summary->rows == 2);
  CHECK(summary->bad_rows == 0);
  CHECK(problems.all.empty());

  const Node project = Partnership(*store, "cordis:1");
  CHECK(project.Text(Field::kTitle) == "A \"long\"\ntitle");
  CHECK(project.Text(Field::kAcronym) == "ACR");
  CHECK(project.Text(Field::kStart) == "2014-05-01");
  CHECK(project.Text(Field::kEnd) == "2016-12-31");
  CHECK(project.Text(Field::kTotalCost) == "5240708.13");
  CHECK(project.Text(Field::kEuContribution) == "270000");
  CHECK(project.Text(Field::kSubject) == "Aims");
  CHECK(project.Text(Field::kDoi) == "10.3030/1");
  CHECK(project.values.front().source == "cordis:h2020");
  CHECK(project.values.front().date == MakeDate(2014, 5, 1));

  const Node acme = Organisation(*store, "pic:999");
  CHECK(acme.Text(Field::kName) == "Acme Oy");
  CHECK(acme.Text(Field::kAcronym) == "AC");
  CHECK(acme.Text(Field::kKind) == "company");
  CHECK(acme.Text(Field::kSme) == "true");
  CHECK(acme.Text(Field::kCity) == "Helsinki");
  CHECK(acme.Text(Field::kPostCode) == "00100");
  CHECK(acme.Text(Field::kStreet) == "Street 1");
  CHECK(acme.Text(Field::kLocation) == "60.1,24.9");
  CHECK(acme.Text(Field::kUrl) == "www.acme.fi");
  CHECK(acme.Text(Field::kIdentifier) == "vat:FI123");
  CHECK(Dump(*store).find("contact.example") == std::string::npos);

  const auto part = FindEdge(*store, acme, EdgeType::kParticipatesIn, project);
  REQUIRE(part);
  CHECK(part->Text(Field::kRole) == "coordinator");
  CHECK(part->Text(Field::kEuContribution) == "10.5");
  CHECK(part->Text(Field::kTotalCost) == "20");
  CHECK(part->valid_from == MakeDate(2014, 5, 1));
  CHECK(FindEdge(*store, acme, EdgeType::kInCountry, {NodeType::kCountry, "GR", {}}));
  CHECK(FindEdge(*store, acme, EdgeType::kInRegion, {NodeType::kRegion, "EL303", {}}));
  CHECK(FindEdge(*store, project, EdgeType::kUnderProgramme, {NodeType::kProgramme, "H2020", {}}));
  for (const char* call : {"T-1", "T-2", "M-1"}) {
    CHECK(FindEdge(*store, project, EdgeType::kUnderCall, {NodeType::kCall, call, {}}));
  }
  CHECK(FindEdge(*store, project, EdgeType::kAboutTopic, {NodeType::kTopic, "theme:Health", {}}));
  CHECK(store->Verify().value().empty());
}

TEST_CASE("importing the same tables twice changes nothing", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const auto path = WriteTables(directory, "a", Project("1", "FP7", "2008-01-01"),
                                {{},
                                 {.id = "", .name = "Namenlos GmbH", .country = "DE"},
                                 {.order = "2", .role = "coordinator"}});
  const auto first = ImportCordis(*store, path, {});
  REQUIRE(first);
  const auto second = ImportCordis(*store, path, {});
  REQUIRE(second);
  CHECK(second->generation == first->generation);
  CHECK(second->counts.added + second->counts.changed + second->counts.erased == 0);
}

TEST_CASE("the order of imports does not matter", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto fp7 = WriteTables(directory, "fp7", Project("1", "FP7", "2008-01-01"),
                               {{.name = "Old Name"},
                                {.id = "", .name = "Beta AB", .country = "SE"},
                                {.id = "", .name = "Twins", .country = "SE"}});
  const auto h2020 =
      WriteTables(directory, "h2020", Project("2", "H2020", "2015-01-01"),
                  {{.project = "2", .name = "New Name"},
                   {.project = "2", .id = "77", .name = "BETA A.B.", .country = "SE"},
                   {.project = "2", .id = "78", .name = "", .country = "SE"},
                   {.project = "2", .id = "81", .name = "Twins", .country = "SE"},
                   {.project = "2", .id = "82", .name = "TWINS", .country = "SE"},
                   {.project = "3",
                    .id = "79",
                    .name = "Gamma",
                    .country = "NO",
                    .updated = "2016-02-03 04:05:06"}});
  const auto one = MakeMemoryStore();
  const auto other = MakeMemoryStore();
  REQUIRE(ImportCordis(*one, fp7, {}));
  REQUIRE(ImportCordis(*one, h2020, {}));
  REQUIRE(ImportCordis(*other, h2020, {}));
  REQUIRE(ImportCordis(*other, fp7, {}));
  CHECK(Dump(*one) == Dump(*other));

  SECTION("and a newer row's name stands, the older one stays as an alias") {
    CHECK(Organisation(*one, "pic:999").Text(Field::kName) == "New Name");
    CHECK(Organisation(*one, "pic:999").Text(Field::kAlias) == "Old Name");
  }
  SECTION("and both at once, from one directory, are the same again") {
    const auto both = MakeMemoryStore();
    REQUIRE(ImportCordis(*both, directory.path(), {}));
    CHECK(Dump(*both) == Dump(*one));
  }
}

TEST_CASE("a row without an id is known by its name and tied to the one who carries it",
          "[data][cordis][match]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const ParticipantRow nameless = {.id = "", .name = "Universität Zürich", .country = "CH"};
  const ParticipantRow named = {.id = "7", .name = "UNIVERSITAT ZURICH", .country = "CH"};
  const ParticipantRow abroad = {.id = "8", .name = "UNIVERSITAT ZURICH", .country = "DE"};
  const auto project = Project("1", "FP7", "2008-01-01");
  const auto path = WriteTables(directory, "a", project, {nameless, named, abroad});
  const auto summary = ImportCordis(*store, path, {});
  REQUIRE(summary);
  const Node copy = Organisation(*store, "name:CH:universitat-zurich");
  CHECK(copy.Text(Field::kName) == "Universität Zürich");
  const auto same = FindEdge(*store, copy, EdgeType::kSameAs, Organisation(*store, "pic:7"));
  REQUIRE(same);
  CHECK(same->source == "match:name+country");
  CHECK(CountEdges(*store, EdgeType::kSameAs) == 1);
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) == 3);

  SECTION("until a second one carries the name in that country: then it is left apart") {
    const ParticipantRow twin = {.id = "9", .name = "Universität Zürich", .country = "CH"};
    const auto more =
        WriteTables(directory, "b", Project("2", "FP7", "2009-01-01"),
                    {{.project = "2", .id = "9", .name = twin.name, .country = "CH"}});
    REQUIRE(ImportCordis(*store, more, {}));
    CHECK(CountEdges(*store, EdgeType::kSameAs) == 0);
  }
}

TEST_CASE("a project that only the participants know is made from them, with a warning",
          "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto path = WriteTables(directory, "a", Project("1", "FP7", "2008-01-01"),
                                {{.project = "4"}, {.project = "4", .id = "5"}});
  REQUIRE(ImportCordis(*store, path, problems.Options()));
  CHECK(Partnership(*store, "cordis:4").Text(Field::kAcronym) == "PACR");
  REQUIRE(problems.all.size() == 1);
  CHECK(problems.all[0].severity == Severity::kWarning);
  CHECK(problems.all[0].line == 2);
  CHECK(problems.all[0].column == "projectID");
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) == 2);
}

}  // namespace
}  // namespace kontor
