// An explanation is computed from the same numbers as the score, whatever the network and preset.
#include "engine/explanation.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

// ThemedDrawing with offers and needs besides, and all kinds of organisations.
std::string FullDrawing(uint32_t seed) {
  std::mt19937 random(seed + 2'000);
  const auto pick = [&random](uint32_t n) { return random() % n; };
  std::string text = ThemedDrawing(seed);
  for (int i = 0; i < 30; ++i) {
    const std::string name = "o" + std::to_string(i);
    if (pick(2) == 0) text += name + ": kind=cluster_organisation\n";
    if (pick(3) == 0) {
      text += name + (pick(2) == 0 ? " offers p" : " needs p") + std::to_string(i) +
              ": title=\"tests\" sector=C28\n";
    }
  }
  return text;
}

std::vector<Preset> AllPresets(uint32_t seed) {
  std::vector<Preset> presets(BuiltInPresets().begin(), BuiltInPresets().end());
  presets.push_back(RandomLearnedPreset(seed, true));
  return presets;
}

// Calls check(snapshot, query, answer) for questions on drawn networks with every preset.
template <typename Check>
void ForEachAnswer(Check check) {
  for (uint32_t seed = 0; seed < 6; ++seed) {
    const auto snapshot = DrawSnapshot(FullDrawing(seed));
    for (const Preset& preset : AllPresets(seed)) {
      PartnerQuery query = Ask(*snapshot, seed % 2 == 0 ? "o1" : "o17");
      query.preset = preset;
      query.diversity = 0.0;
      INFO(preset.name << " on network " << seed);
      check(*snapshot, query, Answer(*snapshot, query));
    }
  }
}

void CheckParts(const std::array<Contribution, kFeatureCount>& contributions, double score) {
  double sum = 0.0;
  for (const Contribution& part : contributions) {
    sum += part.points;
    CHECK(part.points == Approx(100.0 * part.weight * part.value).margin(1e-12));
    double shares = 0.0;
    for (const Fact& fact : part.facts) {
      CHECK(fact.share >= 0.0);
      shares += fact.share;
    }
    CHECK(shares <= 1.0 + 1e-6);
  }
  CHECK(sum == score);  // as it was added up, to the last bit
}

bool SameParts(const std::array<Contribution, kFeatureCount>& a,
               const std::array<Contribution, kFeatureCount>& b) {
  return std::ranges::equal(a, b, [](const Contribution& x, const Contribution& y) {
    return x.points == y.points && x.value == y.value &&
           std::ranges::equal(x.facts, y.facts, {}, &Fact::share, &Fact::share) &&
           std::ranges::equal(x.facts, y.facts, {}, &Fact::kind, &Fact::kind);
  });
}

TEST_CASE("the contributions of both sides are the score taken apart, and facts share them out",
          "[engine][explain]") {
  size_t checked = 0;
  ForEachAnswer([&](const Snapshot&, const PartnerQuery&, const PartnerAnswer& answer) {
    for (const Suggestion& one : answer.suggestions) {
      CheckParts(one.contributions, one.score);
      CheckParts(one.reverse_contributions, one.reverse_score);
      CHECK(one.fit + one.reach == Approx(one.score));
      ++checked;
    }
  });
  CHECK(checked > 500);
}

TEST_CASE("a pair alone has the numbers and the place that it has in the list",
          "[engine][explain]") {
  EngineScratch scratch;
  ForEachAnswer(
      [&](const Snapshot& snapshot, const PartnerQuery& query, const PartnerAnswer& answer) {
        for (size_t i = 0; i < answer.suggestions.size(); i += 3) {
          const Suggestion& listed = answer.suggestions[i];
          const Explanation alone = Explain(snapshot, query, listed.organisation, scratch).value();
          CHECK(alone.suggestion.score == listed.score);
          CHECK(SameParts(alone.suggestion.contributions, listed.contributions));
          CHECK(SameParts(alone.suggestion.reverse_contributions, listed.reverse_contributions));
          CHECK(alone.standing.place == listed.rank_by_score);
          CHECK(alone.standing.candidates == answer.candidates);
          for (const Improvement& one : alone.standing.improvements) {
            CHECK(one.points > 0.0);
            CHECK((one.place >= 1 && one.place < alone.standing.place));
          }
          CHECK((listed.joint_partnerships == 0 || alone.introductions.empty()));
        }
      });
}

TEST_CASE("seen from the other side, our reasons are theirs", "[engine][explain]") {
  EngineScratch scratch;
  ForEachAnswer(
      [&](const Snapshot& snapshot, const PartnerQuery& query, const PartnerAnswer& answer) {
        if (answer.suggestions.empty()) return;
        const Suggestion& listed = answer.suggestions.front();
        PartnerQuery turned = query;
        turned.organisation = listed.organisation;
        const auto other = ExplainPair(snapshot, turned, query.organisation, scratch).value();
        for (const Feature feature : kFeatures) {
          const auto i = static_cast<size_t>(feature);
          // The walk back is computed from the walk there, which ends where it is faint.
          const double margin = feature == Feature::kNetwork ? 2.0 : 1e-9;
          CHECK(other.contributions[i].points ==
                Approx(listed.reverse_contributions[i].points).margin(margin));
        }
      });
}

TEST_CASE("an explanation of nobody fails", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(kTown);
  EngineScratch scratch;
  const auto query = Ask(*snapshot, "us");
  CHECK(Explain(*snapshot, query, 99, scratch).error().code == ErrorCode::kNotFound);
  CHECK(Explain(*snapshot, query, query.organisation, scratch).error().code ==
        ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace kontor
