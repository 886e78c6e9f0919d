// How long do reading, building and walking take on a real store?
//
//   kontor import cordis …/fp7 …/h2020 --db D
//   KONTOR_BENCH_DB=D build/release/bench/bench_graph
//
// The walk's figures are over 200 random organisations with ties, the same on every run: median and
// 99th percentile in milliseconds, mean precision at 20 against the exact walk, and the number of
// organisations that it reaches.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <random>
#include <set>
#include <vector>

#include "engine/snapshot.h"
#include "graph/near_walk.h"
#include "store/rocksdb_store.h"

namespace kontor {
namespace {

constexpr size_t kQuestions = 200;
constexpr size_t kTop = 20;

// Of this thread's processor time, so that other load on the machine does not count.
double ThreadSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Null with a message to the benchmark where there is no store.
std::unique_ptr<Store> OpenStore(benchmark::State& state) {
  const char* directory = std::getenv("KONTOR_BENCH_DB");
  if (directory == nullptr) {
    state.SkipWithError("KONTOR_BENCH_DB names no store");
    return nullptr;
  }
  StoreOptions options;
  options.read_only = true;
  auto store = OpenRocksDbStore(directory, options);
  if (!store) {
    state.SkipWithError(store.error().message.c_str());
    return nullptr;
  }
  return std::move(*store);
}

template <typename OnNode, typename OnEdge>
bool Read(const Store& store, OnNode on_node, OnEdge on_edge) {
  const auto view = store.View();
  if (!view) return false;
  return (*view)->ForEachNode([&](const NodeView& node) { return on_node(node), true; }) &&
         (*view)->ForEachEdge([&](const Edge& edge) { return on_edge(edge), true; });
}

std::shared_ptr<const Snapshot> Load(const Store& store) {
  SnapshotBuilder builder({});
  Read(
      store, [&](const NodeView& node) { builder.AddNode(node); },
      [&](const Edge& edge) { builder.AddEdge(edge); });
  return builder.Build(1);
}

void ReadStore(benchmark::State& state) {
  const auto store = OpenStore(state);
  if (store == nullptr) return;
  size_t nodes = 0;
  size_t edges = 0;
  for (auto _ : state) {
    nodes = 0;
    edges = 0;
    Read(*store, [&](const NodeView&) { ++nodes; }, [&](const Edge&) { ++edges; });
  }
  state.counters["nodes"] = static_cast<double>(nodes);
  state.counters["edges"] = static_cast<double>(edges);
}
BENCHMARK(ReadStore)->Unit(benchmark::kMillisecond);

void ReadStoreAndBuildSnapshot(benchmark::State& state) {
  const auto store = OpenStore(state);
  if (store == nullptr) return;
  std::shared_ptr<const Snapshot> snapshot;
  for (auto _ : state) snapshot = Load(*store);
  state.counters["organisations"] = snapshot->graph.organisation_count();
  state.counters["partnerships"] = snapshot->graph.partnership_count();
  state.counters["ties"] = static_cast<double>(snapshot->graph.tie_count());
  state.counters["themes"] = static_cast<double>(snapshot->themes.size());
}
BENCHMARK(ReadStoreAndBuildSnapshot)->Unit(benchmark::kMillisecond);

// The time behind the last record: graph and indexes.
void BuildAfterReading(benchmark::State& state) {
  const auto store = OpenStore(state);
  if (store == nullptr) return;
  for (auto _ : state) {
    SnapshotBuilder builder({});
    Read(
        *store, [&](const NodeView& node) { builder.AddNode(node); },
        [&](const Edge& edge) { builder.AddEdge(edge); });
    const double start = ThreadSeconds();
    benchmark::DoNotOptimize(builder.Build(1));
    state.SetIterationTime(ThreadSeconds() - start);
  }
}
BENCHMARK(BuildAfterReading)->UseManualTime()->Unit(benchmark::kMillisecond);

std::vector<NodeIndex> RandomStarts(const CollaborationGraph& graph) {
  std::mt19937 random(20);
  std::vector<NodeIndex> starts;
  while (starts.size() < kQuestions) {
    const auto start = static_cast<NodeIndex>(random() % graph.organisation_count());
    if (!graph.Neighbours(start).empty()) starts.push_back(start);
  }
  return starts;
}

std::set<NodeIndex> Best(std::vector<WalkEntry> reached) {
  std::ranges::sort(reached, IsNearer);
  std::set<NodeIndex> best;
  for (const WalkEntry& one : reached) {
    if (best.size() == kTop) break;
    best.insert(one.organisation);
  }
  return best;
}

std::set<NodeIndex> ExactBest(const Snapshot& snapshot, NodeIndex start) {
  const auto exact = ExactWalk(snapshot.graph, snapshot.strengths, start, kRestart, 1e-10);
  std::vector<WalkEntry> all;
  for (NodeIndex i = 0; i < snapshot.graph.organisation_count(); ++i) {
    if (i != start && exact[i] > 0.0) all.push_back({i, static_cast<float>(exact[i])});
  }
  return Best(std::move(all));
}

double Precision(const std::set<NodeIndex>& exact, const std::set<NodeIndex>& found) {
  if (exact.empty()) return 1.0;
  const auto hits = std::ranges::count_if(exact, [&](NodeIndex i) { return found.contains(i); });
  return static_cast<double>(hits) / static_cast<double>(exact.size());
}

// The tolerance is 10^(-first / 2), the rounds are second; 0: the defaults.
void Walk(benchmark::State& state) {
  const auto store = OpenStore(state);
  if (store == nullptr) return;
  static const std::shared_ptr<const Snapshot> snapshot = Load(*store);
  static const std::vector<NodeIndex> starts = RandomStarts(snapshot->graph);
  static const std::vector<std::set<NodeIndex>> exact = [] {
    std::vector<std::set<NodeIndex>> best;
    for (const NodeIndex start : starts) best.push_back(ExactBest(*snapshot, start));
    return best;
  }();
  NearWalkOptions options;
  if (state.range(0) > 0) {
    options.tolerance =
        static_cast<float>(std::pow(10.0, -0.5 * static_cast<double>(state.range(0))));
    options.rounds = static_cast<size_t>(state.range(1));
  }
  NearWalkScratch scratch;
  std::vector<WalkEntry> walk;
  std::vector<double> milliseconds;
  double precision = 0.0;
  double reached = 0.0;
  for (auto _ : state) {
    milliseconds.clear();
    precision = reached = 0.0;
    for (size_t i = 0; i < starts.size(); ++i) {
      const double start = ThreadSeconds();
      walk.clear();
      NearWalk(snapshot->walk, starts[i], options, scratch)
          .ForEach([&walk](NodeIndex organisation, float probability) {
            walk.push_back({organisation, probability});
          });
      milliseconds.push_back(1e3 * (ThreadSeconds() - start));
      reached += static_cast<double>(walk.size()) / kQuestions;
      precision += Precision(exact[i], Best(walk)) / kQuestions;
    }
  }
  std::ranges::sort(milliseconds);
  state.counters["median_ms"] = milliseconds[kQuestions / 2];
  state.counters["p99_ms"] = milliseconds[kQuestions * 99 / 100];
  state.counters["precision20"] = precision;
  state.counters["reached"] = reached;
}
BENCHMARK(Walk)
    ->Args({0, 0})
    ->ArgsProduct({{8, 9, 10, 12}, {2, 3, 4}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kontor
