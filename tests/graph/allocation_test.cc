// Questions on a used scratch allocate nothing: this program's operator new counts.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <vector>

#include "bench/counted_allocations.h"
#include "graph/adamic_adar.h"
#include "graph/online_walk.h"
#include "graph/walk_solver.h"
#include "tests/graph/random_graph.h"

namespace kontor {
namespace {

constexpr NodeIndex kOrganisations = 500;

// Of the second time that all organisations are asked about; the first time, scratch grows.
template <typename Ask>
uint64_t AllocationsOfAskingAgain(Ask ask) {
  for (NodeIndex i = 0; i < kOrganisations; ++i) ask(i);
  const uint64_t before = bench::CountedAllocations();
  for (NodeIndex i = 0; i < kOrganisations; ++i) ask(i);
  return bench::CountedAllocations() - before;
}

TEST_CASE("questions about the network allocate nothing", "[graph][scratch]") {
  const auto graph = RandomCollaboration(1, kOrganisations, 400);
  const TieStrengths strengths = FadingStrengths(graph);

  const uint64_t before = bench::CountedAllocations();
  const WalkIndex index(graph, strengths, {.hubs = 10, .hub_ties = 8});
  CHECK(bench::CountedAllocations() > before);
  OnlineWalkScratch walk;
  CHECK(AllocationsOfAskingAgain([&](NodeIndex i) { OnlineWalk(index, i, {}, walk); }) == 0);

  const AdamicAdar network(graph);
  AdamicAdarScratch common;
  CHECK(AllocationsOfAskingAgain(
            [&](NodeIndex i) { (void)network.Best({.organisation = i}, common); }) == 0);

  WalkSolver solver(index.graph());
  std::vector<WalkEntry> nearest(20);
  CHECK(AllocationsOfAskingAgain([&](NodeIndex i) {
          solver.Solve({&i, 1});
          solver.Nearest(20, nearest);
        }) == 0);
}

}  // namespace
}  // namespace kontor
