#include "bench/peers/dataset.h"

#include <cstdio>
#include <fstream>
#include <functional>

#include "base/random.h"
#include "bench/generated_records.h"
#include "bench/peers/clock.h"
#include "store/rocksdb_store.h"

namespace kontor::bench {
namespace {

enum Stream : uint8_t { kAskers = 64, kFilters };
constexpr uint64_t kSeed = 20;

// Of this process in memory, in bytes.
double ResidentBytes() {
  constexpr double kPage = 4096.0;
  double total = 0.0;
  double resident = 0.0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return kPage * resident;
}

void DrawQuestions(Dataset& data, size_t questions) {
  Random askers(kSeed, kAskers, 0);
  while (data.askers.size() < questions) {
    const NodeIndex asker = askers.Below(data.size());
    if (!data.graph().Neighbours(asker).empty()) data.askers.push_back(asker);
  }
  Random filters(kSeed, kFilters, 0);
  const ProfileTable& profiles = data.snapshot->profiles;
  while (data.filtered.size() < questions) {
    const Profile& model = profiles[filters.Below(data.size())];
    if (model.country == kNoConcept) continue;
    data.filtered.push_back({data.askers[data.filtered.size()], model.country, model.kind});
  }
}

Dataset Build(const std::string& name, size_t questions,
              const std::function<void(SnapshotBuilder&)>& read) {
  Dataset data;
  data.name = name;
  const double before = ResidentBytes();
  SnapshotBuilder builder({});
  read(builder);
  const double start = ThreadSeconds();
  data.snapshot = builder.Build(1);
  data.build_seconds = ThreadSeconds() - start;
  data.bytes_per_organisation = (ResidentBytes() - before) / data.size();
  data.similarity = SimilarityIndex(data.snapshot->themes, data.snapshot->profiles);
  DrawQuestions(data, questions);
  return data;
}

}  // namespace

Dataset GeneratedDataset(NodeIndex organisations, size_t questions) {
  NetworkOptions options;
  options.organisations = organisations;
  const GeneratedNetwork network(options);
  return Build(std::to_string(organisations), questions, [&](SnapshotBuilder& builder) {
    ForEachNode(network, [&](const NodeView& node) { builder.AddNode(node); });
    ForEachEdge(network, [&](const Edge& edge) { builder.AddEdge(edge); });
  });
}

Result<Dataset> StoredDataset(const std::string& directory, size_t questions) {
  StoreOptions options;
  options.read_only = true;
  const auto store = OpenRocksDbStore(directory, options);
  if (!store) return std::unexpected(store.error());
  const auto view = (*store)->View();
  if (!view) return std::unexpected(view.error());
  Status read;
  Dataset data = Build("real", questions, [&](SnapshotBuilder& builder) {
    read = (*view)->ForEachNode([&](const NodeView& node) { return builder.AddNode(node), true; });
    if (!read) return;
    read = (*view)->ForEachEdge([&](const Edge& edge) { return builder.AddEdge(edge), true; });
  });
  if (!read) return std::unexpected(read.error());
  return data;
}

}  // namespace kontor::bench
