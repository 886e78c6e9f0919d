#include "graph/online_walk.h"

#include <algorithm>
#include <cassert>

namespace kontor {
namespace {

// Keeps the `count` nearest, the last of them at the end.
void KeepNearest(size_t count, std::vector<WalkEntry>& nearest) {
  if (nearest.size() < count) return;
  std::ranges::nth_element(nearest, nearest.begin() + static_cast<std::ptrdiff_t>(count) - 1,
                           IsNearer);
  nearest.resize(count);
}

// The `count` most probable, by rank.
void Choose(const NearWalk& walk, size_t count, std::vector<WalkEntry>& nearest) {
  nearest.clear();
  float floor = 0.0F;
  walk.ForEachRank([&](uint32_t rank, float probability) {
    if (!(probability > floor)) return;
    nearest.push_back({rank, probability});
    if (nearest.size() < 2 * count) return;
    KeepNearest(count, nearest);
    floor = nearest.back().probability;
  });
  KeepNearest(count, nearest);
}

}  // namespace

std::span<const WalkEntry> OnlineWalk(const WalkIndex& index, NodeIndex start,
                                      const OnlineWalkOptions& options,
                                      OnlineWalkScratch& scratch) {
  assert(start < index.graph().organisation_count() && options.count > 0);
  const WalkGraph& graph = index.graph();
  if (const uint32_t rank = graph.Rank(start);
      index.IsHub(rank) && options.count <= index.list_length()) {
    const auto list = index.Nearest(rank);
    return list.first(std::min(options.count, list.size()));
  }
  NearWalk walk(index, start, options.walk, scratch.walk);
  auto& nearest = scratch.nearest;
  Choose(walk, 2 * options.count, nearest);
  walk.RefineStart();
  for (auto& [rank, probability] : nearest) {
    if (!index.IsHub(rank)) probability = walk.Refined(rank);
    rank = graph.Organisation(rank);
  }
  std::ranges::sort(nearest, IsNearer);
  nearest.resize(std::min(nearest.size(), options.count));
  return nearest;
}

}  // namespace kontor
