#include "engine/evaluation.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "engine/baselines.h"
#include "tests/engine/support.h"

namespace kontor {
namespace {

using Catch::Approx;

const Date kCut = MakeDate(2018, 1, 1);

std::shared_ptr<const Snapshot> Past(std::string_view drawing) {
  SnapshotOptions options;
  options.as_of = MakeDate(2017, 12, 31);
  return DrawSnapshot(drawing, options);
}

std::vector<std::string> Pairs(const Snapshot& past, const Truth& truth) {
  std::vector<std::string> pairs;
  for (size_t i = 0; i < truth.askers.size(); ++i) {
    for (const NodeIndex partner : truth.partners[i]) {
      pairs.push_back(std::string(past.profiles[truth.askers[i]].key) + "-" +
                      std::string(past.profiles[partner].key));
    }
  }
  std::ranges::sort(pairs);
  return pairs;
}

std::vector<std::unique_ptr<Ranker>> AllRankers(const Snapshot& past) {
  std::vector<std::unique_ptr<Ranker>> rankers;
  for (const Preset& preset : BuiltInPresets()) {
    rankers.push_back(MakePresetRanker(past, preset, past.as_of));
  }
  std::ranges::move(MakeBaselines(past, kCut), std::back_inserter(rankers));
  return rankers;
}

Evaluation EvaluateAll(const Snapshot& past, const Truth& truth,
                       const EvaluationOptions& options = {}) {
  const auto rankers = AllRankers(past);
  return Evaluate(past, truth, rankers, options);
}

void Append(const Interval& interval, std::vector<double>& figures) {
  figures.insert(figures.end(), {interval.value, interval.low, interval.high});
}

std::vector<double> Figures(const Evaluation& evaluation) {
  std::vector<double> figures = {static_cast<double>(evaluation.organisations),
                                 static_cast<double>(evaluation.askers),
                                 static_cast<double>(evaluation.new_partners)};
  for (const ModelEvaluation& model : evaluation.models) {
    for (const SegmentScores& scores : model.segments) {
      for (const Interval& one : {scores.ndcg, scores.recall, scores.mrr, scores.hit,
                                  scores.ndcg_to_reference.value_or(Interval{}),
                                  scores.mrr_to_reference.value_or(Interval{})}) {
        Append(one, figures);
      }
    }
    figures.insert(figures.end(),
                   {model.exposure_gini, model.countries_shown, model.organisations_shown,
                    model.newcomers_shown, model.candidate_recall.value_or(-1.0)});
  }
  return figures;
}

// Organisations o0 to o39 with partnerships before the cut.
std::string Earlier() {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "o" + std::to_string(i);
    text += name + ": country=" + (i % 3 == 0 ? "DE" : "FR") +
            " sector=" + (i % 2 == 0 ? "C28" : "A01") + "@2015-01-01\n";
    text += name + "* --E" + std::to_string(i) + "(20" + std::to_string(10 + i % 8) +
            "-01-01)-- o" + std::to_string((i * 7 + 3) % 40) + " o" +
            std::to_string((i * 11 + 5) % 40) + "\n";
    text += "E" + std::to_string(i) + ": title=\"Works " + std::to_string(i % 5) + " blades\"\n";
  }
  return text;
}

// What they did afterwards, and newcomers.
std::string Later() {
  std::string text;
  for (int i = 0; i < 40; i += 2) {
    text += "o" + std::to_string(i) + " --L" + std::to_string(i) + "(2018-03-01)-- o" +
            std::to_string((i + 19) % 40) + " o" + std::to_string((i * 3 + 1) % 40) + " n" +
            std::to_string(i) + "\n";
  }
  return text;
}

// Statements of after the cut that give the answers away.
std::string Leak() {
  std::string text;
  for (int i = 0; i < 40; i += 2) {
    const std::string topic = " topic=theme:Secret" + std::to_string(i) + "@2018-02-01\n";
    text += "o" + std::to_string(i) + ":" + topic;
    text += "o" + std::to_string((i + 19) % 40) + ":" + topic;
    text += "o" + std::to_string(i) + " needs q" + std::to_string(i) + ": title=\"Secret\"\n";
    text += "L" + std::to_string(i) + ": title=\"Works blades\" topic=theme:Secret\n";
  }
  return text;
}

TEST_CASE("what came true are new partners of the period that existed before",
          "[engine][evaluation]") {
  const std::string drawing = R"(
    a --P1(2010-01-01)-- b
    c --P2(2011-01-01)-- d
    e --P3(2012-01-01)-- .
    a --Q1(2018-01-01)-- b c
    d --Q2(2018-12-31)-- new a
    e --Q3(2019-01-01)-- a
    e --Q4-- b
  )";
  const auto past = Past(drawing);
  const auto all = DrawSnapshot(drawing);
  const Truth truth = CollectTruth(*past, *all, {.cut = kCut, .until = MakeDate(2019, 1, 1)});
  CHECK(Pairs(*past, truth) == std::vector<std::string>{"a-c", "a-d", "b-c", "c-a", "c-b", "d-a"});
  CHECK(truth.pair_count() == 6);
  const Truth open = CollectTruth(*past, *all, {.cut = kCut, .until = {}});
  CHECK(Pairs(*past, open).size() == 8);  // and e with a
}

