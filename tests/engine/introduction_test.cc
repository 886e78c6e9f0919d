#include "engine/introduction.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "engine/explanation_sentences.h"
#include "tests/engine/support.h"

namespace kontor {
namespace {

using Catch::Approx;

std::vector<Introduction> Introduce(const Snapshot& snapshot, std::string_view us,
                                    std::string_view them) {
  return FindIntroductions(snapshot, OrganisationOf(snapshot, us), OrganisationOf(snapshot, them));
}

// "us-P1-z z-P2-them"
std::string Chain(const Snapshot& snapshot, const Introduction& introduction) {
  std::string text;
  for (const PathStep& step : introduction.steps) {
    text += text.empty() ? "" : " ";
    text += snapshot.profiles[step.from].key;
    text += "-" + std::string(snapshot.profiles.Partnership(step.partnership).key) + "-";
    text += snapshot.profiles[step.to].key;
  }
  return text;
}

TEST_CASE("who has lately worked with both can introduce them, by the newest partnerships",
          "[engine][introduction]") {
  const auto snapshot = DrawSnapshot(R"(
    us --P1(2010-01-01)-- old
    old --P2(2020-01-01)-- them
    us --P3(2018-01-01)-- good
    us --P4(2019-01-01)-- good
    good --P5(2020-01-01)-- them
    us --P6(2018-01-01)-- fair
    fair --P7(2018-01-01)-- them
    us --P8(2009-01-01)-- older
    older --P9(2009-01-01)-- them
  )");
  const auto found = Introduce(*snapshot, "us", "them");
  REQUIRE(found.size() == kMaxIntroductions);
  CHECK(Chain(*snapshot, found[0]) == "us-P4-good good-P5-them");
  CHECK(Chain(*snapshot, found[1]) == "us-P6-fair fair-P7-them");
  CHECK(Chain(*snapshot, found[2]) == "us-P1-old old-P2-them");
  CHECK(std::ranges::is_sorted(found, std::greater(), &Introduction::strength));
  const auto back = Introduce(*snapshot, "them", "us");
  REQUIRE(back.size() == found.size());
  for (size_t i = 0; i < found.size(); ++i) CHECK(back[i].strength == found[i].strength);
}

TEST_CASE("where nobody knows both, the strongest chain leads from one to the other",
          "[engine][introduction]") {
  const auto snapshot = DrawSnapshot(R"(
    us --P1(2020-01-01)-- a
    a --P2(2020-01-01)-- b
    b --P3(2020-01-01)-- them
    us --P4(2008-01-01)-- c
    c --P5(2008-01-01)-- d
    d --P6(2008-01-01)-- them
  )");
  const auto found = Introduce(*snapshot, "us", "them");
  REQUIRE(found.size() == 1);
  CHECK(Chain(*snapshot, found[0]) == "us-P1-a a-P2-b b-P3-them");
  const double one = std::pow(2.0, -0.3);  // two members, of this very day
  CHECK(found[0].strength == Approx(one * one * one));
}

TEST_CASE("nobody introduces those who know each other or cannot be reached",
          "[engine][introduction]") {
  const auto snapshot = DrawSnapshot(R"(
    us --P1(2020-01-01)-- them z
    them --P2-- far1
    far1 --P3-- far2
    far2 --P4-- far3
    far3 --P5-- far4
    far4 --P6-- far5
    far5 --P7-- far6
    lonely --P8-- .
  )");
  CHECK(Introduce(*snapshot, "us", "them").empty());
  CHECK(Introduce(*snapshot, "us", "lonely").empty());
  CHECK(Introduce(*snapshot, "us", "far5").front().steps.size() == kMaxIntroductionSteps);
  CHECK(Introduce(*snapshot, "us", "far6").empty());
}

TEST_CASE("introductions of drawn networks stand in the network", "[engine][introduction]") {
  size_t direct = 0;
  size_t chains = 0;
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const auto snapshot = DrawSnapshot(RandomDrawing(seed));
    const auto takes_part = [&](NodeIndex organisation, NodeIndex partnership) {
      return std::ranges::binary_search(snapshot->graph.Neighbours(organisation),
                                        partnership + snapshot->graph.organisation_count());
    };
    for (NodeIndex us = 0; us < 6; ++us) {
      for (NodeIndex them = 6; them < 30; ++them) {
        for (const Introduction& one : FindIntroductions(*snapshot, us, them)) {
          CHECK((one.strength > 0.0 && one.steps.size() >= 2));
          CHECK(one.steps.front().from == us);
          CHECK(one.steps.back().to == them);
          for (size_t i = 0; i < one.steps.size(); ++i) {
            CHECK(takes_part(one.steps[i].from, one.steps[i].partnership));
            CHECK(takes_part(one.steps[i].to, one.steps[i].partnership));
            if (i > 0) CHECK(one.steps[i].from == one.steps[i - 1].to);
          }
          ++(one.steps.size() == 2 ? direct : chains);
        }
      }
    }
  }
  CHECK(direct > 100);
  CHECK(chains > 100);
}

TEST_CASE("an introduction is told in each language", "[engine][introduction]") {
  const auto snapshot = DrawSnapshot(R"(
    z: name="Zeta Institut"
    them: name="Beta GmbH"
    us --P1(2017-01-01)-- z
    z --P2(2018-01-01)-- them
    them --P3-- far
  )");
  const auto tell = [&](const char* to, const char* code) {
    return Sentence(*snapshot, Introduce(*snapshot, "us", to).front(), **FindLanguage(code));
  };
  CHECK(tell("them", "en") ==
        "Zeta Institut could introduce you: you worked together in P1 (2017), and they with Beta "
        "GmbH in P2 (2018).");
  CHECK(tell("them", "de") ==
        "Zeta Institut könnte den Kontakt herstellen: Sie haben in P1 (2017) zusammengearbeitet, "
        "Zeta Institut und Beta GmbH in P2 (2018).");
  CHECK(tell("far", "en") ==
        "A chain of introductions could lead through Zeta Institut and Beta GmbH to far.");
  CHECK(tell("far", "fr") ==
        "Une chaîne de recommandations pourrait passer par Zeta Institut et Beta GmbH jusqu’à "
        "far.");
}

}  // namespace
}  // namespace kontor
