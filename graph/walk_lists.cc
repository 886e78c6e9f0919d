#include "graph/walk_lists.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>

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
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    WalkSolver solver(graph, options_.solver);
    std::vector<WalkEntry> found(kLanes * options_.length);
    for (;;) {
      const size_t begin = next.fetch_add(kLanes);
      if (begin >= organisations.size()) return;
      const auto starts =
          organisations.subspan(begin, std::min(kLanes, organisations.size() - begin));
      solver.Solve(starts);
      solver.Nearest(options_.length, found);
      for (size_t lane = 0; lane < starts.size(); ++lane) {
        const auto list = std::span(found).subspan(lane * options_.length, options_.length);
        std::ranges::copy(
            list, entries_.begin() + static_cast<std::ptrdiff_t>(starts[lane] * options_.length));
      }
    }
  };
  std::vector<std::jthread> helpers;
  for (size_t i = 1; i < options_.threads; ++i) helpers.emplace_back(work);
  work();
}

}  // namespace kontor
