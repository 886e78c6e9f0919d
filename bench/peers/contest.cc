#include "bench/peers/contest.h"

#include <algorithm>
#include <functional>

#include "bench/counted_allocations.h"
#include "bench/peers/clock.h"

namespace kontor::bench {
namespace {

double WorkOf(const Contestant& contestant) {
  double seconds = ThreadSeconds();
  for (const clockid_t clock : contestant.helper_clocks) seconds += SecondsOf(clock);
  return seconds;
}

// What one contestant has done so far.
struct Record {
  std::vector<double> seconds;  // of each question
  double total = 0.0;
  uint64_t allocations = 0;
  std::vector<std::vector<Scored>> answers;
};

void Ask(const Contestant& contestant, size_t first, size_t count, Record& record) {
  for (size_t i = 0; i < count; ++i) record.answers.emplace_back().reserve(kTop);
  const uint64_t allocations = CountedAllocations();
  const double before = WorkOf(contestant);
  contestant.answer(first, std::span(record.answers).last(count));
  const double seconds = WorkOf(contestant) - before;
  record.allocations += CountedAllocations() - allocations;
  record.seconds.insert(record.seconds.end(), count, seconds / static_cast<double>(count));
  record.total += seconds;
}

// The exact score of the last of the best kTop, and how many there are.
struct Bar {
  double score = 0.0;
  size_t count = 0;
};

Bar BarOf(std::vector<double> scores) {
  std::erase_if(scores, [](double score) { return score <= 0.0; });
  const size_t count = std::min(scores.size(), kTop);
  if (count == 0) return {};
  const auto last = scores.begin() + static_cast<std::ptrdiff_t>(count) - 1;
  std::ranges::nth_element(scores, last, std::greater());
  return {*last, count};
}

double Precision(const std::vector<Scored>& answer, const std::vector<double>& scores, Bar bar,
                 double equal_within) {
  if (bar.count == 0) return 1.0;
  const auto good = std::ranges::count_if(answer, [&](const Scored& one) {
    return scores[one.organisation] >= bar.score * (1.0 - equal_within);
  });
  return std::min(1.0, static_cast<double>(good) / static_cast<double>(bar.count));
}

void Check(const Contest& contest, const ContestLimits& limits, const std::vector<Record>& records,
           std::vector<Standing>& standings) {
  if (!contest.exact) return;
  const double start = ThreadSeconds();
  std::vector<double> scores;
  for (size_t question = 0; question < contest.questions; ++question) {
    if (ThreadSeconds() - start > limits.checking_seconds) break;
    contest.exact(question, scores);
    const Bar bar = BarOf(scores);
    for (size_t i = 0; i < records.size(); ++i) {
      if (question >= records[i].answers.size()) continue;
      const double precision =
          Precision(records[i].answers[question], scores, bar, contest.equal_within);
      Standing& standing = standings[i];
      ++standing.checked;
      standing.mean_precision += precision;
      standing.worst_precision = std::min(standing.worst_precision, precision);
    }
  }
  for (Standing& standing : standings) {
    if (standing.checked > 0) standing.mean_precision /= static_cast<double>(standing.checked);
  }
}

Standing Summary(const Contestant& contestant, const Record& record) {
  std::vector<double> sorted = record.seconds;
  std::ranges::sort(sorted);
  const auto count = static_cast<double>(sorted.size());
  Standing standing;
  standing.name = contestant.name;
  standing.is_ours = contestant.is_ours;
  standing.questions = sorted.size();
  if (sorted.empty()) return standing;
  standing.median = sorted[sorted.size() / 2];
  standing.p90 = sorted[sorted.size() * 9 / 10];
  standing.p99 = sorted[sorted.size() * 99 / 100];
  standing.mean = record.total / count;
  standing.allocations = static_cast<double>(record.allocations) / count;
  return standing;
}

}  // namespace

std::vector<Standing> Run(const Contest& contest, const ContestLimits& limits) {
  const auto& contestants = contest.contestants;
  std::vector<Record> records(contestants.size());
  for (size_t begin = 0; begin < contest.questions; begin += limits.block) {
    const size_t end = std::min(contest.questions, begin + limits.block);
    for (size_t i = 0; i < contestants.size(); ++i) {
      const size_t batch = contestants[i].batch;
      for (size_t first = begin; first < end && records[i].total < limits.seconds; first += batch) {
        if (records[i].answers.size() != first) break;  // it ran out of time before
        Ask(contestants[i], first, std::min(batch, end - first), records[i]);
      }
    }
  }
  std::vector<Standing> standings;
  for (size_t i = 0; i < contestants.size(); ++i) {
    standings.push_back(Summary(contestants[i], records[i]));
  }
  Check(contest, limits, records, standings);
  return standings;
}

void BestOf(std::span<const double> scores, NodeIndex asker, std::vector<Scored>& best) {
  static BestList list;
  list.Start(kTop);
  for (NodeIndex i = 0; i < scores.size(); ++i) {
    if (i != asker && scores[i] > 0.0) list.Add({scores[i], i});
  }
  best = list.Finish();
  std::ranges::sort(best, IsBetter);
}

}  // namespace kontor::bench
