#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

const std::vector<std::vector<std::string>> kVerbs = {
    {"import"},         {"import", "cordis"}, {"import", "csv"},   {"import", "ndjson"},
    {"import", "demo"}, {"partners"},         {"explain"},         {"search"},
    {"export"},         {"export", "ndjson"}, {"serve"},           {"verify"},
    {"stats"},          {"evaluate"},         {"learn"},           {"key"},
    {"key", "create"},  {"key", "list"},      {"key", "revoke"},   {"key", "rotate"},
    {"backup"},         {"restore"},          {"config", "check"},
};

std::vector<std::string> With(std::vector<std::string> words, const std::string& word) {
  words.push_back(word);
  return words;
}

}  // namespace

TEST_CASE("the program without arguments explains itself", "[app][usage]") {
  const Outcome outcome = Kontor({});
  CHECK(outcome.exit_code == 0);
  CHECK(Contains(outcome.out, "kontor import demo"));
  CHECK(outcome.out == KontorOutput({"--help"}));
}

TEST_CASE("every verb has help with an example", "[app][usage]") {
  for (const std::vector<std::string>& verb : kVerbs) {
    const std::string help = KontorOutput(With(verb, "--help"));
    INFO(help);
    CHECK(Contains(help, "Example"));
    CHECK(Contains(help, "kontor " + verb.front()));
  }
}

TEST_CASE("the version is told", "[app][usage]") {
  CHECK(KontorOutput({"--version"}).starts_with("kontor 0."));
}

TEST_CASE("an unknown verb or option is bad usage and the nearest one is named", "[app][usage]") {
  struct Case {
    std::vector<std::string> arguments;
    std::string hint;
  };
  const std::vector<Case> cases = {
      {{"partnesr", "x"}, "did you mean partners?"},
      {{"partners", "x", "--contry", "DE"}, "did you mean --country?"},
      {{"import", "cordsi", "x"}, "did you mean cordis?"},
      {{"import"}, "kontor import --help"},
      {{"explain", "a"}, "kontor explain --help"},
      {{"frobnicate"}, "kontor --help"},
      {{"partners", "a", "b"}, "one argument too many"},
  };
  for (const auto& [arguments, hint] : cases) {
    const Outcome outcome = Kontor(arguments);
    INFO(outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.starts_with("kontor: "));
    CHECK(Contains(outcome.err, hint));
  }
}

TEST_CASE("values that cannot be are bad usage before anything is read", "[app][usage]") {
  const std::vector<std::vector<std::string>> cases = {
      {"partners", "x", "--db", "nowhere", "--top", "0"},
      {"partners", "x", "--db", "nowhere", "--top", "1000000"},
      {"partners", "x", "--db", "nowhere", "--top=-1"},
      {"partners", "x", "--db", "nowhere", "--top", "many"},
      {"partners", "x", "--db", "nowhere", "--as-of", "2019-02-30"},
      {"partners", "x", "--db", "nowhere", "--as-of", "yesterday"},
      {"partners", "x", "--db", "nowhere", "--diversity", "1.5"},
      {"partners", "x", "--db", "nowhere", "--diversity", "nan"},
      {"partners", "x", "--db", "nowhere", "--max-per-country", "0"},
      {"partners", "x", "--db", "nowhere", "--max-per-region=-1"},
      {"partners", "x", "--db", "nowhere", "--max-per-kind", "1001"},
      {"partners", "x", "--db", "nowhere", "--newcomers", "1.5"},
      {"partners", "x", "--db", "nowhere", "--preset", "simlar"},
      {"partners", "x", "--db", "nowhere", "--preset", "similar", "--weights", "w.json"},
      {"partners", "x", "--db", "nowhere", "--format", "xml"},
      {"partners", "--batch", "y", "--db", "nowhere", "--out", "z"},
      {"export", "--db", "nowhere"},
      {"export", "organisations", "--db", "nowhere", "--format", "table"},
      {"export", "organisations", "--db", "nowhere", "--as-of", "then"},
      {"export", "graph", "--db", "nowhere", "--format", "ndjson"},
      {"export", "graph", "--db", "nowhere", "--hops", "2"},
      {"export", "graph", "--db", "nowhere", "--around", "x", "--hops", "7"},
      {"partners", "x", "--db", "nowhere", "--batch", "y"},
      {"partners", "--batch", "y", "--db", "nowhere", "--threads", "0"},
      {"partners", "--batch", "y", "--db", "nowhere", "--facets"},
      {"partners", "--db", "nowhere"},
      {"partners", "x"},
      {"partners", "x", "--db"},
      {"stats"},
      {"evaluate"},
      {"learn", "--db", "nowhere", "--until", "2018-01-01"},
      {"stats", "--db", "nowhere", "--format", "csv"},
      {"search", "x", "--db", "nowhere", "--top", "0"},
      {"explain", "x", "y", "--db", "nowhere", "--format", "csv"},
      {"serve", "--db", "nowhere", "--listen", "here"},
      {"serve", "--db", "nowhere", "--open-read", "maybe"},
      {"serve", "--db", "nowhere", "--listen", "127.0.0.1:99999"},
      {"import", "demo"},
  };
  for (const std::vector<std::string>& arguments : cases) {
    const Outcome outcome = Kontor(arguments);
    INFO(arguments.back() << ": " << outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.starts_with("kontor: "));
  }
}

TEST_CASE("formats that do not exist are refused with those that do", "[app][usage]") {
  for (const char* format : {"xml", "ods"}) {
    const Outcome outcome = Kontor({"partners", "x", "--db", "nowhere", "--format", format});
    CHECK(Contains(outcome.err, "ndjson"));
    CHECK(Contains(outcome.err, "csv"));
  }
}

TEST_CASE("a missing database is an error that says how to make one", "[app][usage]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "none").string();
  for (const std::vector<std::string>& verb :
       std::vector<std::vector<std::string>>{{"partners", "x"},
                                             {"explain", "x", "y"},
                                             {"search", "x"},
                                             {"verify"},
                                             {"stats"},
                                             {"evaluate", "--cut", "2018-01-01"},
                                             {"learn", "--until", "2018-01-01", "--out", "x"},
                                             {"export", "ndjson"},
                                             {"serve"}}) {
    std::vector<std::string> arguments = verb;
    arguments.insert(arguments.end(), {"--db", database});
    const Outcome outcome = Kontor(arguments);
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
    CHECK(Contains(outcome.err, "kontor import demo --db"));
    CHECK_FALSE(std::filesystem::exists(database));
  }
}

}  // namespace kontor
