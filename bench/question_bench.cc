// How long does the whole question take, and where does the time go?
//
//   kontor import cordis …/fp7 …/h2020 --db D
//   KONTOR_BENCH_DB=D build/release/bench/bench_question
//   KONTOR_BENCH_ORGANISATIONS=1000000 build/release/bench/bench_question   # a generated network
//
// Questions of 300 random organisations, the same on every run, one after the other on one thread
// with a warm scratch. `Question` is all of it: the partners of one organisation, top 20, with
// reasons in words for both sides. The others are one part of it each, by itself; AllCandidates has
// walk, themes and connections in it. Figures are milliseconds of this thread's processor time, and
// how often and how much memory one question takes from the heap.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <random>
#include <vector>

#include "bench/counted_allocations.h"
#include "bench/generated_network.h"
#include "bench/generated_records.h"
#include "bench/whole_question.h"
#include "engine/candidates.h"
#include "engine/partners.h"
#include "engine/rerank.h"
#include "engine/score.h"
#include "engine/scratch.h"
#include "engine/sentences.h"
#include "engine/snapshot.h"
#include "store/rocksdb_store.h"

namespace kontor {
namespace {

constexpr size_t kQuestions = 300;
constexpr size_t kTop = 20;
constexpr size_t kReasons = 5;

double ThreadMilliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

// Null where neither a store nor a size is named.
std::shared_ptr<const Snapshot> Load() {
  if (const char* organisations = std::getenv("KONTOR_BENCH_ORGANISATIONS")) {
    bench::NetworkOptions options;
    options.organisations = static_cast<NodeIndex>(std::strtoul(organisations, nullptr, 10));
    return bench::BuildSnapshot(bench::GeneratedNetwork(options));
  }
  const char* directory = std::getenv("KONTOR_BENCH_DB");
  if (directory == nullptr) return nullptr;
  StoreOptions options;
  options.read_only = true;
  const auto store = OpenRocksDbStore(directory, options);
  if (!store) return nullptr;
  const auto view = (*store)->View();
  if (!view) return nullptr;
  SnapshotBuilder builder({});
  const bool read = (*view)->ForEachNode([&](const NodeView& node) {
    return builder.AddNode(node), true;
  }) && (*view)->ForEachEdge([&](const Edge& edge) { return builder.AddEdge(edge), true; });
  return read ? builder.Build(1) : nullptr;
}

const Snapshot* TheSnapshot() {
  static const std::shared_ptr<const Snapshot> snapshot = Load();
  return snapshot.get();
}

std::vector<PartnerQuery> Questions(const Snapshot& snapshot, std::string_view preset) {
  std::mt19937 random(20);
  std::vector<PartnerQuery> questions(kQuestions);
  for (PartnerQuery& question : questions) {
    question.organisation = static_cast<NodeIndex>(random() % snapshot.profiles.size());
    question.top = kTop;
    question.as_of = snapshot.known_until;
    question.preset = FindPreset(preset).value();
  }
  return questions;
}

// Runs `ask(question)` for all questions twice, the second time with the clock on.
template <typename Ask>
void Measure(benchmark::State& state, std::string_view preset, Ask ask) {
  const Snapshot* snapshot = TheSnapshot();
  if (snapshot == nullptr) {
    state.SkipWithError("KONTOR_BENCH_DB or KONTOR_BENCH_ORGANISATIONS must be set");
    return;
  }
  const auto questions = Questions(*snapshot, preset);
  std::vector<double> milliseconds;
  uint64_t allocations = 0;
  uint64_t bytes = 0;
  for (auto _ : state) {
    EngineScratch scratch;
    for (const PartnerQuery& question : questions) ask(*snapshot, question, scratch);
    milliseconds.clear();
    allocations = bench::CountedAllocations();
    bytes = bench::CountedBytes();
    for (const PartnerQuery& question : questions) {
      milliseconds.push_back(ask(*snapshot, question, scratch));
    }
    allocations = bench::CountedAllocations() - allocations;
    bytes = bench::CountedBytes() - bytes;
  }
  std::ranges::sort(milliseconds);
  state.counters["p50_ms"] = milliseconds[kQuestions / 2];
  state.counters["p90_ms"] = milliseconds[kQuestions * 90 / 100];
  state.counters["p99_ms"] = milliseconds[kQuestions * 99 / 100];
  state.counters["allocations"] = static_cast<double>(allocations) / kQuestions;
  state.counters["kB"] = static_cast<double>(bytes) / kQuestions / 1e3;
}

// Milliseconds that `run` takes.
template <typename Run>
double Time(Run run) {
  const double start = ThreadMilliseconds();
  run();
  return ThreadMilliseconds() - start;
}

void Question(benchmark::State& state, const char* preset) {
  Measure(state, preset,
          [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
            return Time([&] {
              benchmark::DoNotOptimize(bench::AskWholeQuestion(snapshot, query, scratch));
            });
          });
}

void Walk(benchmark::State& state) {
  Measure(state, "balanced",
          [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
            return Time([&] {
              benchmark::DoNotOptimize(
                  NearWalk(snapshot.walk, query.organisation, {}, scratch.walk).Of(0));
            });
          });
}

void Theme(benchmark::State& state) {
  Measure(state, "balanced",
          [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
            const FilterCheck filters(snapshot, query, scratch.filters);
            return Time([&] {
              SumThemes(snapshot, query.organisation, filters, scratch.candidates.theme);
              scratch.candidates.theme.Clear();
            });
          });
}

void Connecting(benchmark::State& state) {
  Measure(state, "history",
          [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
            return Time([&] {
              const Connections connections(snapshot, query.organisation, scratch.connections);
              benchmark::DoNotOptimize(connections);
            });
          });
}

void AllCandidates(benchmark::State& state, const char* preset) {
  Measure(state, preset,
          [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
            return Time([&] {
              const FilterCheck filters(snapshot, query, scratch.filters);
              benchmark::DoNotOptimize(FindCandidates(snapshot, query, filters, scratch));
            });
          });
}

void Scoring(benchmark::State& state, const char* preset) {
  Measure(state, preset,
          [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
            const FilterCheck filters(snapshot, query, scratch.filters);
            const auto candidates = FindCandidates(snapshot, query, filters, scratch);
            return Time([&] {
              benchmark::DoNotOptimize(ScoreAll(snapshot, query, candidates, scratch.scores));
            });
          });
}

void InCommon(benchmark::State& state, const char* preset) {
  Measure(
      state, preset,
      [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
        const auto answer = FindPartners(snapshot, query, scratch);
        std::vector<NodeIndex> listed;
        for (const Suggestion& one : answer->suggestions) listed.push_back(one.organisation);
        return Time([&] {
          const Neighbourhood neighbourhood(snapshot.graph, query.organisation,
                                            scratch.neighbourhood);
          benchmark::DoNotOptimize(FindCommonGround(
              snapshot, neighbourhood, listed, query.preset.is_learned(), scratch.common_ground));
        });
      });
}

void Sentences(benchmark::State& state, const char* preset) {
  Measure(state, preset,
          [](const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch) {
            const auto answer = FindPartners(snapshot, query, scratch);
            return Time([&] {
              for (const Suggestion& suggestion : answer->suggestions) {
                benchmark::DoNotOptimize(Reasons(snapshot, suggestion, kReasons));
                benchmark::DoNotOptimize(ReverseReasons(snapshot, suggestion, kReasons));
              }
            });
          });
}

BENCHMARK_CAPTURE(Question, balanced, "balanced")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Question, history, "history")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(Walk)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(Theme)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(Connecting)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(AllCandidates, balanced, "balanced")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(AllCandidates, history, "history")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Scoring, balanced, "balanced")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Scoring, history, "history")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(InCommon, balanced, "balanced")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(InCommon, history, "history")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Sentences, balanced, "balanced")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Sentences, history, "history")->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kontor
