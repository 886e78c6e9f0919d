#include "engine/improvement.h"

#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <optional>
#include <string>

#include "engine/explanation.h"
#include "engine/explanation_sentences.h"
#include "engine/sentences.h"
#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr auto kExcellence = R"({"excellence": 1})";
constexpr auto kAbroad = R"({"internationalisation": 0.9, "excellence": 0.1})";

// A candidate that lacks much, between two that lack other things.
constexpr auto kClusters = R"(
  label gold: rank=3
  label bronze: rank=1
  country DE: name.en=Germany name.de=Deutschland
  us: country=DE sector=C28 technology=photonics
  them: country=ES sector=C28 kind=cluster_organisation name=Them city=Bilbao region=ES21
  rival: country=FR sector=C28 kind=cluster_organisation label=gold
  other: country=IT sector=C28 kind=company target=DE name=Other@2021-05-01
  us --P1(2018-01-01)-- friend
  them --P2(2019-01-01)-- stranger
)";

Explanation ExplainIn(const Snapshot& snapshot, const PartnerQuery& query, std::string_view them) {
  EngineScratch scratch;
  return Explain(snapshot, query, OrganisationOf(snapshot, them), scratch).value();
}

std::optional<Improvement> Find(const Standing& standing, Change change) {
  const auto found = std::ranges::find_if(standing.improvements, [change](const Improvement& one) {
    return one.change.change == change;
  });
  if (found == standing.improvements.end()) return std::nullopt;
  return *found;
}

PartnerQuery AskFor(const Snapshot& snapshot, const char* weights) {
  PartnerQuery query = Ask(snapshot, "us");
  query.preset = ParsePreset(R"({"weights": )" + std::string(weights) + "}", "test").value();
  query.diversity = 0.0;
  return query;
}

TEST_CASE("what a change would bring is what it brings when it is made", "[engine][improvement]") {
  struct Made {
    Change change;
    const char* weights;
    const char* statement;
  };
  const std::array changes = {
      Made{Change::kLabel, kExcellence, "them: label=gold\n"},
      Made{Change::kFreshProfile, kExcellence, "them: name=Them@2021-06-01\n"},
      Made{Change::kTheyTargetUs, kAbroad, "them: target=DE\n"},
      Made{Change::kWeTargetThem, kAbroad, "us: target=ES\n"},
  };
  const auto before = DrawSnapshot(kClusters);
  for (const Made& made : changes) {
    INFO(Name(made.change));
    const auto query = AskFor(*before, made.weights);
    const Explanation now = ExplainIn(*before, query, "them");
    const auto told = Find(now.standing, made.change);
    REQUIRE(told);
    const auto after = DrawSnapshot(kClusters + std::string(made.statement));
    const Explanation then = ExplainIn(*after, AskFor(*after, made.weights), "them");
    CHECK(told->points == then.suggestion.score - now.suggestion.score);
    CHECK(then.standing.place == told->place);
    CHECK(told->place < now.standing.place);
  }
}

TEST_CASE("a first target country also fills a field of the profile", "[engine][improvement]") {
  const auto before = DrawSnapshot(kClusters);
  const auto after = DrawSnapshot(kClusters + std::string("them: target=DE\n"));
  const auto them = OrganisationOf(*before, "them");
  Pair pair{*before, ParseDate(kToday).value(), OrganisationOf(*before, "us"), them, {}};
  pair.supposition.change = Change::kTheyTargetUs;
  const Pair real{*after, ParseDate(kToday).value(), OrganisationOf(*after, "us"), them, {}};
  CHECK(ExcellenceValue(pair) == ExcellenceValue(real));
}

TEST_CASE("a complete profile is worth what one is that lacks nothing", "[engine][improvement]") {
  const std::string whole =
      "them: country=ES sector=C28 kind=cluster_organisation name=Them city=Bilbao region=ES21 "
      "ecosystem=digital technology=photonics target=ES\nthem: description=\"We do\"\n"
      "them needs n1: title=Towers\nus: country=DE sector=C28\nrival: sector=A01\n";
  const auto after = DrawSnapshot(whole + "them: url=https://them.example\n");
  REQUIRE(after->profiles[OrganisationOf(*after, "them")].completeness == 1.0F);
  const auto before = DrawSnapshot(whole);
  const auto value = [](const Snapshot& snapshot, Change change) {
    Pair pair{snapshot,
              ParseDate(kToday).value(),
              OrganisationOf(snapshot, "us"),
              OrganisationOf(snapshot, "them"),
              {}};
    pair.supposition.change = change;
    return ExcellenceValue(pair);
  };
  CHECK(value(*before, Change::kNone) < value(*after, Change::kNone));
  CHECK(value(*before, Change::kCompleteProfile) == value(*after, Change::kNone));
}

TEST_CASE("only what is missing and raises the place is told, the most useful first",
          "[engine][improvement]") {
  const auto snapshot = DrawSnapshot(kClusters);
  const auto them = ExplainIn(*snapshot, AskFor(*snapshot, kAbroad), "them").standing;
  CHECK(them.candidates >= 3);
  CHECK(!them.improvements.empty());
  CHECK(them.improvements.size() <= kMaxImprovements);
  CHECK(std::ranges::is_sorted(them.improvements, std::greater(), &Improvement::points));
  for (const Improvement& one : them.improvements) CHECK(one.place < them.place);
  const auto rival = ExplainIn(*snapshot, AskFor(*snapshot, kExcellence), "rival").standing;
  CHECK(rival.place == 1);
  CHECK(rival.improvements.empty());
  const auto other = ExplainIn(*snapshot, AskFor(*snapshot, kExcellence), "other").standing;
  CHECK(!Find(other, Change::kLabel));  // labels are for clusters
}