TEST_CASE("large partnerships came true, but nobody chose their partners", "[engine][evaluation]") {
  const std::string drawing = R"(
    a --P1(2010-01-01)-- .
    b --P2(2010-01-01)-- .
    c --P3(2010-01-01)-- .
    a --Q1(2018-02-01)-- b c
  )";
  const auto past = Past(drawing);
  const auto all = DrawSnapshot(drawing);
  CHECK(CollectTruth(*past, *all, {.cut = kCut, .until = {}, .max_participants = 3}).pair_count() ==
        6);
  CHECK(
      CollectTruth(*past, *all, {.cut = kCut, .until = {}, .max_participants = 2}).askers.empty());
}

TEST_CASE("organisations of the future are recognised by the ids of their duplicates",
          "[engine][evaluation]") {
  const auto past = Past("a --P1(2010-01-01)-- .\n b --P2(2010-01-01)-- .");
  const auto future = DrawSnapshot(R"(
    a: same_as=real
    real --Q1(2018-02-01)-- b
  )");
  const Truth truth = CollectTruth(*past, *future, {.cut = kCut, .until = {}});
  CHECK(Pairs(*past, truth) == std::vector<std::string>{"a-b", "b-a"});
}

TEST_CASE("nothing of after the cut changes any figure", "[engine][evaluation]") {
  const auto knowing = Past(Earlier() + Later() + Leak());
  const auto ignorant = Past(Earlier());
  const auto everything = DrawSnapshot(Earlier() + Later() + Leak());
  const auto later_only = DrawSnapshot(Later());
  const Truth truth = CollectTruth(*knowing, *everything, {.cut = kCut, .until = {}});
  const Truth from_future = CollectTruth(*ignorant, *later_only, {.cut = kCut, .until = {}});
  REQUIRE(truth.askers.size() > 20);
  CHECK(Pairs(*knowing, truth) == Pairs(*ignorant, from_future));
  const auto figures = Figures(EvaluateAll(*knowing, truth));
  CHECK(figures == Figures(EvaluateAll(*ignorant, from_future)));
}

TEST_CASE("an evaluation is the same on any number of threads, and another for each seed",
          "[engine][evaluation]") {
  const std::string drawing = Earlier() + Later();
  const auto past = Past(drawing);
  const Truth truth = CollectTruth(*past, *DrawSnapshot(drawing), {.cut = kCut, .until = {}});
  EvaluationOptions options;
  options.questions = 12;
  const auto figures = Figures(EvaluateAll(*past, truth, options));
  options.threads = 5;
  CHECK(figures == Figures(EvaluateAll(*past, truth, options)));
  options.seed = 8;
  CHECK(figures != Figures(EvaluateAll(*past, truth, options)));
}

// Answers with the truth, or with everyone else.
class Oracle : public Ranker {
 public:
  Oracle(std::string name, const Truth& truth, bool right)
      : name_(std::move(name)), truth_(truth), right_(right) {}

  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] bool ranks_candidates() const override { return true; }
  std::vector<NodeIndex> Rank(NodeIndex asker, RankScratch&) const override {
    const auto place = std::ranges::lower_bound(truth_.askers, asker) - truth_.askers.begin();
    return right_ ? truth_.partners[static_cast<size_t>(place)] : std::vector<NodeIndex>{asker};
  }

 private:
  std::string name_;
  const Truth& truth_;
  bool right_;
};

TEST_CASE("who knows the truth is perfect, and who never hits is worth nothing",
          "[engine][evaluation]") {
  const std::string drawing = Earlier() + Later();
  const auto past = Past(drawing);
  const Truth truth = CollectTruth(*past, *DrawSnapshot(drawing), {.cut = kCut, .until = {}});
  std::vector<std::unique_ptr<Ranker>> rankers;
  rankers.push_back(std::make_unique<Oracle>("right", truth, true));
  rankers.push_back(std::make_unique<Oracle>("wrong", truth, false));
  rankers.push_back(std::make_unique<Oracle>(kReferenceBaseline, truth, true));
  size_t last_done = 0;
  EvaluationOptions options;
  options.on_progress = [&](size_t done, size_t questions) {
    CHECK(questions == truth.askers.size());
    last_done = done;
  };
  const Evaluation evaluation = Evaluate(*past, truth, rankers, options);
  CHECK(last_done == truth.askers.size());
  CHECK(evaluation.new_partners == truth.pair_count());
  CHECK(evaluation.organisations == 40);
  const ModelEvaluation& right = evaluation.models[0];
  CHECK(right.segments[0].ndcg.value == Approx(1.0));
  CHECK(right.segments[0].recall.low == Approx(1.0));
  CHECK(right.candidate_recall == 1.0);
  CHECK(right.segments[0].ndcg_to_reference->value == Approx(1.0));
  CHECK(right.segments[0].mrr_to_reference->value == Approx(1.0));
  const ModelEvaluation& wrong = evaluation.models[1];
  CHECK(wrong.segments[0].hit.high == 0.0);
  CHECK(wrong.candidate_recall == 0.0);
  CHECK(wrong.segments[0].ndcg_to_reference->high == 0.0);
  CHECK(wrong.segments[0].mrr_to_reference->high == 0.0);
}

