#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/memory_store.h"
#include "tests/data/cordis_support.h"

namespace kontor {
namespace {

// A store with one project under that programme and legal basis.
std::unique_ptr<Store> StoreOfProject(std::string_view programme, std::string_view legal_basis) {
  const TemporaryDirectory directory;
  auto store = MakeMemoryStore();
  Problems problems;
  const auto path = WriteTables(directory, "a", Project("1", programme, "2015-01-01", legal_basis),
                                {ParticipantRow{}});
  REQUIRE(ImportCordis(*store, path, problems.Options()));
  CHECK(problems.all.empty());
  CHECK(store->Verify().value().empty());
  return store;
}

// The programmes that the project is under, in alphabetical order.
std::vector<std::string> ProgrammesOf(const Store& store, std::string_view project) {
  const auto view = store.View();
  REQUIRE(view);
  std::vector<std::string> keys;
  REQUIRE((*view)->ForEachEdgeFrom(Partnership(store, project).id(), [&](const Edge& edge) {
    if (edge.key.type == EdgeType::kUnderProgramme) {
      keys.push_back((*view)->FindNode(edge.key.to).value().value().key);
    }
    return true;
  }));
  std::ranges::sort(keys);
  return keys;
}

// Project 1 is under the programme, these parts of it, and nothing else; each part is named and
// below the programme.
void CheckParts(const Store& store, const std::string& programme, std::vector<std::string> parts) {
  const Node whole = Find(store, NodeType::kProgramme, programme);
  for (const std::string& key : parts) {
    INFO(key);
    const Node part = Find(store, NodeType::kProgramme, key);
    CHECK(part.Text(Field::kName) == key);
    CHECK(FindEdge(store, part, EdgeType::kParent, whole));
  }
  parts.push_back(programme);
  std::ranges::sort(parts);
  CHECK(ProgrammesOf(store, "cordis:1") == parts);
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

TEST_CASE(
    "a project is under its programme and the parts that pay for it, each below the programme",
    "[data][cordis]") {
  CheckParts(*StoreOfProject("H2020", "SC4"), "H2020", {"H2020-SC4"});
  CheckParts(*StoreOfProject("H2020", "SC4|LEIT; Innovation in SMEs"), "H2020",
             {"H2020-SC4", "H2020-LEIT", "H2020-Innovation in SMEs"});
  CheckParts(*StoreOfProject("H2020", ""), "H2020", {});
}

TEST_CASE("a part that names its programme is not named twice", "[data][cordis]") {
  CheckParts(*StoreOfProject("FP7", "FP7-ICT"), "FP7", {"FP7-ICT"});
  CheckParts(*StoreOfProject("H2020", "H2020-EU.1.3.|ERC"), "H2020",
             {"H2020-EU.1.3.", "H2020-ERC"});
  CheckParts(*StoreOfProject("HORIZON", "HORIZON.2.4"), "HORIZON", {"HORIZON.2.4"});
  CheckParts(*StoreOfProject("H2020", "h2020-EU.1.3."), "H2020", {"H2020-EU.1.3."});
  // It only begins with the same letters.
  CheckParts(*StoreOfProject("FP1", "FP12"), "FP1", {"FP1-FP12"});
}

TEST_CASE("the bare name of a programme and what is said twice are no further parts",
          "[data][cordis]") {
  CheckParts(*StoreOfProject("FP7", "FP7"), "FP7", {});
  CheckParts(*StoreOfProject("fp7", "fp7"), "FP7", {});
  CheckParts(*StoreOfProject("FP7", "FP7|FP7-NMP;NMP| ;|FP7-NMP"), "FP7", {"FP7-NMP"});
}

TEST_CASE("without a programme there are no parts", "[data][cordis]") {
  const auto store = StoreOfProject("", "SC4");
  CHECK(ProgrammesOf(*store, "cordis:1").empty());
}

TEST_CASE("a part that is longer than any code is left out, the others stay", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto path = WriteTables(
      directory, "a",
      Project("1", "H2020", "2015-01-01", std::string(201, 'x') + "|" + std::string(200, 'y')),
      {{}});
  REQUIRE(ImportCordis(*store, path, problems.Options()));
  CHECK(problems.Mentions("legalBasis: longer than any code; it is left out"));
  CheckParts(*store, "H2020", {"H2020-" + std::string(200, 'y')});
}

TEST_CASE("projects under one part share it, and the order of imports does not matter",
          "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto fp7 = WriteTables(directory, "a",
                               Project("1", "FP7", "2010-01-01", "FP7-ICT") +
                                   Project("2", "FP7", "2012-01-01", "ICT|HEALTH"),
                               {{}});
  const auto h2020 =
      WriteTables(directory, "b", Project("3", "H2020", "2016-01-01", "SC1"), {{.project = "3"}});
  const auto one = MakeMemoryStore();
  const auto other = MakeMemoryStore();
  for (const auto& path : {fp7, h2020}) REQUIRE(ImportCordis(*one, path, {}));
  for (const auto& path : {h2020, fp7}) REQUIRE(ImportCordis(*other, path, {}));
  CHECK(Dump(*one) == Dump(*other));
  CHECK(ProgrammesOf(*one, "cordis:1") == std::vector<std::string>{"FP7", "FP7-ICT"});
  CHECK(ProgrammesOf(*one, "cordis:2") == std::vector<std::string>{"FP7", "FP7-HEALTH", "FP7-ICT"});
  CHECK(ProgrammesOf(*one, "cordis:3") == std::vector<std::string>{"H2020", "H2020-SC1"});
}

}  // namespace
}  // namespace kontor
