// Building, saving and mapping a snapshot, and what it takes in memory. The argument is the number
// of organisations of a generated network.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "app/snapshot_file.h"
#include "bench/generated_records.h"
#include "engine/partners.h"
#include "engine/scratch.h"
#include "engine/snapshot_memory.h"

namespace kontor::bench {
namespace {

// Snapshots saved in directories of their own, which are removed at the end.
class Saved {
 public:
  static const Saved& Of(NodeIndex organisations) {
    static std::map<NodeIndex, Saved> all;
    return all.try_emplace(organisations, organisations).first->second;
  }

  explicit Saved(NodeIndex organisations)
      : network_({.organisations = organisations}),
        directory_(std::filesystem::temp_directory_path() /
                   ("kontor-bench-" + std::to_string(organisations))) {
    std::filesystem::create_directories(directory_);
    const auto start = std::chrono::steady_clock::now();
    const auto snapshot = BuildSnapshot(network_);
    build_seconds_ =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    stamp_.generation = snapshot->generation;
    if (!SaveSnapshot(*snapshot, directory_, stamp_)) std::abort();
  }
  ~Saved() { std::filesystem::remove_all(directory_); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

  [[nodiscard]] double build_seconds() const { return build_seconds_; }
  [[nodiscard]] const GeneratedNetwork& network() const { return network_; }
  [[nodiscard]] std::shared_ptr<const Snapshot> Map() const {
    return MapSnapshot(directory_, stamp_).value();
  }

 private:
  GeneratedNetwork network_;
  std::filesystem::path directory_;
  ImageStamp stamp_{.generation = 0, .store = 1};
  double build_seconds_ = 0.0;
};

const Saved& SavedOf(const benchmark::State& state) {
  return Saved::Of(static_cast<NodeIndex>(state.range(0)));
}

// In bytes an organisation.
void CountMemory(const Snapshot& snapshot, const GeneratedNetwork& network,
                 benchmark::State& state) {
  const MemoryUse use = MeasureMemory(snapshot);
  const auto organisations = static_cast<double>(snapshot.graph.organisation_count());
  const auto participations = static_cast<double>(network.participation_count());
  state.counters["all"] = static_cast<double>(use.bytes) / organisations;
  state.counters["graph+profiles"] = static_cast<double>(use.ranking_bytes) / organisations;
  // At most 64 an organisation and 12 a participation.
  state.counters["goal"] = 64.0 + 12.0 * participations / organisations;
  for (const MemoryUse::Table& table : use.tables) {
    state.counters[table.name] = static_cast<double>(table.bytes) / organisations;
  }
}

// Beside it: how long building took, and what the snapshot takes in memory.
void BM_Map(benchmark::State& state) {
  const Saved& saved = SavedOf(state);
  state.counters["build_s"] = saved.build_seconds();
  CountMemory(*saved.Map(), saved.network(), state);
  for (auto _ : state) benchmark::DoNotOptimize(saved.Map());
}
BENCHMARK(BM_Map)->Arg(53'399)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void BM_MapAndFirstQuestion(benchmark::State& state) {
  const Saved& saved = SavedOf(state);
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
BENCHMARK(BM_MapAndFirstQuestion)->Arg(53'399)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kontor::bench
