// What is exported is read with programs that are not ours (tests/app/exports/read.py).
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

// Texts as somebody would write them who means harm, or never saw a spreadsheet. In JSON.
const std::vector<std::string>& HostileTexts() {
  static const std::vector<std::string> texts = {
      R"(=HYPERLINK(\"http://evil.example\",\"click\"))",
      R"(+1+cmd|' /C calc'!A0)",
      "-2+3",
      "@SUM(A1:A9)",
      R"(\t=1+1)",
      R"(\r=1+1)",
      R"(two\nlines, a \"quote\" and a; semicolon)",
      R"(right \u202eto left\u202c and \u200f a mark)",
      R"(control \u0001\u0008\u001b\u007f characters \ufffe\uffff)",
      R"(<script>alert(1)</script> & ]]> &amp; </b>)",
      "_x0041_ is no A",
      "Ünïcödé 日本 \xF0\x9F\x8C\x8D",
      std::string(500, 'w'),
  };
  return texts;
}

struct HostileDatabase {
  TemporaryDirectory directory;
  std::string path = (directory.path() / "db").string();

  HostileDatabase() {
    std::string lines = "{\"kontor_ndjson\":1}\n";
    for (const char* project : {"one", "two"}) {
      lines += R"({"type":"partnership","key":"p:)" + std::string(project) +
               R"(","values":[{"field":"acronym","text":"=)" + project +
               R"(","source":"test"},{"field":"start","text":"2020-02-03","source":"test"}]})" +
               "\n";
    }
    for (size_t i = 0; i < HostileTexts().size(); ++i) {
      const std::string& text = HostileTexts()[i];
      lines += R"({"type":"organisation","key":"test:)" + std::to_string(i) + R"(","values":[)";
      for (const char* field : {"name", "description", "city", "alias", "url"}) {
        lines += R"({"field":")" + std::string(field) + R"(","text":")" + text +
                 R"(","source":"=test","date":"2021-01-01"},)";
      }
      lines += R"({"field":"alias","text":")" + std::string(40'000, 'a') +
               R"(","source":"=test","date":"2021-01-01"},)";
      lines +=
          R"({"field":"kind","text":"company","source":"=test","date":"2021-01-01"}],"edges":[)";
      lines += R"({"type":"in_country","to_type":"country","to":"DE","source":"test"},)";
      lines += R"({"type":"participates_in","to_type":"partnership","to":"p:)" +
               std::string(i % 2 == 0 ? "one" : "two") + R"(","source":"test"}]})" + "\n";
    }
    const std::string file = (directory.path() / "hostile.ndjson").string();
    WriteText(file, lines);
    KontorOutput({"import", "ndjson", file, "--db", path});
  }

  // Writes the answer in all of these formats, and has them read.
  void Check(const std::string& name, std::vector<std::string> arguments,
             const std::vector<std::string>& formats) {
    arguments.insert(arguments.end(), {"--db", path, "--format", "", "--out", ""});
    for (const std::string& format : formats) {
      arguments[arguments.size() - 3] = format;
      arguments.back() = (directory.path() / (name + "." + format)).string();
      CHECK(KontorOutput(arguments).empty());
      const std::string first = ReadText(arguments.back());
      KontorOutput(arguments);
      CHECK(first == ReadText(arguments.back()));
    }
    const std::string reader = (SourceDirectory() / "tests/app/exports/read.py").string();
    const Outcome outcome =
        Shell("PATH=/usr/bin:$PATH python3 '" + reader + "' . " + name, directory.path());
    INFO(outcome.out << outcome.err);
    if (outcome.exit_code == 3) {
      SKIP(outcome.out);
    }
    CHECK(outcome.exit_code == 0);
    for (const std::string& format : formats) {
      if (format != "json") CHECK(Contains(outcome.out, " " + format));
    }
    if (std::filesystem::exists(directory.path() / (name + ".libreoffice"))) {
      CHECK(Contains(outcome.out, " libreoffice"));
    }
  }
};

const std::vector<std::string> kFormatsOfLists = {"json",    "ndjson", "csv",   "xlsx",
                                                  "graphml", "gexf",   "jsonld"};

}  // namespace

TEST_CASE("other programs read partners in all formats, whatever the texts",
          "[app][export][long]") {
  HostileDatabase database;
  database.Check("partners", {"partners", "test:0", "--top", "100", "--as-of", "2024-01-01"},
                 kFormatsOfLists);
}

