#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "engine/filters.h"
#include "engine/score.h"
#include "engine/scratch.h"
#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

PartnerQuery AskLearned(const Snapshot& snapshot, std::string_view organisation,
                        const Preset& preset) {
  PartnerQuery query = Ask(snapshot, organisation);
  query.preset = preset;
  query.diversity = 0.0;
  query.top = 30;
  return query;
}

// Calls check(snapshot, query, suggestion) for all suggestions of some askers on drawn networks.
template <typename Check>
void ForEachSuggestion(bool walks, Check check) {
  size_t checked = 0;
  for (uint32_t seed = 0; seed < 12; ++seed) {
    const auto snapshot = DrawSnapshot(ThemedDrawing(seed));
    const Preset preset = RandomLearnedPreset(seed, walks);
    for (const char* asker : {"o1", "o7", "o20"}) {
      const PartnerQuery query = AskLearned(*snapshot, asker, preset);
      for (const Suggestion& suggestion : Answer(*snapshot, query).suggestions) {
        check(*snapshot, query, suggestion);
        ++checked;
      }
    }
  }
  CHECK(checked > 300);
}

void CheckParts(const std::array<Contribution, kFeatureCount>& contributions, double score) {
  double sum = 0.0;
  for (const Contribution& part : contributions) {
    CHECK((part.value >= 0.0 && part.value <= 1.0));
    CHECK((part.weight >= 0.0 && part.weight <= 1.0 + 1e-12));
    CHECK(part.points == Approx(100.0 * part.weight * part.value).margin(1e-12));
    sum += part.points;
    double shares = 0.0;
    for (const Fact& fact : part.facts) {
      CHECK((fact.share >= 0.0 && fact.share <= 1.0 + 1e-12));
      shares += fact.share;
    }
    CHECK(shares <= 1.0 + 1e-6);
    CHECK(std::ranges::is_sorted(part.facts, std::greater(), &Fact::share));
    CHECK(part.facts.size() <= kMaxFacts);
  }
  CHECK(score == sum);
  CHECK((score >= 0.0 && score <= 100.0 + 1e-9));
}

TEST_CASE("what a learned preset gives is taken apart without a rest", "[engine][score]") {
  ForEachSuggestion(true, [](const Snapshot&, const PartnerQuery&, const Suggestion& suggestion) {
    CheckParts(suggestion.contributions, suggestion.score);
    CheckParts(suggestion.reverse_contributions, suggestion.reverse_score);
    CHECK(suggestion.fit + suggestion.reach == Approx(suggestion.score));
    CHECK(suggestion.mutual <= std::max(suggestion.score, suggestion.reverse_score) + 1e-9);
  });
}

TEST_CASE("the list of a learned preset has the scores it was ranked by", "[engine][score]") {
  for (uint32_t seed = 0; seed < 12; ++seed) {
    const auto snapshot = DrawSnapshot(ThemedDrawing(seed));
    const PartnerQuery query = AskLearned(*snapshot, "o1", RandomLearnedPreset(seed, true));
    EngineScratch scratch;
    const FilterCheck filters(*snapshot, query, scratch.filters);
    const auto scored = ScoreAll(
        *snapshot, query, FindCandidates(*snapshot, query, filters, scratch), scratch.scores);
    const auto answer = Answer(*snapshot, query);
    REQUIRE(answer.suggestions.size() <= scored.size());
    for (size_t i = 0; i < answer.suggestions.size(); ++i) {
      CHECK(answer.suggestions[i].organisation == scored[i].candidate.organisation);
      CHECK(answer.suggestions[i].score == scored[i].score);
    }
  }
}

TEST_CASE("a learned preset explains a pair with the numbers of the list", "[engine][explain]") {
  EngineScratch scratch;
  ForEachSuggestion(
      true, [&](const Snapshot& snapshot, const PartnerQuery& query, const Suggestion& suggestion) {
        const auto alone = ExplainPair(snapshot, query, suggestion.organisation, scratch).value();
        CHECK(alone.score == suggestion.score);
        CHECK(alone.reverse_score == suggestion.reverse_score);
      });
}

