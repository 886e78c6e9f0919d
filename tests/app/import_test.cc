#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {

TEST_CASE("an import answers with a summary, and again with nothing new", "[app][import]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  const std::string tables = Fixture("cordis/horizon").string();
  const std::string first = KontorOutput({"import", "cordis", tables, "--db", database});
  CHECK(Contains(first, "cordis " + tables + ": 31 rows in "));
  CHECK(Contains(first, "0 bad rows"));
  CHECK(Contains(first, "generation 1"));
  const std::string before = KontorOutput({"stats", "--db", database, "--format", "json"});
  const std::string again = KontorOutput({"import", "cordis", tables, "--db", database});
  CHECK(Contains(again, "added 0, changed 0, unchanged "));
  CHECK(Contains(again, "generation 1"));
  CHECK(Contains(before, "\"partnership\": 6"));
  CHECK(KontorOutput({"export", "ndjson", "--db", database}) ==
        KontorOutput({"export", "ndjson", "--db", database}));
}

TEST_CASE("a dry run reports and keeps nothing, not even a directory", "[app][import]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  const std::string text = KontorOutput(
      {"import", "cordis", Fixture("cordis/horizon").string(), "--db", database, "--dry-run"});
  CHECK(Contains(text, "31 rows"));
  CHECK(Contains(text, "nothing was kept"));
  CHECK_FALSE(std::filesystem::exists(database));
}

TEST_CASE("a bad row is reported with its place and does not stop the rest", "[app][import]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  const std::filesystem::path tables = directory.path() / "tables";
  std::filesystem::copy(Fixture("cordis/horizon"), tables);
  const std::string line =
      R"("";"X";"888000001";"";"Nobody Knows";"";"";"OTH";"";"";"";"IT";"";"";"";"";"";"";"1";"participant";"";"";"";"";"")";
  WriteText(tables / "organization.csv", ReadText(tables / "organization.csv") + line + "\n");
  const std::string report = (directory.path() / "report.csv").string();
  const Outcome outcome =
      Kontor({"import", "cordis", tables.string(), "--db", database, "--report", report});
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(Contains(outcome.out, "1 bad row,"));
  CHECK(Contains(outcome.err, "organization.csv line 27"));
  const std::string rows = ReadText(report);
  CHECK(rows.starts_with("severity,file,line,column,reason\r\nerror,"));
  CHECK(Contains(rows, ",27,"));
  CHECK(Contains(KontorOutput({"stats", "--db", database, "--format", "json"}),
                 "\"partnership\": 6"));
}

TEST_CASE("a report replaces an earlier report and no other file", "[app][import]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  const std::filesystem::path tables = directory.path() / "tables";
  std::filesystem::copy(Fixture("cordis/horizon"), tables);
  const std::string projects = ReadText(tables / "project.csv");
  const auto import_with = [&](const std::filesystem::path& report) {
    return Kontor({"import", "cordis", tables.string(), "--db", database, "--report", report});
  };
  const Outcome refused = import_with(tables / "project.csv");
  CHECK(refused.exit_code == 2);
  CHECK(Contains(refused.err, "choose another name"));
  CHECK(ReadText(tables / "project.csv") == projects);
  CHECK_FALSE(std::filesystem::exists(database));

  const std::filesystem::path report = directory.path() / "report.csv";
  WriteText(report, "");
  CHECK(import_with(report).exit_code == 0);
  const std::string rows = ReadText(report);
  WriteText(report, rows + "error,of,1,an,earlier import\r\n");
  CHECK(import_with(report).exit_code == 0);
  CHECK(ReadText(report) == rows);
}

TEST_CASE("an export leaves files beside its own alone", "[app][export]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  const std::filesystem::path file = directory.path() / "all.ndjson";
  const std::filesystem::path neighbour = directory.path() / "all.ndjson.part";
  WriteText(neighbour, "not ours");
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(), "--db", database});
  KontorOutput({"export", "ndjson", "--db", database, "--out", file});
  CHECK(ReadText(file) == KontorOutput({"export", "ndjson", "--db", database}));
  CHECK(ReadText(neighbour) == "not ours");
  CHECK_FALSE(std::filesystem::exists(directory.path() / "all.ndjson.part2"));
}

TEST_CASE("an export imported into an empty database exports the same bytes",
          "[app][import][long]") {
  const TemporaryDirectory directory;
  const std::string first = (directory.path() / "first").string();
  const std::string second = (directory.path() / "second").string();
  const std::string file = (directory.path() / "all.ndjson").string();
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(),
                Fixture("cordis/seventh").string(), "--db", first});
  KontorOutput({"export", "ndjson", "--db", first, "--out", file});
  const std::string text = ReadText(file);
  CHECK(text == KontorOutput({"export", "ndjson", "--db", first}));
  KontorOutput({"import", "ndjson", file, "--db", second});
  CHECK(KontorOutput({"export", "ndjson", "--db", second}) == text);

  Invocation from_stream;
  from_stream.arguments = {"import", "ndjson", "-", "--db", (directory.path() / "third").string()};
  from_stream.input = text;
  REQUIRE(Run(from_stream).exit_code == 0);
  CHECK(KontorOutput({"export", "ndjson", "--db", (directory.path() / "third").string()}) == text);
}

TEST_CASE("the demo is the same for the same seed", "[app][import][long]") {
  const TemporaryDirectory directory;
  std::string exports[2];
  for (int i = 0; i < 2; ++i) {
    const std::string database = (directory.path() / std::to_string(i)).string();
    KontorOutput({"import", "demo", "--db", database});
    exports[i] = KontorOutput({"export", "ndjson", "--db", database});
  }
  CHECK(exports[0] == exports[1]);
}

TEST_CASE("inputs that cannot be read fail with a sentence", "[app][import]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  const std::string text_file = (directory.path() / "notes.txt").string();
  WriteText(text_file, "no table\n");
  const std::vector<std::vector<std::string>> cases = {
      {"cordis", (directory.path() / "missing").string()},
      {"cordis", directory.path().string()},  // holds no tables
      {"cordis", text_file},
      {"csv", text_file, "--mapping", (directory.path() / "missing.toml").string()},
      {"ndjson", (directory.path() / "missing.ndjson").string()},
  };
  for (const std::vector<std::string>& words : cases) {
    std::vector<std::string> arguments = {"import"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    arguments.insert(arguments.end(), {"--db", database});
    const Outcome outcome = Kontor(arguments);
    INFO(words[1] << ": " << outcome.err);
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.err.starts_with("kontor: "));
  }
}

TEST_CASE("a sound database verifies, and its statistics add up", "[app][import]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(), "--db", database});
  CHECK(KontorOutput({"verify", "--db", database}) == database + " is sound\n");
  const std::string table = KontorOutput({"stats", "--db", database});
  CHECK(table.starts_with("generation 1, schema "));
  CHECK(Contains(table, "partnership"));
  CHECK(Contains(table, "participates_in"));
}

TEST_CASE("the environment names the database when the option does not", "[app][import]") {
  const TemporaryDirectory directory;
  Invocation invocation;
  invocation.arguments = {"import", "cordis", Fixture("cordis/horizon").string()};
  invocation.environment = {{"KONTOR_DB", (directory.path() / "db").string()}};
  REQUIRE(Run(invocation).exit_code == 0);
  invocation.arguments = {"search", "halmberg"};
  CHECK(Contains(Run(invocation).out, "pic:888000003"));
}

}  // namespace kontor