TEST_CASE("other programs read search results in all formats, whatever the texts",
          "[app][export][long]") {
  HostileDatabase database;
  database.Check("search", {"search", "country:DE", "--top", "100"}, kFormatsOfLists);
  database.Check("ranked", {"search", "country:DE", "--for", "test:1", "--top", "100"},
                 kFormatsOfLists);
}

TEST_CASE("LibreOffice opens a workbook, and computes nothing of it", "[app][export][long]") {
  HostileDatabase database;
  const Outcome opened = Shell(
      "command -v soffice >/dev/null || exit 3\n"
      "kontor partners test:0 --db db --top 100 --as-of 2024-01-01 --format xlsx --out list.xlsx\n"
      "mkdir -p opened && HOME=$PWD soffice --headless "
      "-env:UserInstallation=\"file://$PWD/office\" "
      "--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1' --outdir opened list.xlsx\n"
      "mv opened/list.csv list.libreoffice",
      database.directory.path());
  INFO(opened.out << opened.err);
  if (opened.exit_code == 3) {
    SKIP("LibreOffice is missing; tools/setup test installs it");
  }
  CHECK(opened.exit_code == 0);
  database.Check("list", {"partners", "test:0", "--top", "100", "--as-of", "2024-01-01"}, {"json"});
}

TEST_CASE("other programs read organisations in all formats, whatever the texts",
          "[app][export][long]") {
  HostileDatabase database;
  database.Check("organisations", {"export", "organisations"},
                 {"json", "ndjson", "csv", "xlsx", "jsonld"});
  database.Check("companies", {"export", "organisations", "--kind", "company", "--country", "DE"},
                 {"json", "csv"});
}

TEST_CASE("other programs read the graph in all formats, whatever the texts",
          "[app][export][long]") {
  HostileDatabase database;
  const std::vector<std::string> formats = {"graphml", "gexf", "json", "csv", "xlsx"};
  database.Check("graph", {"export", "graph"}, formats);
  database.Check("near", {"export", "graph", "--around", "test:0"}, formats);
  const std::string near = KontorOutput(
      {"export", "graph", "--around", "test:0", "--format", "csv", "--db", database.path});
  CHECK(Contains(near, "organisation:test:2,partnership:p:one,participates_in,"));
  CHECK_FALSE(Contains(near, "test:1,"));  // of the other partnership
}

TEST_CASE("an export that cannot be is refused", "[app][export]") {
  const HostileDatabase database;
  const auto code = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "export");
    arguments.insert(arguments.end(), {"--db", database.path});
    const Outcome outcome = Kontor(arguments);
    CHECK(outcome.out.empty());
    CHECK_FALSE(outcome.err.empty());
    return outcome.exit_code;
  };
  CHECK(code({"organisations", "--country", "XX"}) == 2);
  CHECK(code({"graph", "--around", "nobody"}) == 1);
  CHECK(code({"organisations", "--out", "/nowhere/file.csv"}) == 1);
  const Outcome homeless = Run({.arguments = {"export", "organisations", "--format", "xlsx", "--db",
                                              database.path, "--out", "/dev/null"},
                                .environment = {{"TMPDIR", "/nowhere"}}});
  CHECK(homeless.exit_code == 1);
  CHECK(Contains(homeless.err, "there is no room for temporary files"));
  const std::string full = "/dev/full";
  for (const char* format : {"csv", "json", "xlsx"}) {
    CHECK(code({"organisations", "--format", format, "--out", full}) == 1);
  }
}

TEST_CASE("a file for spreadsheets begins with a byte order mark, a pipe does not",
          "[app][export]") {
  const HostileDatabase database;
  const std::string file = (database.directory.path() / "partners.csv").string();
  const std::vector<std::string> question = {"partners",    "test:0",   "--db",
                                             database.path, "--format", "csv"};
  std::vector<std::string> to_file = question;
  to_file.insert(to_file.end(), {"--out", file});
  KontorOutput(to_file);
  CHECK(ReadText(file) == "\xEF\xBB\xBF" + KontorOutput(question));
}

TEST_CASE("a workbook is not written to a terminal", "[app][export]") {
  const HostileDatabase database;
  const std::string command = "kontor partners test:0 --db '" + database.path + "' --format xlsx";
  const Outcome terminal = Shell("script -qec \"" + command + "\" /dev/null </dev/null; true",
                                 database.directory.path());
  if (Contains(terminal.err, "script: command not found")) {
    SKIP("there is no program 'script' to make a terminal with");
  }
  INFO(terminal.out);
  CHECK(Contains(terminal.out, "name a file with --out"));
  const Outcome pipe = Shell(command + " | head -c 2", database.directory.path());
  CHECK(pipe.out == "PK");
}

}  // namespace kontor
