#include "bench/peers/dataset.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <ranges>

#include "base/random.h"
#include "bench/generated_records.h"
#include "bench/peers/clock.h"
#include "store/rocksdb_store.h"

namespace kontor::bench {
namespace {

enum DatasetStream : uint8_t { kAskers = 64, kFilters };
constexpr uint64_t kSeed = 20;

// Of this process in memory, in bytes.
double ResidentBytes() {
  constexpr double kPage = 4096.0;
  double total = 0.0;
  double resident = 0.0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return kPage * resident;
}

// None where nobody has a partnership, or nobody a country.
void DrawQuestions(Dataset& data, size_t questions) {
  const ProfileTable& profiles = data.snapshot->profiles;
  const auto has_ties = [&](NodeIndex i) { return !data.graph().Neighbours(i).empty(); };
  const auto has_country = [&](NodeIndex i) { return profiles[i].country != kNoConcept; };
  const auto organisations = std::views::iota(NodeIndex{0}, data.size());
  if (!std::ranges::any_of(organisations, has_ties) ||
      !std::ranges::any_of(organisations, has_country)) {
    return;
  }
  Random askers(kSeed, kAskers, 0);
  while (data.askers.size() < questions) {
    const NodeIndex asker = askers.Below(data.size());
    if (has_ties(asker)) data.askers.push_back(asker);
  }
  Random filters(kSeed, kFilters, 0);
  while (data.filtered.size() < questions) {
    const NodeIndex model = filters.Below(data.size());
    if (!has_country(model)) continue;
    data.filtered.push_back(
        {data.askers[data.filtered.size()], profiles[model].country, profiles[model].kind});
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
  const auto network = std::make_shared<const GeneratedNetwork>(options);
  Dataset data = Build(std::to_string(organisations), questions, [&](SnapshotBuilder& builder) {
    ForEachNode(*network, [&](const NodeView& node) { builder.AddNode(node); });
    ForEachEdge(*network, [&](const Edge& edge) { builder.AddEdge(edge); });
  });
  data.read_nodes = [network](const NodeVisit& visit) { ForEachNode(*network, visit); };
  return data;
}

Result<Dataset> StoredDataset(const std::string& directory, size_t questions) {
  StoreOptions options;
  options.read_only = true;
  auto opened = OpenRocksDbStore(directory, options);
  if (!opened) return std::unexpected(opened.error());
  const std::shared_ptr<Store> store = *std::move(opened);
  const auto view = store->View();
  if (!view) return std::unexpected(view.error());
  Status read;
  Dataset data = Build("real", questions, [&](SnapshotBuilder& builder) {
    read = (*view)->ForEachNode([&](const NodeView& node) { return builder.AddNode(node), true; });
    if (!read) return;
    read = (*view)->ForEachEdge([&](const Edge& edge) { return builder.AddEdge(edge), true; });
  });
  if (!read) return std::unexpected(read.error());
  data.read_nodes = [store](const NodeVisit& visit) {
    const auto again = store->View();
    if (!again) std::abort();
    const Status all =
        (*again)->ForEachNode([&visit](const NodeView& node) { return visit(node), true; });
    if (!all) std::abort();
  };
  if (data.askers.empty()) {
    return Fail(ErrorCode::kConflict,
                "nobody in " + directory + " has partnerships, or nobody a country: no questions");
  }
  return data;
}

}  // namespace kontor::bench
