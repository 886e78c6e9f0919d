#include "graph/walk_lists.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "base/parallel.h"

namespace kontor {

WalkLists::WalkLists(const WalkGraph& graph, const WalkListOptions& options)
    : options_(options), entries_(graph.organisation_count() * options.length) {
  assert(options.length > 0 && options.threads > 0);
  // By rank: those that stand side by side are about equally far from everything.
  std::vector<NodeIndex> all;
  all.reserve(graph.organisation_count());
  for (uint32_t rank = 0; rank < graph.organisation_count(); ++rank) {
    all.push_back(graph.Organisation(rank));
  }
  Recompute(graph, all);
}

std::span<const WalkEntry> WalkLists::Of(NodeIndex organisation) const {
  const auto list = std::span(entries_).subspan(organisation * options_.length, options_.length);
  if (list.back().organisation != kNoNode) return list;
  return {list.begin(), std::ranges::find(list, kNoNode, &WalkEntry::organisation)};
}

void WalkLists::Recompute(const WalkGraph& graph, std::span<const NodeIndex> organisations) {
  assert(entries_.size() == graph.organisation_count() * options_.length);
  std::vector<std::optional<WalkSolver>> solvers(options_.threads);
  const size_t batches = (organisations.size() + kLanes - 1) / kLanes;
  ForEachIndex(batches, options_.threads, [&](size_t batch, size_t thread) {
    auto& solver = solvers[thread];
    if (!solver) solver.emplace(graph, options_.solver);
    const size_t begin = batch * kLanes;
    const auto starts =
        organisations.subspan(begin, std::min(kLanes, organisations.size() - begin));
    solver->Solve(starts);
    std::vector<WalkEntry> found(starts.size() * options_.length);
    solver->Nearest(options_.length, found);
    for (size_t lane = 0; lane < starts.size(); ++lane) {
      const auto list = std::span(found).subspan(lane * options_.length, options_.length);
      std::ranges::copy(
          list, entries_.begin() + static_cast<std::ptrdiff_t>(starts[lane] * options_.length));
    }
  });
}

}  // namespace kontor