TEST_CASE("a floor shows more newcomers, and is compared with the same ranking without it",
          "[engine][evaluation]") {
  std::string drawing = Earlier() + Later();
  for (int i = 0; i < 20; ++i) {
    const std::string name = "w" + std::to_string(i);
    drawing += name + ": sector=C28@2015-01-01\n" + name + " --W" + std::to_string(i) +
               "(2016-01-01)-- .\n";
  }
  const auto past = Past(drawing);
  const Truth truth = CollectTruth(*past, *DrawSnapshot(drawing), {.cut = kCut, .until = {}});
  Preset preset = FindPreset("consortium").value();
  const auto evaluate = [&](std::initializer_list<std::optional<double>> shares) {
    std::vector<std::unique_ptr<Ranker>> rankers;
    for (const auto& share : shares) {
      rankers.push_back(MakePresetRanker(*past, preset, past->as_of, share));
    }
    return Evaluate(*past, truth, rankers, {});
  };
  const Evaluation none = evaluate({std::nullopt, 0.5});
  CHECK(none.models[1].model == ModelName(preset) + ", newcomers 50 %");
  CHECK(none.models[1].newcomers_shown > none.models[0].newcomers_shown);
  CHECK_FALSE(none.models[0].segments[0].ndcg_to_no_floor.has_value());
  const auto kept = none.models[1].segments[0].ndcg_to_no_floor;
  REQUIRE(kept.has_value());
  CHECK(kept->value ==
        Approx(none.models[1].segments[0].ndcg.value / none.models[0].segments[0].ndcg.value));
  CHECK(kept->low <= kept->value);
  CHECK(kept->value <= kept->high);

  preset.newcomer_floor = 0.5;
  const Evaluation own = evaluate({std::nullopt, 0.0});
  CHECK(own.models[0].model == ModelName(preset));
  CHECK(own.models[0].segments[0].ndcg.value == none.models[1].segments[0].ndcg.value);
  CHECK(own.models[0].segments[0].ndcg_to_no_floor->value == kept->value);
  CHECK(own.models[1].segments[0].ndcg.value == none.models[0].segments[0].ndcg.value);
}

TEST_CASE("askers with many and with few partnerships are told apart", "[engine][evaluation]") {
  std::string drawing = "few --Q(2018-02-01)-- many middle\n";
  for (int i = 0; i < 5; ++i) drawing += "many --M" + std::to_string(i) + "(2015-01-01)-- .\n";
  for (int i = 0; i < 3; ++i) drawing += "middle --I" + std::to_string(i) + "(2015-01-01)-- .\n";
  for (int i = 0; i < 2; ++i) drawing += "few --F" + std::to_string(i) + "(2015-01-01)-- .\n";
  const auto past = Past(drawing);
  const Truth truth = CollectTruth(*past, *DrawSnapshot(drawing), {.cut = kCut, .until = {}});
  const Evaluation evaluation = EvaluateAll(*past, truth);
  CHECK(evaluation.questions == std::array<size_t, 3>{3, 1, 1});
  // Nobody has common neighbours here, so there is nothing to compare with in some resamples.
  CHECK(evaluation.models.front().segments.size() == kSegments.size());
}

TEST_CASE("a preset's ranking begins with the list that partners shows", "[engine][evaluation]") {
  const auto past = Past(Earlier());
  for (const Preset& preset : BuiltInPresets()) {
    PartnerQuery query = Ask(*past, "o4", preset.name);
    query.as_of = past->as_of;
    query.exclude_known = true;
    query.top = kListLength;
    const PartnerAnswer answer = Answer(*past, query);
    RankScratch scratch;
    const auto ranking =
        MakePresetRanker(*past, preset, past->as_of)->Rank(query.organisation, scratch);
    CHECK(ranking.size() == answer.candidates);
    REQUIRE(ranking.size() >= answer.suggestions.size());
    for (size_t i = 0; i < answer.suggestions.size(); ++i) {
      CHECK(ranking[i] == answer.suggestions[i].organisation);
    }
  }
}

}  // namespace
}  // namespace kontor
