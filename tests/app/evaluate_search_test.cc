#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

struct SearchedDemo {
  TemporaryDirectory directory;
  std::string path = (directory.path() / "db").string();

  SearchedDemo() { KontorOutput({"import", "demo", "--db", path}); }

  [[nodiscard]] std::vector<std::string> Evaluate(const std::vector<std::string>& more) const {
    std::vector<std::string> words = {"evaluate", "search", "--db", path};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
};

}  // namespace

TEST_CASE("no class of judged queries is answered worse than it was", "[app][evaluate]") {
  const SearchedDemo demo;
  const std::string json =
      KontorOutput(demo.Evaluate({"--as-of", "2026-11-30", "--format", "json"}));
  const auto document = nlohmann::json::parse(json);
  INFO(document["missed"].dump(1));
  struct Floor {
    const char* group;
    double mrr;
    double hit;
  };
  // What was reached when a class was last mended, cut to two digits. Raise them, never lower them.
  const std::vector<Floor> floors = {
      {"name", 0.95, 1.0},     {"typo", 0.82, 0.9},      {"beginning", 0.94, 1.0},
      {"acronym", 1.0, 1.0},   {"identifier", 1.0, 1.0}, {"code", 1.0, 1.0},
      {"code-typo", 1.0, 1.0}, {"kind", 1.0, 1.0},       {"compound", 0.92, 1.0},
      {"text", 0.82, 1.0},     {"mixed", 0.97, 1.0},     {"trick", 1.0, 1.0},
  };
  CHECK(document["all"]["queries"] >= 150);
  CHECK(document["classes"].size() == floors.size());
  for (const Floor& floor : floors) {
    INFO(floor.group);
    REQUIRE(document["classes"].contains(floor.group));
    CHECK(document["classes"][floor.group]["mrr"].get<double>() >= floor.mrr);
    CHECK(document["classes"][floor.group]["hit_at_5"].get<double>() >= floor.hit);
  }
}

TEST_CASE("queries of one's own are judged, and those that miss are printed", "[app][evaluate]") {
  const SearchedDemo demo;
  const std::string file = (demo.directory.path() / "mine.tsv").string();
  WriteText(file,
            "mine\tLondon Games Cluster\tdemo:london-games-cluster\n"
            "mine\tzzqxv\tdemo:london-games-cluster\n");
  const std::string table = KontorOutput(demo.Evaluate({"--queries", file}));
  INFO(table);
  CHECK(Contains(table, "mine            2         0.500     0.500"));
  CHECK(Contains(table, "mine: zzqxv\n      expected demo:london-games-cluster\n"));
  CHECK(Contains(table, "found none"));
}

TEST_CASE("the other names that a database holds are asked for", "[app][evaluate]") {
  const SearchedDemo demo;
  const std::string table = KontorOutput(demo.Evaluate({"--names", "20"}));
  INFO(table);
  CHECK(Contains(table, "alias"));
  CHECK(Contains(table, "acronym"));
}

TEST_CASE("judged queries that cannot be are refused with the reason", "[app][evaluate]") {
  const SearchedDemo demo;
  const std::string file = (demo.directory.path() / "mine.tsv").string();
  WriteText(file, "mine\tLondon Games Cluster\n");
  const std::string unknown = (demo.directory.path() / "unknown.tsv").string();
  WriteText(unknown, "mine\tLondon Games Cluster\tsector:Z99\n");
  struct Case {
    std::vector<std::string> words;
    int exit_code;
    std::string hint;
  };
  const std::vector<Case> cases = {{{"--queries", file}, 2, "line 1: "},
                                   {{"--queries", "nowhere.tsv"}, 1, "nowhere.tsv"},
                                   {{"--queries", unknown}, 2, "sector:Z99"},
                                   {{"--names", "-1"}, 2, "--names"},
                                   {{"--format", "csv"}, 2, "json"}};
  for (const auto& [words, exit_code, hint] : cases) {
    const Outcome outcome = Kontor(demo.Evaluate(words));
    INFO(outcome.err);
    CHECK(outcome.exit_code == exit_code);
    CHECK(outcome.out.empty());
    CHECK(Contains(outcome.err, hint));
  }
}

}  // namespace kontor
