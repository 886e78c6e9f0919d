#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

struct TaughtDemo {
  TemporaryDirectory directory;
  std::string path = (directory.path() / "db").string();

  TaughtDemo() { KontorOutput({"import", "demo", "--db", path}); }

  [[nodiscard]] std::string File(const std::string& name) const {
    return (directory.path() / name).string();
  }
  // The words of a quick lesson, without --out.
  [[nodiscard]] std::vector<std::string> Learn(const std::vector<std::string>& more) const {
    std::vector<std::string> words = {"learn",     "--db", path,       "--windows", "2",
                                      "--queries", "60",   "--rounds", "40"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  // What a quick lesson writes.
  [[nodiscard]] std::string Learned(std::vector<std::string> more) const {
    const std::string out = File("learned.json");
    more.insert(more.end(), {"--until", "2024-01-01", "--out", out, "--no-evaluation"});
    KontorOutput(Learn(more));
    return ReadText(out);
  }
  [[nodiscard]] std::vector<std::string> Files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
};

}  // namespace

TEST_CASE("a learned preset is told how good it is, and is a preset for every verb",
          "[app][learn][long]") {
  const TaughtDemo database;
  const std::string file = database.File("history.json");
  const Outcome outcome =
      Kontor(database.Learn({"--until", "2024-01-01", "--out", file, "--name", "history"}));
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(Contains(outcome.out, "Partnerships from 2023-01-01 until before 2024-01-01"));
  CHECK(Contains(outcome.out, "history/2024-01-01"));
  CHECK(Contains(outcome.out, "adamic-adar"));
  CHECK(Contains(outcome.err, "the year from 2022-01-01 to 2023-01-01: "));
  CHECK(Contains(outcome.err, "the year from 2023-01-01 to 2024-01-01: "));
  CHECK(Contains(outcome.err, "wrote " + file));
  CHECK(Contains(outcome.err, "--weights " + file));

  // The first id behind a header.
  const std::string found =
      KontorOutput({"search", "maschinenbau", "--db", database.path, "--format", "csv"});
  const size_t id = found.find('\n') + 1;
  const std::string organisation = found.substr(id, found.find(',', id) - id);
  const std::string partners = KontorOutput(
      {"partners", organisation, "--db", database.path, "--weights", file, "--format", "json"});
  CHECK(Contains(partners, "history/2024-01-01"));
  const std::string evaluation =
      KontorOutput({"evaluate", "--db", database.path, "--cut", "2023-01-01", "--until",
                    "2024-01-01", "--queries", "40", "--weights", file});
  CHECK(Contains(evaluation, "history/2024-01-01"));
}

TEST_CASE("what is learned is the same at every run and on any number of threads",
          "[app][learn][long]") {
  const TaughtDemo database;
  const std::string learned = database.Learned({});
  CHECK(Contains(learned, "\"learned\""));
  CHECK(learned == database.Learned({}));
  CHECK(learned == database.Learned({"--threads", "1"}));
  CHECK(learned == database.Learned({"--threads", "5"}));
  CHECK(learned != database.Learned({"--seed", "8"}));
  const std::string told = database.File("told.json");
  const Outcome outcome = Kontor(database.Learn({"--until", "2024-01-01", "--out", told}));
  CHECK(ReadText(told) == learned);  // the evaluation changes nothing
  CHECK(Kontor(database.Learn({"--until", "2024-01-01", "--out", told, "--no-evaluation"}))
            .out.empty());
}

TEST_CASE("lessons that cannot be are refused with the reason, and write nothing",
          "[app][learn][long]") {
  const TaughtDemo database;
  const std::vector<std::string> before = database.Files();
  const std::string out = database.File("out.json");
  struct Case {
    std::vector<std::string> words;
    int exit_code;
    std::string hint;
  };
  const std::vector<Case> cases = {
      {{"--until", "2024-01-01"}, 2, "--out"},
      {{"--out", out}, 2, "--until"},
      {{"--out", out, "--until", "soon"}, 2, "--until"},
      {{"--out", out, "--until", "1001-01-01"}, 2, "--until"},
      {{"--out", out, "--until", "2024-01-01", "--windows", "1"}, 2, "--windows must be from 2"},
      {{"--out", out, "--until", "2024-01-01", "--windows", "21"}, 2, "--windows"},
      {{"--out", out, "--until", "2024-01-01", "--queries", "0"}, 2, "--queries must be from 1"},
      {{"--out", out, "--until", "2024-01-01", "--queries", "many"}, 2, "--queries"},
      {{"--out", out, "--until", "2024-01-01", "--others", "0"}, 2, "--others"},
      {{"--out", out, "--until", "2024-01-01", "--rounds", "0"}, 2, "--rounds"},
      {{"--out", out, "--until", "2024-01-01", "--threads", "-1"}, 2, "--threads must be from 1"},
      {{"--out", out, "--until", "2024-01-01", "--threads", "257"}, 2, "--threads"},
      {{"--out", out, "--until", "2024-01-01", "--name", "\xff"}, 2, "--name"},
      {{"--out", out, "--until", "1990-01-01"}, 1, "the year from 1986-01-01 to 1987-01-01"},
      {{"--out", out, "--until", "2900-01-01"}, 1, "newest partnership"},
      {{"--out", database.File("no/such/out.json"), "--until", "2024-01-01"}, 1, "no/such"},
      {{"--out", database.directory.path().string(), "--until", "2024-01-01"}, 1, "written"},
  };
  for (const auto& [words, exit_code, hint] : cases) {
    std::vector<std::string> all = {"learn", "--db", database.path};
    all.insert(all.end(), words.begin(), words.end());
    const Outcome outcome = Kontor(all);
    INFO(outcome.err);
    CHECK(outcome.exit_code == exit_code);
    CHECK(outcome.out.empty());
    CHECK(Contains(outcome.err, hint));
    CHECK(database.Files() == before);
  }
  CHECK(Contains(
      Kontor({"learn", "--db", database.File("none"), "--out", out, "--until", "2024-01-01"}).err,
      "none"));
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("a lesson that fails leaves the preset of before", "[app][learn][long]") {
  const TaughtDemo database;
  const std::string out = database.File("out.json");
  WriteText(out, "before");
  CHECK(Kontor(database.Learn({"--until", "1990-01-01", "--out", out})).exit_code == 1);
  CHECK(ReadText(out) == "before");
  if (std::filesystem::exists("/dev/full")) {
    const Outcome full =
        Kontor(database.Learn({"--until", "2024-01-01", "--no-evaluation", "--out", "/dev/full"}));
    CHECK(full.exit_code == 1);
    CHECK(Contains(full.err, "/dev/full"));
  }
}

TEST_CASE("learn explains its options", "[app][learn]") {
  const std::string help = KontorOutput({"learn", "--help"});
  for (const char* part : {"--until", "--out", "--windows", "--no-evaluation", "Examples:"}) {
    CHECK(Contains(help, part));
  }
}

}  // namespace kontor
