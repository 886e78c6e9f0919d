// Questions on a used scratch allocate nothing: this program's operator new counts.
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <numeric>
#include <vector>

#include "graph/adamic_adar.h"
#include "graph/online_walk.h"
#include "graph/walk_solver.h"
#include "tests/graph/random_graph.h"

namespace {

thread_local size_t allocations = 0;

}  // namespace

// Not inlined, or the compiler sees new and free and takes them for a mismatch.
[[gnu::noinline]] void* operator new(size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(size_t size, const std::nothrow_t& /*tag*/) noexcept {
  ++allocations;
  return std::malloc(size);
}
[[gnu::noinline]] void* operator new(size_t size, std::align_val_t alignment) {
  ++allocations;
  const auto step = static_cast<size_t>(alignment);
  if (void* memory = std::aligned_alloc(step, (size + step - 1) / step * step)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, size_t /*size*/) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, size_t /*size*/,
                                       std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}

namespace kontor {
namespace {

constexpr NodeIndex kOrganisations = 500;

// Of the second time that all organisations are asked about; the first time, scratch grows.
template <typename Ask>
size_t AllocationsOfAskingAgain(Ask ask) {
  for (NodeIndex i = 0; i < kOrganisations; ++i) ask(i);
  const size_t before = allocations;
  for (NodeIndex i = 0; i < kOrganisations; ++i) ask(i);
  return allocations - before;
}

TEST_CASE("questions about the network allocate nothing", "[graph][scratch]") {
  const auto graph = RandomCollaboration(1, kOrganisations, 400);
  const TieStrengths strengths = FadingStrengths(graph);

  const size_t before = allocations;
  const WalkIndex index(graph, strengths, {.hubs = 10, .hub_ties = 8});
  CHECK(allocations > before);
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
