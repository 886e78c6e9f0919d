#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

struct JudgedDemo {
  TemporaryDirectory directory;
  std::string path = (directory.path() / "db").string();

  JudgedDemo() { KontorOutput({"import", "demo", "--db", path}); }

  [[nodiscard]] std::vector<std::string> Evaluate(const std::vector<std::string>& more) const {
    std::vector<std::string> words = {"evaluate", "--db", path, "--queries", "40"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
};

}  // namespace

TEST_CASE("an evaluation compares presets and baselines, the same at every run",
          "[app][evaluate][long]") {
  const JudgedDemo database;
  const auto words = database.Evaluate({"--cut", "2022-01-01"});
  const std::string table = KontorOutput(words);
  INFO(table);
  for (const char* part : {"balanced/", "consortium/", "adamic-adar", "walk", "facets",
                           "incumbents", "newcomers", "40 of "}) {
    CHECK(Contains(table, part));
  }
  CHECK(table == KontorOutput(words));
  CHECK(table == KontorOutput(database.Evaluate({"--cut", "2022-01-01", "--threads", "1"})));
  CHECK(table == KontorOutput(database.Evaluate({"--cut", "2022-01-01", "--threads", "7"})));
  CHECK(table != KontorOutput(database.Evaluate({"--cut", "2022-01-01", "--seed", "8"})));
}

TEST_CASE("an evaluation is of the models that are named", "[app][evaluate][long]") {
  const JudgedDemo database;
  const std::string file = (database.directory.path() / "mine.json").string();
  WriteText(file, R"({"name": "mine", "version": "3", "weights": {"network": 1}})");
  const std::string json = KontorOutput(database.Evaluate(
      {"--cut", "2022-01-01", "--until", "2023-01-01", "--preset", "similar", "--preset",
       "newcomers", "--weights", file, "--no-baselines", "--format", "json"}));
  for (const char* model : {"\"similar/", "\"newcomers/", "\"mine/3\""}) {
    CHECK(Contains(json, model));
  }
  CHECK_FALSE(Contains(json, "balanced"));
  CHECK_FALSE(Contains(json, "\"walk\""));
  CHECK(Contains(json, "\"until\": \"2023-01-01\""));
}

TEST_CASE("what a floor for newcomers costs is printed", "[app][evaluate][long]") {
  const JudgedDemo database;
  const std::vector<std::string> words = {
      "--cut", "2022-01-01", "--preset", "consortium", "--newcomers", "0.1,0.5", "--no-baselines"};
  const std::string table = KontorOutput(database.Evaluate(words));
  INFO(table);
  CHECK(Contains(table, "consortium/2, newcomers 10 %"));
  const size_t floors = table.find("NDCG@20 to that without floor");
  REQUIRE(floors != std::string::npos);
  CHECK(Contains(table.substr(floors), "consortium/2, newcomers 50 %"));
  auto plain = words;
  plain.resize(4);
  CHECK_FALSE(Contains(KontorOutput(database.Evaluate(plain)), "without floor"));

  const std::string file = (database.directory.path() / "mine.json").string();
  WriteText(file, R"({"name": "mine", "newcomer_floor": 0.5, "weights": {"network": 1}})");
  const std::string json = KontorOutput(database.Evaluate(
      {"--cut", "2022-01-01", "--weights", file, "--no-baselines", "--format", "json"}));
  CHECK(Contains(json, "\"mine/1, newcomers 0 %\""));  // to compare its own floor with
  CHECK(Contains(json, "\"ndcg_to_no_floor\": {"));
}

TEST_CASE("what came true may be read from tables that came out later", "[app][evaluate][long]") {
  const TemporaryDirectory directory;
  const std::string past = (directory.path() / "past").string();
  const std::string both = (directory.path() / "both").string();
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(), "--db", past});
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(), "--db", both});
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", both});
  const auto evaluate = [](const std::string& database, const std::vector<std::string>& more) {
    std::vector<std::string> words = {"evaluate",   "--db",    database,     "--cut",
                                      "2014-06-01", "--until", "2100-01-01", "--no-baselines"};
    words.insert(words.end(), more.begin(), more.end());
    const std::string table = KontorOutput(words);
    return table.substr(table.find("\n\n"));  // without the line that names the data
  };
  CHECK(evaluate(past, {"--future", Fixture("cordis/horizon").string()}) == evaluate(both, {}));
}

TEST_CASE("evaluations that cannot be are refused with the reason", "[app][evaluate][long]") {
  const JudgedDemo database;
  struct Case {
    std::vector<std::string> words;
    int exit_code;
    std::string hint;
  };
  const std::vector<Case> cases = {
      {{}, 2, "--cut"},
      {{"--cut", "2022-13-01"}, 2, "--cut"},
      {{"--cut", "2022-01-01", "--until", "soon"}, 2, "--until"},
      {{"--cut", "2022-01-01", "--until", "2022-01-01"}, 2, "--until"},
      {{"--cut", "2022-01-01", "--queries", "0"}, 2, "--queries"},
      {{"--cut", "2022-01-01", "--threads", "-1"}, 2, "--threads"},
      {{"--cut", "2022-01-01", "--preset", "simlar"}, 2, "similar"},
      {{"--cut", "2022-01-01", "--weights", "nowhere.json"}, 2, "nowhere.json"},
      {{"--cut", "2022-01-01", "--format", "csv"}, 2, "json"},
      {{"--cut", "2022-01-01", "--newcomers", "0"}, 2, "--newcomers"},
      {{"--cut", "2022-01-01", "--newcomers", "0.1,1.1"}, 2, "--newcomers"},
      {{"--cut", "2022-01-01", "--future", "nowhere"}, 1, "nowhere"},
      {{"--cut", "2900-01-01"}, 1, "newest partnership"},
      {{"--cut", "1900-01-01"}, 1, "1900-01-01"},
  };
  for (const auto& [words, exit_code, hint] : cases) {
    const Outcome outcome = Kontor(database.Evaluate(words));
    INFO(outcome.err);
    CHECK(outcome.exit_code == exit_code);
    CHECK(outcome.out.empty());
    CHECK(Contains(outcome.err, hint));
  }
}

}  // namespace kontor