TEST_CASE("the label that would help is one that can be earned there", "[engine][improvement]") {
  const auto standing_in = [](const std::string& country) {
    const auto snapshot = DrawSnapshot("label national: rank=1 country=" + country + R"(
      us: sector=C28
      them: country=ES sector=C28 kind=cluster_organisation
      rival: country=FR sector=C28 kind=cluster_organisation city=Paris region=FR10)");
    return ExplainIn(*snapshot, AskFor(*snapshot, kExcellence), "them").standing;
  };
  CHECK(Find(standing_in("ES"), Change::kLabel));
  CHECK(!Find(standing_in("FR"), Change::kLabel));
}

TEST_CASE("a country that is not known is no target, nor is the own one", "[engine][improvement]") {
  for (const char* our_country : {"", "country=ES"}) {
    const auto snapshot = DrawSnapshot(
        "us: sector=C28 " + std::string(our_country) +
        "\nthem: country=ES sector=C28\nrival: country=ES sector=C28 city=Bilbao region=ES21\n");
    const auto them = ExplainIn(*snapshot, AskFor(*snapshot, kExcellence), "them").standing;
    CHECK(Find(them, Change::kCompleteProfile));
    CHECK(!Find(them, Change::kTheyTargetUs));
    CHECK(!Find(them, Change::kWeTargetThem));
  }
}

TEST_CASE("who is no candidate has no place, and points to gain all the same",
          "[engine][improvement]") {
  const auto snapshot = DrawSnapshot(kClusters);
  PartnerQuery query = AskFor(*snapshot, kExcellence);
  query.filters = {{Criterion::kCountry, {ConceptOf(*snapshot, NodeType::kCountry, "IT")}}};
  const Standing standing = ExplainIn(*snapshot, query, "them").standing;
  CHECK(standing.place == 0);
  CHECK(standing.candidates == 1);
  REQUIRE(Find(standing, Change::kLabel));
  CHECK(Find(standing, Change::kLabel)->place == 0);
  CHECK(Sentence(standing) == "They are not the one candidate that this question finds.");
}

TEST_CASE("a learned preset names the next knot of what can be changed", "[engine][improvement]") {
  const auto snapshot = DrawSnapshot(R"(
    us --P1(2019-01-01)-- friend
    friend --P2(2020-01-01)-- them
    friend --P3(2020-01-01)-- rival
    rival --P4(2020-01-01)-- more
  )");
  PartnerQuery query = Ask(*snapshot, "us");
  query.preset = ParsePreset(R"({"learned": [{"curves": {"new_partners": [[0, 0], [2.5, 4], [9, 6]],
      "paths": [[0, 0], [5, 1]], "since_first": [[0, 1]]}}]})",
                             "w.json")
                     .value();
  const Explanation told = ExplainIn(*snapshot, query, "them");
  const Standing& standing = told.standing;
  REQUIRE(standing.place > 1);
  const auto best = standing.improvements.front();
  CHECK(best.change.signal == Signal::kNewPartners);
  CHECK(best.now == 1.0);
  CHECK(best.change.value == 3.0);  // 2.5 partners cannot be counted
  const auto points = [&](double value) {
    return std::ranges::find(query.preset.learned.front().curves, Signal::kNewPartners,
                             &Curve::signal)
        ->Points(value);
  };
  CHECK(best.points == Approx(points(3.0) - points(1.0)));
  const std::string sentence = Sentence(*snapshot, standing, best);
  CHECK(sentence.starts_with("With 3 new partners in two years instead of 1, they would gain "));
}

TEST_CASE("every change and every signal has its words in each language", "[engine][improvement]") {
  const auto snapshot = DrawSnapshot(kClusters);
  const ConceptIndex germany = ConceptOf(*snapshot, NodeType::kCountry, "DE");
  const Standing standing{14, 960, {}};
  const auto tell = [&](const Supposition& change, const char* code) {
    return Sentence(*snapshot, standing, {change, 1.0, 3.14, 9}, **FindLanguage(code));
  };
  CHECK(tell({.change = Change::kTheyTargetUs, .concept_index = germany}, "en") ==
        "If they looked for partners in your country, Germany, they would gain 3.1 points and move "
        "from place 14 to place 9.");
  CHECK(tell({.change = Change::kTheyTargetUs, .concept_index = germany}, "de") ==
        "Wenn der Partner Kontakte in Ihrem Land suchte (Deutschland), würde der Partner 3,1 "
        "Punkte gewinnen und von Platz 14 auf Platz 9 steigen.");
  CHECK(tell({.change = Change::kCompleteProfile}, "fr") ==
        "Avec un profil complet, ce partenaire gagnerait 3,1 points et passerait de la place 14 à "
        "la place 9.");
  CHECK(Sentence(standing, **FindLanguage("de")) ==
        "Nach Punkten liegt der Partner auf Platz 14 von 960 Kandidaten.");
  std::vector<std::string> sentences;
  for (const Change change : {Change::kLabel, Change::kCompleteProfile, Change::kFreshProfile,
                              Change::kTheyTargetUs, Change::kWeTargetThem}) {
    sentences.push_back(tell({.change = change, .concept_index = germany}, "en"));
  }
  for (const Signal signal : {Signal::kNewPartners, Signal::kRecent, Signal::kOnTheme,
                              Signal::kPaths, Signal::kThemedPaths}) {
    sentences.push_back(tell({.change = Change::kSignal, .signal = signal, .value = 2.0}, "en"));
  }
  std::ranges::sort(sentences);
  CHECK(std::ranges::adjacent_find(sentences) == sentences.end());
}

}  // namespace
}  // namespace kontor
