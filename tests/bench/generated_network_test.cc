#include "bench/generated_network.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <set>
#include <vector>

#include "bench/generated_records.h"
#include "tests/support/snapshot_digest.h"

namespace kontor::bench {
namespace {

using Catch::Matchers::WithinAbs;

std::vector<size_t> Degrees(const CollaborationGraph& graph) {
  std::vector<size_t> degrees;
  for (NodeIndex i = 0; i < graph.organisation_count(); ++i) {
    degrees.push_back(graph.Neighbours(i).size());
  }
  return degrees;
}

double ShareOf(const std::vector<size_t>& numbers, size_t wanted) {
  return static_cast<double>(std::ranges::count(numbers, wanted)) /
         static_cast<double>(numbers.size());
}

TEST_CASE("a generated network has the shape of the EU's projects", "[bench][network]") {
  const GeneratedNetwork network({.organisations = 20'000});
  const CollaborationGraph graph = BuildGraph(network);
  const std::vector<size_t> degrees = Degrees(graph);
  CHECK(graph.tie_count() == network.participation_count());
  CHECK_THAT(ShareOf(degrees, 1), WithinAbs(0.612, 0.005));
  CHECK_THAT(ShareOf(degrees, 2), WithinAbs(0.153, 0.005));
  CHECK(std::ranges::max(degrees) > 1'000);
  const auto ties = static_cast<double>(graph.tie_count());
  CHECK_THAT(ties / graph.organisation_count(), WithinAbs(4.7, 0.3));
  CHECK_THAT(ties / graph.partnership_count(), WithinAbs(4.9, 0.3));

  std::vector<size_t> sizes;
  for (NodeIndex i = 0; i < network.partnership_count(); ++i) {
    sizes.push_back(network.Members(i).size());
  }
  CHECK_THAT(ShareOf(sizes, 1), WithinAbs(0.57, 0.02));
  CHECK(std::ranges::max(sizes) > 100);
  CHECK(std::ranges::max(sizes) <= 186);
}

TEST_CASE("partners in a generated network mostly share a theme", "[bench][network]") {
  const GeneratedNetwork network({.organisations = 20'000});
  size_t members = 0;
  size_t at_home = 0;
  for (NodeIndex i = 0; i < network.partnership_count(); ++i) {
    for (const NodeIndex member : network.Members(i)) {
      ++members;
      if (network.ThemeOfOrganisation(member) == network.ThemeOfPartnership(i)) ++at_home;
    }
  }
  CHECK(at_home * 4 > members);
}

TEST_CASE("nobody is twice in a generated partnership", "[bench][network]") {
  const GeneratedNetwork network({.organisations = 1'500});
  for (NodeIndex i = 0; i < network.partnership_count(); ++i) {
    const auto members = network.Members(i);
    REQUIRE(!members.empty());
    REQUIRE(std::set<NodeIndex>(members.begin(), members.end()).size() == members.size());
  }
}

TEST_CASE("the same seed gives the same network, another seed another", "[bench][network]") {
  const auto digest = [](uint64_t seed) {
    return Digest(*BuildSnapshot(GeneratedNetwork({.organisations = 300, .seed = seed})));
  };
  CHECK(digest(1) == digest(1));
  CHECK(digest(1) != digest(2));
}

TEST_CASE("a generated snapshot has profiles, themes and ties", "[bench][network]") {
  const GeneratedNetwork network({.organisations = 1'500});
  const auto snapshot = BuildSnapshot(network);
  CHECK(snapshot->graph.organisation_count() == 1'500);
  CHECK(snapshot->graph.partnership_count() == network.partnership_count());
  CHECK(snapshot->graph.tie_count() == network.participation_count());
  for (NodeIndex i = 0; i < 1'500; ++i) {
    REQUIRE(snapshot->profiles[i].country != kNoConcept);
    REQUIRE(!snapshot->themes.Vector(i).empty());
  }
}

}  // namespace
}  // namespace kontor::bench
