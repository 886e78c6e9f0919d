#include "engine/highlight.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

std::string Marked(const MarkedText& marked) {
  std::string text = marked.text;
  for (size_t i = marked.marks.size(); i-- > 0;) {
    text.insert(marked.marks[i].end, "]");
    text.insert(marked.marks[i].begin, "[");
  }
  return text;
}

std::vector<std::string> Matches(std::string_view drawing, const std::vector<std::string>& words) {
  const DrawnGraph graph = Draw(drawing);
  const auto snapshot = BuildSnapshot(graph);
  const auto index = BuildTexts(graph, *snapshot);
  const QueryPlan plan =
      PlanWords(*index, snapshot->concepts, snapshot->profiles, words, {.last_is_open = true});
  Highlighter highlighter(*snapshot, *index, plan);
  std::vector<std::string> texts;
  for (const MarkedText& marked : highlighter.Matches(OrganisationOf(*snapshot, "a"))) {
    texts.push_back(Marked(marked));
  }
  return texts;
}

using Strings = std::vector<std::string>;

TEST_CASE("what matched is marked in the text as it stands", "[engine][highlight]") {
  CHECK(Matches("a: name=\"Universität für Köln, Universitaet\"", {"universität"}) ==
        Strings{"[Universität] für Köln, [Universitaet]"});
  CHECK(Matches("a: name=\"Clusters of Machines\"", {"cluster", "mach"}) ==
        Strings{"[Clusters] of [Machines]"});
}

TEST_CASE("words beyond the thirty-second are marked as well", "[engine][highlight]") {
  std::vector<std::string> words(40, "other");
  words.emplace_back("machines");
  CHECK(Matches("a: name=\"Clusters of Machines\"", words) == Strings{"Clusters of [Machines]"});
}

TEST_CASE("texts are shown that hold what the name does not", "[engine][highlight]") {
  constexpr std::string_view kDrawing = R"(
    a --P1-- .
    a: name="Wind Network" acronym=WN alias="Wind Net" description="Blades and towers for wind"
    a offers o1: title="Blade tests"
    P1: title="Towers at sea"
  )";
  CHECK(Matches(kDrawing, {"wind"}) == Strings{"[Wind] Network"});
  CHECK(Matches(kDrawing, {"blades", "wind"}) ==
        Strings{"[Wind] Network", "[Blades] and towers for [wind]"});
  CHECK(Matches(kDrawing, {"sea", "test"}) ==
        Strings{"Wind Network", "Blade [tests]", "Towers at [sea]"});
  CHECK(Matches(kDrawing, {"nothing"}) == Strings{"Wind Network"});
}

TEST_CASE("whatever a hit matches by can be shown", "[engine][highlight]") {
  constexpr std::string_view kDrawing = R"(
    a --P1-- .
    a: name=Alpha country=DE description.en="Blades" description.de="Rotoren aus Stahl" id=pic:99
    P1: title="Towers at sea" acronym=FLOAT topic=theme:Energy
    topic theme:Energy: name="Marine energy"
  )";
  for (const auto& [word, text] :
       std::vector<std::pair<std::string, std::string>>{{"stahl", "Rotoren aus [Stahl]"},
                                                        {"99", "pic:[99]"},
                                                        {"float", "[FLOAT]"},
                                                        {"towers", "[Towers] at sea"},
                                                        {"marine", "[Marine] energy"}}) {
    INFO(word);
    CHECK(Matches(kDrawing, {word}) == Strings{"Alpha", text});
  }
}

TEST_CASE("of a long text the part around the first mark is shown", "[engine][highlight]") {
  std::string filler;
  for (int i = 0; i < 40; ++i) filler += "filler ";
  const std::string drawing =
      "a: name=Alpha description=\"" + filler.substr(0, 210) + "hydrogen " + filler + "\"";
  const Strings texts = Matches(drawing, {"hydrogen"});
  REQUIRE(texts.size() == 2);
  CHECK(texts[1].starts_with("… filler"));
  CHECK(texts[1].ends_with(" …"));
  CHECK(texts[1].find("[hydrogen]") != std::string::npos);
  CHECK(texts[1].size() < 260);
}

}  // namespace
}  // namespace kontor
