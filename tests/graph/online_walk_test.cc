#include "graph/online_walk.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <vector>

#include "tests/graph/random_graph.h"
#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr NodeIndex kOnlineOrganisations = 2'000;
constexpr size_t kTop = 20;

// Few and small hubs, as small graphs have them.
WalkIndexOptions SmallHubs() {
  WalkIndexOptions options;
  options.hubs = 40;
  options.hub_ties = 8;
  return options;
}

std::vector<WalkEntry> Ask(const WalkIndex& index, NodeIndex start, OnlineWalkScratch& scratch,
                           const OnlineWalkOptions& options = {}) {
  const auto found = OnlineWalk(index, start, options, scratch);
  return {found.begin(), found.end()};
}

// Those of `found` that are among the best of the exact walk, or as good as the last of these.
double Precision(const std::vector<double>& exact, NodeIndex start,
                 const std::vector<WalkEntry>& found) {
  std::vector<double> best;
  for (NodeIndex i = 0; i < kOnlineOrganisations; ++i) {
    if (i != start && exact[i] > 0.0) best.push_back(exact[i]);
  }
  std::ranges::sort(best, std::greater{});
  best.resize(std::min(best.size(), kTop));
  if (best.empty()) return found.empty() ? 1.0 : 0.0;
  const auto hits = std::ranges::count_if(found, [&](const WalkEntry& one) {
    return exact[one.organisation] >= best.back() * (1.0 - 1e-9);
  });
  return static_cast<double>(hits) / static_cast<double>(best.size());
}

TEST_CASE("the online walk finds nearly all of the nearest", "[graph][walk]") {
  const auto graph = RandomCollaboration(GENERATE(range(1U, 4U)), kOnlineOrganisations, 1'500);
  const TieStrengths strengths = FadingStrengths(graph);
  const WalkIndex index(graph, strengths, SmallHubs());
  REQUIRE(index.IsHub(39));
  REQUIRE_FALSE(index.IsHub(40));
  OnlineWalkScratch scratch;
  double sum = 0.0;
  double worst = 1.0;
  size_t questions = 0;
  for (NodeIndex start = 3; start < kOnlineOrganisations; start += 29, ++questions) {
    const auto exact = ExactWalk(graph, strengths, start, 0.5, 1e-10);
    const auto found = Ask(index, start, scratch);
    CHECK(std::ranges::is_sorted(found, IsNearer));
    const double precision = Precision(exact, start, found);
    sum += precision;
    worst = std::min(worst, precision);
    for (const WalkEntry& one : found) {
      CHECK(one.organisation != start);
      CHECK(static_cast<double>(one.probability) ==
            Approx(exact[one.organisation]).epsilon(0.2).margin(1e-5));
    }
  }
  CHECK(sum / static_cast<double>(questions) >= 0.99);
  CHECK(worst >= 0.9);
}

TEST_CASE("what the index knows of hubs is exact", "[graph][walk]") {
  const auto graph = RandomCollaboration(2, kOnlineOrganisations, 1'500);
  const TieStrengths strengths = FadingStrengths(graph);
  const WalkIndex index(graph, strengths, SmallHubs());
  for (const NodeIndex start : {NodeIndex{0}, NodeIndex{7}, NodeIndex{400}}) {
    const auto exact = ExactWalk(graph, strengths, start, 0.5, 1e-12);
    std::vector<double> hubs;
    for (uint32_t rank = 0; index.IsHub(rank); ++rank) {
      const NodeIndex hub = index.graph().Organisation(rank);
      if (hub != start) hubs.push_back(exact[hub]);
    }
    std::ranges::sort(hubs, std::greater{});
    size_t count = 0;
    index.ForEachNearHub(index.graph().Rank(start), [&](uint32_t hub, float probability) {
      CHECK(static_cast<double>(probability) == Approx(hubs[count++]).epsilon(1e-3));
      CHECK(static_cast<double>(probability) ==
            Approx(exact[index.graph().Organisation(hub)]).epsilon(1e-3));
    });
    CHECK(count == WalkIndex::kHubsEach);
  }
}

TEST_CASE("a hub's own nearest are looked up, further ones are walked to", "[graph][walk]") {
  const auto graph = RandomCollaboration(2, kOnlineOrganisations, 1'500);
  const TieStrengths strengths = FadingStrengths(graph);
  WalkIndexOptions hubs = SmallHubs();
  hubs.list_length = kTop;
  const WalkIndex index(graph, strengths, hubs);
  OnlineWalkScratch scratch;
  const NodeIndex hub = index.graph().Organisation(0);
  const auto list = index.Nearest(0);
  const auto looked_up = Ask(index, hub, scratch);
  CHECK(std::ranges::equal(looked_up, list));
  OnlineWalkOptions more;
  more.count = kTop + 1;
  const auto walked = Ask(index, hub, scratch, more);
  REQUIRE(walked.size() == kTop + 1);
  const auto exact = ExactWalk(graph, strengths, hub, 0.5, 1e-10);
  CHECK(Precision(exact, hub, {walked.begin(), walked.begin() + kTop}) >= 0.9);
}

TEST_CASE("the online walk is exact where it sees everything", "[graph][walk]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2015-01-01)-- b c
    b --P2(2019-01-01)-- d
    e --P3-- .
    f)");
  const TieStrengths strengths = FadingStrengths(graph);
  const WalkIndex index(graph, strengths);
  REQUIRE_FALSE(index.IsHub(0));
  OnlineWalkScratch scratch;
  OnlineWalkOptions all;
  all.walk = {.rounds = 40, .tolerance = 1e-12F};
  const auto exact = ExactWalk(graph, strengths, 0, 0.5, 1e-13);
  const auto found = Ask(index, 0, scratch, all);
  REQUIRE(found.size() == 3);
  for (const WalkEntry& one : found) {
    CHECK(static_cast<double>(one.probability) == Approx(exact[one.organisation]).epsilon(1e-5));
  }
  CHECK(Ask(index, 4, scratch).empty());
  CHECK(Ask(index, 5, scratch).empty());
}

TEST_CASE("an online walk leaves no trace in its scratch", "[graph][walk]") {
  const auto graph = RandomCollaboration(5, kOnlineOrganisations, 1'500);
  const auto other = RandomCollaboration(6, 100, 80);
  const WalkIndex index(graph, FadingStrengths(graph), SmallHubs());
  const WalkIndex other_index(other, FadingStrengths(other), SmallHubs());
  OnlineWalkScratch used;
  for (NodeIndex start = 0; start < 60; ++start) {
    Ask(other_index, start % 100, used);
    Ask(index, start * 31, used);
    OnlineWalkScratch fresh;
    CHECK(Ask(index, start * 17, used) == Ask(index, start * 17, fresh));
  }
}

}  // namespace
}  // namespace kontor
