#include <catch2/catch_test_macros.hpp>

#include "store/memory_store.h"
#include "tests/data/import_support.h"

namespace kontor {
namespace {

constexpr std::string_view kProjects =
    "id;acronym;startDate;frameworkProgramme\n1;A;2008-01-01;FP7\n";
constexpr std::string_view kColumns = "projectID;organisationID;name;country;nutsCode;totalCost\n";

std::filesystem::path Tables(const TemporaryDirectory& directory, std::string_view rows) {
  directory.Write("t/project.csv", kProjects);
  return directory.Write("t/organization.csv", std::string(kColumns) + std::string(rows))
      .parent_path();
}

// Imports into a store that is not empty and checks that a failure leaves it as it was.
Error ImportFails(const std::filesystem::path& path, const ImportOptions& options = {}) {
  const auto store = MakeMemoryStore();
  Batch batch;
  batch.nodes.push_back({NodeType::kOrganisation, "test:1", {}});
  REQUIRE(store->Write(batch, {}));
  const std::string before = Dump(*store);
  const auto summary = ImportCordis(*store, path, options);
  REQUIRE_FALSE(summary);
  CHECK(Dump(*store) == before);
  CHECK(store->Stats().value().generation == 1);
  return summary.error();
}

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("bad rows are told with line, column and reason, and the others are imported",
          "[data][cordis][hostile]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const std::string rows = std::string("1;5;Good;DE;;\n") +        // line 2
                           "1;6;Too few\n" +                       // line 3
                           ";7;No project;DE;;\n" +                // line 4
                           "1;;;DE;;\n" +                          // line 5
                           "1;8;Bad \xFF name;DE;;\n" +            // line 6
                           "1;9;Odd;Germnay;XX999;much\n" +        // line 7
                           "1;10;\"broken\"quote;DE;;\n" +         // line 8
                           std::string("1;11;N\0UL;DE;;\n", 15) +  // line 9
                           "1;not an id!;By Name;DE;;\n" +         // line 10
                           "1;12;Last;DE;DE212;12\n";              // line 11
  const auto summary = ImportCordis(*store, Tables(directory, rows), problems.Options());
  REQUIRE(summary);
  CHECK(summary->rows == 11);
  CHECK(summary->bad_rows == 4);
  CHECK(problems.Mentions("3 country: 3 fields instead of the header's 6"));
  CHECK(problems.Mentions("4 projectID: the row has no usable project id"));
  CHECK(problems.Mentions("5 name: the organisation has neither an id nor a name"));
  CHECK(problems.Mentions("6 name: not well-formed UTF-8 text"));
  CHECK(problems.Mentions("7 country: unknown country \"Germnay\"; the nearest is DE"));
  CHECK(problems.Mentions("7 nutsCode: not a NUTS 2021 code"));
  CHECK(problems.Mentions("7 totalCost: \"much\" is not an amount"));
  CHECK(problems.Mentions("8 name: text follows a closing quote"));
  CHECK(problems.Mentions("9 name: not well-formed UTF-8 text, or a NUL"));
  CHECK(problems.Mentions("10 organisationID: not an id"));
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) == 6);
  CHECK(Find(*store, NodeType::kOrganisation, "name:DE:by-name").Text(Field::kName) == "By Name");
  CHECK(store->Verify().value().empty());
}

TEST_CASE("a field of ten megabytes is one bad row", "[data][cordis][hostile]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const std::string rows =
      "1;5;" + std::string(10 << 20, 'x') + ";DE;;\n1;6;" + std::string(100'000, 'y') + ";DE;;\n";
  const auto summary = ImportCordis(*store, Tables(directory, rows), problems.Options());
  REQUIRE(summary);
  CHECK(summary->bad_rows == 1);
  CHECK(problems.Mentions("2 name: a field of more than 1048576 bytes"));
  CHECK(problems.Mentions("3 name: longer than 65536 bytes; the value is left out"));
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) == 1);
}

TEST_CASE("missing columns and tables are named", "[data][cordis][hostile]") {
  const TemporaryDirectory directory;
  directory.Write("a/project.csv", kProjects);
  CHECK(Has(ImportFails(directory.path() / "a").message, "has no organization.csv"));
  directory.Write("a/organization.csv", "projectID;city\n1;Bergen\n");
  CHECK(Has(ImportFails(directory.path() / "a").message,
            "lacks the columns organisationID, name, country; it has projectID, city"));
  directory.Write("b/project.csv", "x;y\n1;2\n");
  directory.Write("b/organization.csv", kColumns);
  CHECK(Has(ImportFails(directory.path() / "b").message, "lacks the column id"));
  directory.Write("c/readme.txt", "x");
  CHECK(ImportFails(directory.path() / "c").code == ErrorCode::kNotFound);
  CHECK(ImportFails(directory.path() / "nothing").code == ErrorCode::kNotFound);
  CHECK(ImportFails(directory.path() / "c/readme.txt").code == ErrorCode::kBadData);
}

