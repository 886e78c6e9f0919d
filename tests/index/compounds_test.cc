#include "index/compounds.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

using Parts = std::vector<std::string_view>;

Parts Split(std::string_view term) {
  static const std::set<std::string, std::less<>> known = {
      "wind",         "energie", "windenergie", "anlagen", "forschung",
      "gesellschaft", "schiff",  "fahrt",       "bau",     "windenergien"};
  return SplitCompound(term, [](std::string_view part) { return known.contains(part); });
}

}  // namespace

TEST_CASE("a compound is split into the fewest known parts", "[index][compounds]") {
  CHECK(Split("windenergieanlagen") == Parts{"windenergie", "anlagen"});
  CHECK(Split("windenergie") == Parts{"wind", "energie"});
  CHECK(Split("windanlagen") == Parts{"wind", "anlagen"});
}

TEST_CASE("what joins words may stand between parts", "[index][compounds]") {
  CHECK(Split("forschungsgesellschaft") == Parts{"forschung", "gesellschaft"});
  CHECK(Split("energienwind") == Parts{"energie", "wind"});
  CHECK(Split("schifffahrt") == Parts{"schiff", "fahrt"});
}

TEST_CASE("a word with an unknown or a short part is none", "[index][compounds]") {
  for (const char* term : {"windenergiex", "xwindenergie", "windbau", "wind", "energie", "",
                           "windsxenergie", "acknowledge"}) {
    INFO(term);
    CHECK(Split(term).empty());
  }
  CHECK(Split(std::string(70, 'w')).empty());
}

TEST_CASE("German, Dutch and the Nordic languages join words", "[index][compounds]") {
  CHECK(JoinsWords("de"));
  CHECK(JoinsWords("nl"));
  CHECK(JoinsWords("sv"));
  CHECK_FALSE(JoinsWords("en"));
  CHECK_FALSE(JoinsWords(""));
}

TEST_CASE("the compounds of a text index are found by their parts", "[index][compounds]") {
  const DrawnGraph graph = Draw(R"(
    a: name="Windenergieanlagen Nord" country=DE
    b: name="Wind und Energie" country=DE
    c: name="Anlagen" country=DE
    d: name="Windenergie" country=DE
    e: name="Acknowledge" country=GB
    f: name="Knowledge" country=GB
  )");
  const auto snapshot = BuildSnapshot(graph);
  const auto index = BuildTexts(graph, *snapshot);
  const auto compounds_of = [&](std::string_view word) {
    std::set<std::string> compounds;
    for (const TermIndex term : index->Compounds(index->terms().Find(word))) {
      compounds.emplace(index->terms()[term]);
    }
    return compounds;
  };
  CHECK(compounds_of("wind").contains("windenergie"));
  CHECK(compounds_of("wind").contains("windenergieanlagen"));  // by windenergie
  CHECK(compounds_of("anlagen").contains("windenergieanlagen"));
  CHECK_FALSE(compounds_of("anlagen").contains("windenergie"));
  CHECK(compounds_of("knowledge").empty());
}

}  // namespace kontor