TEST_CASE("the other side's score of a learned preset is ours in its list", "[engine][explain]") {
  EngineScratch scratch;
  ForEachSuggestion(false, [&](const Snapshot& snapshot, const PartnerQuery& query,
                               const Suggestion& suggestion) {
    PartnerQuery turned = query;
    turned.organisation = suggestion.organisation;
    const auto other = ExplainPair(snapshot, turned, query.organisation, scratch).value();
    CHECK(other.score == Approx(suggestion.reverse_score).margin(1e-9));
    CHECK(other.reverse_score == Approx(suggestion.score).margin(1e-9));
  });
}

TEST_CASE("both sides of a pair are judged by the curves of their class", "[engine][score]") {
  std::vector<size_t> classes(3, 0);
  ForEachSuggestion(
      true, [&](const Snapshot& snapshot, const PartnerQuery& query, const Suggestion& suggestion) {
        const auto ties = [&](NodeIndex one) { return snapshot.graph.Neighbours(one).size(); };
        const CurveSet& ours = query.preset.CurvesFor(ties(query.organisation));
        const CurveSet& theirs = query.preset.CurvesFor(ties(suggestion.organisation));
        ++classes[static_cast<size_t>(&theirs - query.preset.learned.data())];
        for (const Feature feature : kFeatures) {
          const auto i = static_cast<size_t>(feature);
          CHECK(suggestion.contributions[i].weight == ours.Most(feature) / 100.0);
          CHECK(suggestion.reverse_contributions[i].weight == theirs.Most(feature) / 100.0);
        }
      });
  CHECK(std::ranges::find(classes, 0U) == classes.end());
}

TEST_CASE("a learned preset also looks at who is connected by common partners only",
          "[engine][candidates]") {
  const auto snapshot = DrawSnapshot(ThemedDrawing(3));
  const auto partners = static_cast<uint8_t>(CandidateSource::kPartners);
  const auto from_partners = [&](const PartnerQuery& query) {
    return std::ranges::count_if(
        Answer(*snapshot, query).suggestions,
        [&](const Suggestion& suggestion) { return (suggestion.sources & partners) != 0; });
  };
  CHECK(from_partners(AskLearned(*snapshot, "o1", RandomLearnedPreset(3, true))) > 0);
  CHECK(from_partners(Ask(*snapshot, "o1")) == 0);
}

TEST_CASE("facts of a learned preset name what gave the points", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE city=Aachen
    near: country=DE city=Aachen
    us --P1(2019-01-01)-- friend
    friend --P2(2020-01-01)-- near
  )");
  const auto facts = [&](const char* curves, Feature feature) {
    const std::string json = R"({"learned": [{"curves": )" + std::string(curves) + "}]}";
    const PartnerQuery query = AskLearned(*snapshot, "us", ParsePreset(json, "w.json").value());
    EngineScratch scratch;
    return ExplainPair(*snapshot, query, OrganisationOf(*snapshot, "near"), scratch)
        ->contributions[static_cast<size_t>(feature)]
        .facts;
  };
  const auto city = facts(R"({"same_city": [[0, 0], [1, 1]], "country_affinity": [[0, 3]]})",
                          Feature::kInternationalisation);
  REQUIRE(city.size() == 1);
  CHECK(city[0].kind == Fact::Kind::kSameCity);
  CHECK(city[0].text == "Aachen");
  CHECK(city[0].share == 0.25);
  const auto active =
      facts(R"({"new_partners": [[0, 0], [1, 3]], "since_last": [[0, 1]]})", Feature::kExperience);
  REQUIRE(active.size() == 2);
  CHECK(active[0].kind == Fact::Kind::kNewPartners);
  CHECK(active[0].count == 1);
  CHECK(active[0].share == 0.75);
  CHECK(active[1].kind == Fact::Kind::kLastActive);
  CHECK(facts(R"({"same_city": [[0, 1], [1, 0]]})", Feature::kInternationalisation).empty());
}

}  // namespace
}  // namespace kontor
