#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "data/cordis_tables.h"
#include "store/memory_store.h"
#include "tests/data/import_support.h"

namespace kontor {
namespace {

constexpr std::string_view kProjectHeader =
    "\"id\";\"acronym\";\"status\";\"title\";\"startDate\";\"endDate\";\"totalCost\";"
    "\"ecMaxContribution\";\"legalBasis\";\"topics\";\"ecSignatureDate\";\"frameworkProgramme\";"
    "\"masterCall\";\"subCall\";\"fundingScheme\";\"nature\";\"objective\";\"contentUpdateDate\";"
    "\"rcn\";\"grantDoi\"\n";
constexpr std::string_view kOrganisationHeader =
    "\"projectID\";\"projectAcronym\";\"organisationID\";\"vatNumber\";\"name\";\"shortName\";"
    "\"SME\";\"activityType\";\"street\";\"postCode\";\"city\";\"country\";\"nutsCode\";"
    "\"geolocation\";\"organizationURL\";\"contactForm\";\"contentUpdateDate\";\"rcn\";\"order\";"
    "\"role\";\"ecContribution\";\"netEcContribution\";\"totalCost\";\"endOfParticipation\";"
    "\"active\"\n";

std::string Project(std::string_view id, std::string_view programme, std::string_view start) {
  return "\"" + std::string(id) + "\";\"ACR\";\"CLOSED\";\"A \"\"long\"\"\ntitle\";\"" +
         std::string(start) +
         "\";\"2016-12-31\";\"5240708,13\";\"270000.0\";\"\";"
         "\"T-1|T-2\";\"\";\"" +
         std::string(programme) +
         "\";\"M-1\";\"T-1\";\"CSA\";\"Health\";\"Aims\";\"\";\"193190\";\"10.3030/1\"\n";
}

struct Row {
  std::string project = "1";
  std::string id = "999";
  std::string name = "Acme Oy";
  std::string country = "FI";
  std::string nuts = "";
  std::string updated = "";
  std::string order = "1";
  std::string role = "participant";
  std::string contribution = "10,5";
  std::string ended = "False";
};

std::string Text(const Row& row) {
  return "\"" + row.project + "\";\"PACR\";\"" + row.id + "\";\"FI123\";\"" + row.name +
         "\";\"AC\";\"True\";\"PRC\";\"Street 1\";\"00100\";\"Helsinki\";\"" + row.country +
         "\";\"" + row.nuts +
         "\";\"60.1,24.9\";\"www.acme.fi\";\"https://contact.example/person\";\"" + row.updated +
         "\";\"1\";\"" + row.order + "\";\"" + row.role + "\";\"" + row.contribution +
         "\";\"1.0\";\"20\";\"" + row.ended + "\";\"\"\n";
}

std::filesystem::path WriteTables(const TemporaryDirectory& directory, const std::string& folder,
                                  const std::string& projects,
                                  const std::vector<Row>& organisations) {
  std::string rows(kOrganisationHeader);
  for (const Row& row : organisations) rows += Text(row);
  directory.Write(folder + "/project.csv", std::string(kProjectHeader) + projects);
  return directory.Write(folder + "/organization.csv", rows).parent_path();
}

Node Organisation(const Store& store, std::string_view key) {
  return Find(store, NodeType::kOrganisation, key);
}

Node Partnership(const Store& store, std::string_view key) {
  return Find(store, NodeType::kPartnership, key);
}

}  // namespace

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
  const Row nameless = {.id = "", .name = "Universität Zürich", .country = "CH"};
  const Row named = {.id = "7", .name = "UNIVERSITAT ZURICH", .country = "CH"};
  const Row abroad = {.id = "8", .name = "UNIVERSITAT ZURICH", .country = "DE"};
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
    const Row twin = {.id = "9", .name = "Universität Zürich", .country = "CH"};
    const auto more =
        WriteTables(directory, "b", Project("2", "FP7", "2009-01-01"),
                    {{.project = "2", .id = "9", .name = twin.name, .country = "CH"}});
    REQUIRE(ImportCordis(*store, more, {}));
    CHECK(CountEdges(*store, EdgeType::kSameAs) == 0);
  }
}

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
  std::vector<Row> rows = {{.order = "1", .contribution = "0.1"},
                           {.order = "2", .role = "coordinator", .contribution = "0.2"},
                           {.order = "1", .contribution = "0.1"},  // said twice, with one between
                           {.order = "", .contribution = "12345678901234567.45"}};
  std::vector<size_t> places = {0, 1, 2, 3};
  std::string expected;
  do {
    const auto store = MakeMemoryStore();
    const std::vector<Row> shuffled = {rows[places[0]], rows[places[1]], rows[places[2]],
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

TEST_CASE("an archive of archives is found beside an archive of tables", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto zip = [&directory](const std::string& name, std::string_view id) {
    return directory.WriteZip(
        name, {{"project.csv", "id;frameworkProgramme\n" + std::string(id) + ";FP7\n"},
               {"organization.csv",
                "projectID;organisationID;name;country\n" + std::string(id) + ";5;Acme;DE\n"}});
  };
  zip("both/a.zip", "1");
  const std::string inner = ReadFile(zip("inner.zip", "2"));
  directory.WriteZip("both/b.zip", {{"one.zip", inner}, {"two.zip", inner}});
  const auto store = MakeMemoryStore();
  REQUIRE(ImportCordis(*store, directory.path() / "both", {}));
  CHECK(CountNodes(*store, NodeType::kPartnership) == 2);
  // The archives inside an archive share what memory they may take.
  CHECK(FindCordisTables(directory.path() / "both", 2 * inner.size()));
  const auto refused = FindCordisTables(directory.path() / "both", 2 * inner.size() - 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kLimit);
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

TEST_CASE("the science vocabulary becomes topics with the topics above them", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto path = WriteTables(directory, "a", Project("1", "FP7", "2008-01-01"), {{}});
  directory.Write("a/euroSciVoc.csv",
                  "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle\n"
                  "1;/21/33;/medical and health sciences/health sciences;health sciences\n"
                  "9;/21;/medical and health sciences;x\n1;;;\n");
  directory.Write("a/topics.csv", "projectID;topic;title\n1;T-1;A call\n1;;none\n");
  const auto summary = ImportCordis(*store, path, problems.Options());
  REQUIRE(summary);
  const Node health = Find(*store, NodeType::kTopic, "euroscivoc:21/33");
  const Node medicine = Find(*store, NodeType::kTopic, "euroscivoc:21");
  CHECK(health.Text(Field::kName) == "health sciences");
  CHECK(medicine.Text(Field::kName) == "medical and health sciences");
  CHECK(FindEdge(*store, health, EdgeType::kParent, medicine));
  CHECK(FindEdge(*store, Partnership(*store, "cordis:1"), EdgeType::kAboutTopic, health));
  CHECK(Find(*store, NodeType::kCall, "T-1").Text(Field::kTitle) == "A call");
  CHECK(summary->bad_rows == 3);
  CHECK(problems.Mentions("3 projectID: the project is not in the table of projects"));
}

TEST_CASE("keywords of the portal are not themes", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  std::string project = Project("1", "H2020", "2020-01-01");
  project.replace(project.find("Health"), 6, "crisisRecovery");
  REQUIRE(ImportCordis(*store, WriteTables(directory, "a", project, {{}}), {}));
  CHECK(CountNodes(*store, NodeType::kTopic) == 0);
}

TEST_CASE("tables are found under the names that the portal gave them, also deeper and in archives",
          "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto plain = WriteTables(directory, "plain", Project("1", "FP7", "2008-01-01"), {{}});
  const std::string projects = ReadFile(plain / "project.csv");
  const std::string organisations = ReadFile(plain / "organization.csv");
  const auto expected = MakeMemoryStore();
  REQUIRE(ImportCordis(*expected, plain, {}));

  const auto inner =
      directory.WriteZip("inner.zip", {{"csv/cordis-fp7projects.csv", projects},
                                       {"csv/cordis-fp7organizations.csv", organisations},
                                       {"csv/legalBasis.csv", "x"}});
  std::vector<std::filesystem::path> paths = {inner};
  paths.push_back(directory.WriteZip("outer.zip", {{"fp7.zip", ReadFile(inner)}}));
  directory.Write("deep/fp7/Projects.CSV", projects);
  paths.push_back(
      directory.Write("deep/fp7/organisations.csv", organisations).parent_path().parent_path());
  directory.Write("zips/tables.zip", ReadFile(inner));
  paths.push_back(directory.path() / "zips");
  for (const auto& path : paths) {
    const auto store = MakeMemoryStore();
    const auto summary = ImportCordis(*store, path, {});
    INFO(path);
    REQUIRE(summary);
    CHECK(Dump(*store) == Dump(*expected));
  }
}

TEST_CASE("columns are found by name whatever their order, delimiter and spelling",
          "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  directory.Write("a/projects.csv",
                  "frameworkProgramme,newColumn,Project-ID,start date\nHORIZON,x,1,2021-01-01\n");
  directory.Write("a/organizations.csv",
                  "country,name,id,projectID,endOfParticipation\nDE,Acme,5,1,2022-02-02\n");
  const auto summary = ImportCordis(*store, directory.path() / "a", {});
  REQUIRE(summary);
  CHECK(Organisation(*store, "pic:5").values.front().source == "cordis:horizon");
  const auto edge = FindEdge(*store, Organisation(*store, "pic:5"), EdgeType::kParticipatesIn,
                             Partnership(*store, "cordis:1"));
  REQUIRE(edge);
  CHECK(edge->valid_to == MakeDate(2022, 2, 2));
}

}  // namespace kontor
