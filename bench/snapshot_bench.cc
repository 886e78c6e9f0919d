// Building, saving and mapping a snapshot, and what it takes in memory. The argument is the number
// of organisations of a generated network.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "app/snapshot_file.h"
#include "bench/generated_records.h"
#include "engine/partners.h"
#include "engine/scratch.h"
#include "engine/snapshot_memory.h"

namespace kontor::bench {
namespace {

constexpr ImageStamp kStamp{.generation = 1, .store = 1};

GeneratedNetwork NetworkOf(const benchmark::State& state) {
  return GeneratedNetwork({.organisations = static_cast<NodeIndex>(state.range(0))});
}

// A directory with the saved snapshot of that size; made once, and removed at the end.
class Saved {
 public:
  explicit Saved(const benchmark::State& state)
      : directory_(std::filesystem::temp_directory_path() /
                   ("kontor-bench-" + std::to_string(state.range(0)))) {
    std::filesystem::create_directories(directory_);
    const auto snapshot = BuildSnapshot(NetworkOf(state));
    if (!SaveSnapshot(*snapshot, directory_, {snapshot->generation, kStamp.store})) std::abort();
    generation_ = snapshot->generation;
  }
  ~Saved() { std::filesystem::remove_all(directory_); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

  [[nodiscard]] std::shared_ptr<const Snapshot> Map() const {
    return MapSnapshot(directory_, {generation_, kStamp.store}).value();
  }

 private:
  std::filesystem::path directory_;
  uint64_t generation_ = 0;
};

void CountMemory(const Snapshot& snapshot, const GeneratedNetwork& network,
                 benchmark::State& state) {
  const MemoryUse use = MeasureMemory(snapshot);
  const auto organisations = static_cast<double>(snapshot.graph.organisation_count());
  state.counters["bytes/org"] = static_cast<double>(use.bytes) / organisations;
  // The goal: at most 64 an organisation and 12 a participation.
  const double ranking = static_cast<double>(use.ranking_bytes);
  const auto participations = static_cast<double>(network.participation_count());
  state.counters["ranking/org"] = ranking / organisations;
  state.counters["goal/org"] = 64.0 + 12.0 * participations / organisations;
  for (const MemoryUse::Table& table : use.tables) {
    state.counters[table.name] = static_cast<double>(table.bytes) / organisations;
  }
}

void BM_Build(benchmark::State& state) {
  const GeneratedNetwork network = NetworkOf(state);
  for (auto _ : state) {
    const auto snapshot = BuildSnapshot(network);
    state.PauseTiming();
    CountMemory(*snapshot, network, state);
    state.ResumeTiming();
  }
}
BENCHMARK(BM_Build)->Arg(57'000)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kMillisecond);

void BM_Map(benchmark::State& state) {
  const Saved saved(state);
  for (auto _ : state) benchmark::DoNotOptimize(saved.Map());
}
BENCHMARK(BM_Map)->Arg(57'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void BM_MapAndFirstQuestion(benchmark::State& state) {
  const Saved saved(state);
  PartnerQuery query;
  query.preset = BuiltInPresets().front();
  query.as_of = MakeDate(2021, 6, 1);
  for (auto _ : state) {
    const auto snapshot = saved.Map();
    EngineScratch scratch;
    query.organisation = snapshot->graph.organisation_count() / 2;
    benchmark::DoNotOptimize(FindPartners(*snapshot, query, scratch));
  }
}
BENCHMARK(BM_MapAndFirstQuestion)->Arg(57'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kontor::bench
