// The EU's published projects as a snapshot: sizes, and how near the approximate walk comes.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>
#include <vector>

#include "graph/near_walk.h"
#include "tests/engine/real_data.h"

namespace kontor {
namespace {

constexpr size_t kTop = 20;

std::set<NodeIndex> Best(std::vector<WalkEntry> found) {
  std::ranges::sort(found, IsNearer);
  found.resize(std::min(found.size(), kTop));
  std::set<NodeIndex> best;
  for (const WalkEntry& one : found) best.insert(one.organisation);
  return best;
}

std::set<NodeIndex> ExactBest(const Snapshot& snapshot, NodeIndex start) {
  const auto exact = ExactWalk(snapshot.graph, snapshot.strengths, start, kRestart, 1e-10);
  std::vector<WalkEntry> found;
  for (NodeIndex i = 0; i < snapshot.graph.organisation_count(); ++i) {
    if (i != start && exact[i] > 0.0) found.push_back({i, static_cast<float>(exact[i])});
  }
  return Best(std::move(found));
}

double MeanPrecision(const Snapshot& snapshot, size_t questions) {
  std::mt19937 random(4);
  NearWalkScratch scratch;
  double sum = 0.0;
  for (size_t asked = 0; asked < questions;) {
    const auto start = static_cast<NodeIndex>(random() % snapshot.graph.organisation_count());
    const auto exact = ExactBest(snapshot, start);
    if (exact.empty()) continue;  // it never had a partner
    std::vector<WalkEntry> reached;
    NearWalk(snapshot.walk, start, {}, scratch)
        .ForEach([&](NodeIndex organisation, float probability) {
          reached.push_back({organisation, probability});
        });
    const auto found = Best(std::move(reached));
    const auto hits = std::ranges::count_if(exact, [&](NodeIndex i) { return found.contains(i); });
    sum += static_cast<double>(hits) / static_cast<double>(exact.size());
    ++asked;
  }
  return sum / static_cast<double>(questions);
}

TEST_CASE("the real network is loaded whole and walked truly", "[engine][snapshot][real]") {
  const auto store = MakeMemoryStore();
  ImportRealOrSkip(*store, "h2020");
  const auto snapshot = Load(*store, Date{});
  CHECK(snapshot->graph.partnership_count() == 25'620);
  CHECK(snapshot->graph.organisation_count() > 25'000);
  CHECK(snapshot->graph.tie_count() > 110'000);
  CHECK(snapshot->themes.size() > 5'000);
  CHECK(snapshot->names.Resolve("pic:999905974").size() == 1);
  CHECK(MeanPrecision(*snapshot, 50) >= 0.97);
}

}  // namespace
}  // namespace kontor
