#include "engine/evaluation.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <numeric>

#include "base/distinct.h"
#include "base/parallel.h"
#include "base/random.h"
#include "engine/baselines.h"
#include "engine/newcomer.h"

namespace kontor {
namespace {

constexpr uint64_t kSamplingStream = 1;
constexpr size_t kResamples = 1'000;
constexpr size_t kFewestOfIncumbents = 5;
constexpr size_t kMeasureCount = 4;

// What one ranker answered to one question.
struct Outcome {
  Measures measures;
  std::vector<NodeIndex> list;  // the first kListLength
  size_t found = 0;             // new partners in the whole ranking
};

struct Question {
  NodeIndex asker = 0;
  std::span<const NodeIndex> partners;
};

// Positions in truth.askers, in random order.
std::vector<size_t> Sample(const Truth& truth, const EvaluationOptions& options) {
  std::vector<size_t> positions(truth.askers.size());
  std::iota(positions.begin(), positions.end(), size_t{0});
  return Random(options.seed, kSamplingStream, 0).Sample(std::move(positions), options.questions);
}

size_t CountFound(std::vector<NodeIndex> ranking, std::span<const NodeIndex> partners) {
  std::ranges::sort(ranking);
  return static_cast<size_t>(std::ranges::count_if(
      partners, [&](NodeIndex partner) { return std::ranges::binary_search(ranking, partner); }));
}

Outcome Ask(const Ranker& ranker, const Question& question, RankScratch& scratch) {
  std::vector<NodeIndex> ranking = ranker.Rank(question.asker, scratch);
  Outcome outcome;
  outcome.measures = Measure(ranking, question.partners);
  outcome.list.assign(ranking.begin(), ranking.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                             ranking.size(), kListLength)));
  if (ranker.ranks_candidates()) {
    outcome.found = CountFound(std::move(ranking), question.partners);
  }
  return outcome;
}

bool IsIn(Segment segment, size_t partnerships) {
  switch (segment) {
    case Segment::kIncumbents:
      return partnerships >= kFewestOfIncumbents;
    case Segment::kNewcomers:
      return IsNewcomer(partnerships);
    case Segment::kAll:
      break;
  }
  return true;
}

