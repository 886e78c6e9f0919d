#include "data/cordis_tables.h"

#include <catch2/catch_test_macros.hpp>

#include "store/memory_store.h"
#include "tests/data/cordis_support.h"

namespace kontor {
namespace {

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

}  // namespace
}  // namespace kontor
