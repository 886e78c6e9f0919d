#include "engine/common_ground.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

std::set<NodeIndex> PartnersOf(const CollaborationGraph& graph, NodeIndex x) {
  std::set<NodeIndex> partners;
  for (const NodeIndex p : graph.Neighbours(x)) {
    for (const NodeIndex member : graph.Neighbours(p)) {
      if (member != x) partners.insert(member);
    }
  }
  return partners;
}

size_t CountCommon(const auto& a, const auto& b) {
  return static_cast<size_t>(std::ranges::count_if(
      a, [&b](NodeIndex one) { return std::ranges::find(b, one) != b.end(); }));
}

// The newest start of the partnerships of both, or unknown.
Date NewestBetween(const CollaborationGraph& graph, NodeIndex a, NodeIndex b) {
  Date newest;
  for (const NodeIndex p : graph.Neighbours(a)) {
    if (std::ranges::binary_search(graph.Neighbours(p), b)) {
      newest = std::max(newest, graph.Start(p));
    }
  }
  return newest;
}

void CheckPath(const Snapshot& snapshot, NodeIndex x, NodeIndex y, const CommonGround& ground) {
  const CollaborationGraph& graph = snapshot.graph;
  const auto start = [&](const PathStep& step) {
    const NodeIndex p = step.partnership + graph.organisation_count();
    CHECK(std::ranges::binary_search(graph.Neighbours(p), step.from));
    CHECK(std::ranges::binary_search(graph.Neighbours(p), step.to));
    return graph.Start(p);
  };
  if (ground.joint_partnerships > 0) {
    REQUIRE(ground.path.size() == 1);
    CHECK(start(ground.path[0]) == NewestBetween(graph, x, y));
  } else if (ground.common_partners > 0) {
    REQUIRE(ground.path.size() == 2);
    CHECK(ground.path[0].to == ground.path[1].from);
    Date best;
    for (const NodeIndex z : PartnersOf(graph, x)) {
      if (!PartnersOf(graph, y).contains(z)) continue;
      best = std::max(best, std::min(NewestBetween(graph, x, z), NewestBetween(graph, z, y)));
    }
    CHECK(std::min(start(ground.path[0]), start(ground.path[1])) == best);
  } else {
    CHECK(ground.path.empty());
  }
}

TEST_CASE("what two have in common is counted for a list as for each of them",
          "[engine][common_ground]") {
  CommonGroundScratch scratch;
  NeighbourhoodScratch neighbourhood_scratch;
  ConnectionScratch connection_scratch;
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const auto snapshot = DrawSnapshot(ThemedDrawing(seed));
    const CollaborationGraph& graph = snapshot->graph;
    for (NodeIndex x = 0; x < snapshot->profiles.size(); ++x) {
      const Neighbourhood neighbourhood(graph, x, neighbourhood_scratch);
      std::vector<NodeIndex> others;
      for (int round = 0; round < 3; ++round) {  // more than one pass
        for (NodeIndex y = 0; y < snapshot->profiles.size(); ++y) {
          if (y != x) others.push_back(y);
        }
      }
      const auto all = FindCommonGround(*snapshot, neighbourhood, others, true, scratch);
      REQUIRE(all.size() == others.size());
      for (size_t i = 0; i < others.size(); ++i) {
        const NodeIndex y = others[i];
        CHECK(all[i].joint_partnerships == CountCommon(graph.Neighbours(x), graph.Neighbours(y)));
        CHECK(all[i].common_partners == CountCommon(PartnersOf(graph, x), PartnersOf(graph, y)));
        CheckPath(*snapshot, x, y, all[i]);
        const PartnerConnection back = Connections(*snapshot, y, connection_scratch).To(x);
        CHECK(all[i].back.paths == Approx(back.paths).margin(1e-9));
        CHECK(all[i].back.themed_paths == Approx(back.themed_paths).margin(1e-9));
        CHECK(all[i].back.on_theme == Approx(back.on_theme).margin(1e-9));
      }
      CHECK(scratch.takes_part.IsClear());
      CHECK(scratch.place.IsClear());
    }
  }
}

}  // namespace
}  // namespace kontor