double Share(size_t part, size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// The ratio of two means in every resample; nothing where there is none.
std::optional<Interval> Ratio(const Interval& mean, std::span<const double> resampled,
                              const Interval& reference, std::span<const double> of_reference) {
  if (of_reference.empty() || std::ranges::any_of(of_reference, [](double x) { return x <= 0.0; }))
    return std::nullopt;
  std::vector<double> ratios;
  for (size_t i = 0; i < resampled.size(); ++i) ratios.push_back(resampled[i] / of_reference[i]);
  return IntervalAround(mean.value / reference.value, std::move(ratios));
}

class Run {
 public:
  Run(const Snapshot& past, const Truth& truth, std::span<const std::unique_ptr<Ranker>> rankers,
      const EvaluationOptions& options)
      : past_(past), rankers_(rankers), options_(options) {
    for (const size_t position : Sample(truth, options)) {
      questions_.push_back({truth.askers[position], truth.partners[position]});
    }
    evaluation_.askers = truth.askers.size();
    for (const Question& question : questions_)
      evaluation_.new_partners += question.partners.size();
    for (const auto& ranker : rankers_) evaluation_.models.push_back({.model = ranker->name()});
  }

  Evaluation Finish() && {
    AskAll();
    for (const Segment segment : kSegments) Summarise(segment);
    CountEligible();
    for (size_t model = 0; model < rankers_.size(); ++model) {
      SummariseExposure(model);
      SummariseCandidates(model);
    }
    return std::move(evaluation_);
  }

 private:
  void AskAll();
  void Summarise(Segment segment);
  [[nodiscard]] std::vector<std::vector<double>> Columns(Segment segment) const;
  void CountEligible();
  void SummariseExposure(size_t model);
  void SummariseCandidates(size_t model);

  const Snapshot& past_;
  std::span<const std::unique_ptr<Ranker>> rankers_;
  const EvaluationOptions& options_;
  std::vector<Question> questions_;
  std::vector<std::vector<Outcome>> outcomes_;  // by question, then by model
  std::vector<ConceptIndex> countries_;         // of organisations that can be suggested; ascending
  Evaluation evaluation_;
};

void Run::AskAll() {
  outcomes_.resize(questions_.size());
  std::vector<RankScratch> scratches(options_.threads);
  std::atomic<size_t> done = 0;
  ForEachIndex(questions_.size(), options_.threads, [&](size_t i, size_t thread) {
    for (const auto& ranker : rankers_) {
      outcomes_[i].push_back(Ask(*ranker, questions_[i], scratches[thread]));
    }
    ++done;
    if (thread == 0 && options_.on_progress) options_.on_progress(done, questions_.size());
  });
}

// The measures of every model, one value for each question of the segment.
std::vector<std::vector<double>> Run::Columns(Segment segment) const {
  std::vector<std::vector<double>> columns(rankers_.size() * kMeasureCount);
  for (size_t i = 0; i < questions_.size(); ++i) {
    if (!IsIn(segment, past_.graph.Neighbours(questions_[i].asker).size())) continue;
    for (size_t model = 0; model < rankers_.size(); ++model) {
      const Measures& measures = outcomes_[i][model].measures;
      const size_t first = model * kMeasureCount;
      columns[first].push_back(measures.ndcg);
      columns[first + 1].push_back(measures.recall);
      columns[first + 2].push_back(measures.reciprocal_rank);
      columns[first + 3].push_back(measures.hit);
    }
  }
  return columns;
}

void Run::Summarise(Segment segment) {
  const auto columns = Columns(segment);
  const size_t questions = columns.empty() ? 0 : columns.front().size();
  const auto place = static_cast<size_t>(segment);
  evaluation_.questions[place] = questions;
  if (questions == 0) return;
  const auto resampled = ResampledMeans(columns, kResamples, options_.seed);
  const auto interval = [&](size_t column) {
    return IntervalAround(Mean(columns[column]), resampled[column]);
  };
  // Of a column to the same measure of another model.
  const auto ratio_to = [&](size_t column, std::string_view model) -> std::optional<Interval> {
    const auto found = std::ranges::find(evaluation_.models, model, &ModelEvaluation::model);
    if (found == evaluation_.models.end()) return std::nullopt;
    const size_t other = static_cast<size_t>(found - evaluation_.models.begin()) * kMeasureCount +
                         column % kMeasureCount;
    return Ratio(interval(column), resampled[column], interval(other), resampled[other]);
  };
  for (size_t model = 0; model < rankers_.size(); ++model) {
    const size_t first = model * kMeasureCount;
    SegmentScores& scores = evaluation_.models[model].segments[place];
    scores.ndcg = interval(first);
    scores.recall = interval(first + 1);
    scores.mrr = interval(first + 2);
    scores.hit = interval(first + 3);
    scores.ndcg_to_reference = ratio_to(first, kReferenceBaseline);
    scores.mrr_to_reference = ratio_to(first + 2, kReferenceBaseline);
    scores.ndcg_to_no_floor = ratio_to(first, rankers_[model]->without_floor());
  }
}

void Run::CountEligible() {
  for (NodeIndex i = 0; i < past_.graph.organisation_count(); ++i) {
    if (!HasPartnership(past_, i)) continue;
    ++evaluation_.organisations;
    if (past_.profiles[i].country != kNoConcept) countries_.push_back(past_.profiles[i].country);
  }
  SortDistinct(countries_);
}

void Run::SummariseExposure(size_t model) {
  std::vector<uint64_t> shown(past_.graph.organisation_count(), 0);
  size_t places = 0;
  size_t newcomers = 0;
  for (const auto& of_question : outcomes_) {
    for (const NodeIndex organisation : of_question[model].list) {
      ++shown[organisation];
      ++places;
      if (IsNewcomer(past_, organisation)) ++newcomers;
    }
  }
  std::vector<uint64_t> counts;
  std::vector<bool> country_shown(past_.concepts.size(), false);
  for (NodeIndex i = 0; i < shown.size(); ++i) {
    if (!HasPartnership(past_, i)) continue;
    counts.push_back(shown[i]);
    const ConceptIndex country = past_.profiles[i].country;
    if (shown[i] > 0 && country != kNoConcept) country_shown[country] = true;
  }
  ModelEvaluation& result = evaluation_.models[model];
  result.newcomers_shown = Share(newcomers, places);
  const auto organisations = std::ranges::count_if(counts, [](uint64_t n) { return n > 0; });
  result.organisations_shown = Share(static_cast<size_t>(organisations), counts.size());
  const auto countries = std::ranges::count(country_shown, true);
  result.countries_shown = Share(static_cast<size_t>(countries), countries_.size());
  result.exposure_gini = Gini(std::move(counts));
}

void Run::SummariseCandidates(size_t model) {
  if (!rankers_[model]->ranks_candidates()) return;
  size_t found = 0;
  for (const auto& of_question : outcomes_) found += of_question[model].found;
  evaluation_.models[model].candidate_recall = Share(found, evaluation_.new_partners);
}

}  // namespace

std::string_view Name(Segment segment) {
  switch (segment) {
    case Segment::kAll:
      return "all";
    case Segment::kIncumbents:
      return "incumbents";
    case Segment::kNewcomers:
      return "newcomers";
  }
  return "";
}

Evaluation Evaluate(const Snapshot& past, const Truth& truth,
                    std::span<const std::unique_ptr<Ranker>> rankers,
                    const EvaluationOptions& options) {
  assert(options.questions > 0 && options.threads > 0);
  return Run(past, truth, rankers, options).Finish();
}

}  // namespace kontor
