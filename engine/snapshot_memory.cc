#include "engine/snapshot_memory.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/snapshot_columns.h"

namespace kontor {
namespace {

constexpr std::array<std::string_view, 13> kReadByRankings = {
    "graph/",
    "strengths/",
    "partner_ties/",
    "activity",
    "profiles/fields/",
    "profiles/codes/",
    "profiles/cities/numbers",
    "postings/postings",
    "postings/aspects",
    "country_affinity/",
    "geography/",
    "sectors/",
    "summaries",
};

class Measurement : public ColumnVisitor<Measurement> {
 public:
  template <typename T>
  void Visit(std::string_view path, const Column<T>& column) {
    Add(path, column.size() * sizeof(T));
  }
  template <typename T>
  void Visit(std::string_view /*path*/, const T& /*value*/) {}
  template <typename T>
  void Check(std::string_view /*path*/, const T& /*member*/) {}

  [[nodiscard]] MemoryUse Take() && { return std::move(use_); }

 private:
  void Add(std::string_view path, size_t bytes) {
    const bool read = std::ranges::any_of(
        kReadByRankings, [path](std::string_view prefix) { return path.starts_with(prefix); });
    use_.bytes += bytes;
    use_.ranking_bytes += read ? bytes : 0;
    const std::string_view table = path.substr(0, path.find('/'));
    if (use_.tables.empty() || use_.tables.back().name != table) {
      use_.tables.push_back({std::string(table), 0});
    }
    use_.tables.back().bytes += bytes;
  }

  MemoryUse use_;
};

}  // namespace

MemoryUse MeasureMemory(const Snapshot& snapshot) {
  Measurement measurement;
  VisitColumns(snapshot, measurement);
  return std::move(measurement).Take();
}

size_t MeasureMemory(const TextIndex& texts) {
  Measurement measurement;
  measurement("texts", texts);
  return std::move(measurement).Take().bytes;
}

}  // namespace kontor