TEST_CASE("empty, doubled and strangely encoded tables are refused", "[data][cordis][hostile]") {
  const TemporaryDirectory directory;
  const auto path = Tables(directory, "");
  directory.Write("t/project.csv", "");
  CHECK(Has(ImportFails(path).message, "is empty"));
  directory.Write("t/project.csv", "id;name;ID\n");
  CHECK(Has(ImportFails(path).message, "two columns named"));
  directory.Write("t/project.csv", std::string("\xFF\xFEi\0d\0", 6));
  CHECK(Has(ImportFails(path).message, "UTF-16"));
  directory.Write("t/project.csv", "i\xFF;d\n");
  CHECK(Has(ImportFails(path).message, "not UTF-8"));
  directory.Write("t/project.csv", kProjects);
  directory.Write("t/projects.csv", kProjects);
  CHECK(Has(ImportFails(path).message, "claim to be the same table"));
}

TEST_CASE("an archive that is a bomb, or cut off, leaves the store as it was",
          "[data][cordis][hostile]") {
  const TemporaryDirectory directory;
  std::string bomb(kColumns);
  for (int i = 0; i < 6'000'000; ++i) bomb += "1;5;A;DE;;\n";
  const auto path = directory.WriteZip(
      "bomb.zip", {{"project.csv", std::string(kProjects)}, {"organization.csv", bomb}});
  CHECK(ImportFails(path).code == ErrorCode::kLimit);
  const std::string bytes =
      ReadFile(directory.WriteZip("sound.zip", {{"project.csv", std::string(kProjects)},
                                                {"organization.csv", std::string(kColumns)}}));
  CHECK(ImportFails(directory.Write("cut.zip", bytes.substr(0, bytes.size() - 30))).code ==
        ErrorCode::kBadData);
}

TEST_CASE("cancelling in the middle keeps nothing", "[data][cordis][hostile]") {
  const TemporaryDirectory directory;
  std::string rows;
  for (int i = 0; i < 60'000; ++i) rows += "1;" + std::to_string(i) + ";Name;DE;;\n";
  const auto path = Tables(directory, rows);
  ImportOptions options;
  int calls = 0;
  options.on_progress = [&calls](const Progress& progress) {
    CHECK(progress.done_bytes <= progress.total_bytes);
    return ++calls < 2;
  };
  CHECK(ImportFails(path, options).code == ErrorCode::kUnavailable);
  CHECK(calls == 2);
}

TEST_CASE("a table of bad rows, and the first look at a table, can be cancelled",
          "[data][cordis]") {
  const TemporaryDirectory directory;
  std::string rows;
  for (int i = 0; i < 10'000; ++i) rows += "1;too few\n";
  const auto path = Tables(directory, rows);
  ImportOptions options;
  uint64_t counted = 1;
  options.on_progress = [&counted](const Progress& progress) {
    counted = progress.rows;
    return false;
  };
  CHECK(ImportFails(path, options).code == ErrorCode::kUnavailable);
  CHECK(counted == 1);  // of the projects: the first look counts none
  int calls = 0;
  options.on_progress = [&calls](const Progress&) { return ++calls < 2; };
  CHECK(ImportFails(path, options).code == ErrorCode::kUnavailable);
}

TEST_CASE("a dry run counts and keeps nothing", "[data][cordis]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  ImportOptions options;
  options.dry_run = true;
  const auto summary = ImportCordis(*store, Tables(directory, "1;5;A;DE;;\n"), options);
  REQUIRE(summary);
  CHECK(summary->generation == 0);
  CHECK(summary->counts.added > 0);
  CHECK(store->Stats().value().nodes == 0);
}

TEST_CASE("names without letters, and very long ones, have keys of their own",
          "[data][cordis][hostile]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const std::string rows = "1;;???;DE;;\n1;;!!!;DE;;\n1;;" + std::string(2'000, 'a') +
                           ";DE;;\n1;;" + std::string(2'001, 'a') + ";;;\n";
  const auto summary = ImportCordis(*store, Tables(directory, rows), {});
  REQUIRE(summary);
  CHECK(summary->bad_rows == 0);
  CHECK(CountEdges(*store, EdgeType::kParticipatesIn) == 4);
}

}  // namespace kontor
