// The same data give the same bytes, in whatever order they came.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

// A copy of a table whose data rows are in another order.
void ShuffleTable(const std::filesystem::path& from, const std::filesystem::path& to,
                  std::mt19937& random) {
  std::istringstream input(ReadText(from));
  std::string header;
  std::getline(input, header);
  std::vector<std::string> rows;
  for (std::string row; std::getline(input, row);) {
    rows.push_back(row);
  }
  std::ranges::shuffle(rows, random);
  std::string text = header + "\n";
  for (const std::string& row : rows) {
    text += row + "\n";
  }
  WriteText(to, text);
}

// Every answer that the program gives about the database.
std::string AllAnswers(const std::string& database) {
  std::string text;
  for (int i = 0; i < 16; ++i) {
    const std::string id = "pic:" + std::to_string(888000000 + i);
    for (const char* preset : {"similar", "newcomers"}) {
      text += Kontor({"partners", id, "--db", database, "--format", "json", "--preset", preset,
                      "--as-of", "2023-01-01"})
                  .out;
    }
  }
  return text;
}

// The generation counts imports, which may differ in number.
std::string WithoutGeneration(std::string text) {
  for (size_t at = 0; (at = text.find("\"generation\":", at)) != std::string::npos; ++at) {
    text.erase(at, text.find_first_of(",}", at) - at);
  }
  return text;
}

}  // namespace

TEST_CASE("answers do not depend on the order of files, imports or rows",
          "[app][reproducible][long]") {
  const TemporaryDirectory directory;
  const std::string seventh = Fixture("cordis/seventh").string();
  const std::string horizon = Fixture("cordis/horizon").string();
  const auto database = [&](const char* name) { return (directory.path() / name).string(); };

  KontorOutput({"import", "cordis", seventh, horizon, "--db", database("a")});
  const std::string answers = AllAnswers(database("a"));
  const std::string everything = KontorOutput({"export", "ndjson", "--db", database("a")});
  CHECK(Contains(answers, "pic:888000003"));

  KontorOutput({"import", "cordis", horizon, seventh, "--db", database("b")});
  CHECK(AllAnswers(database("b")) == answers);
  CHECK(KontorOutput({"export", "ndjson", "--db", database("b")}) == everything);

  std::mt19937 random(11);
  const std::filesystem::path shuffled = directory.path() / "shuffled";
  for (const char* set : {"seventh", "horizon"}) {
    std::filesystem::create_directories(shuffled / set);
    for (const char* table : {"project.csv", "organization.csv"}) {
      ShuffleTable(Fixture("cordis") / set / table, shuffled / set / table, random);
    }
  }
  KontorOutput({"import", "cordis", (shuffled / "horizon").string(), "--db", database("c")});
  KontorOutput({"import", "cordis", (shuffled / "seventh").string(), "--db", database("c")});
  CHECK(AllAnswers(database("c")) == answers);
  CHECK(KontorOutput({"export", "ndjson", "--db", database("c")}) == everything);
}

TEST_CASE("answers survive export and import", "[app][reproducible][long]") {
  const TemporaryDirectory directory;
  const std::string first = (directory.path() / "first").string();
  const std::string second = (directory.path() / "second").string();
  const std::string file = (directory.path() / "all.ndjson").string();
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(),
                Fixture("cordis/horizon").string(), "--db", first});
  KontorOutput({"export", "ndjson", "--db", first, "--out", file});
  KontorOutput({"import", "ndjson", file, "--db", second});
  CHECK(WithoutGeneration(AllAnswers(second)) == WithoutGeneration(AllAnswers(first)));
}

}  // namespace kontor
