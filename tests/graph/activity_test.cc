#include "graph/activity.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "base/random.h"
#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

// What is measured is kept within 0.2 %.
Catch::Approx About(double value) { return Catch::Approx(value).epsilon(1.0 / 512); }

const Date kReference = MakeDate(2020, 1, 1);

// A partnership since 2020 of `members`, first among them organisation 0.
CollaborationGraph OnePartnership(NodeIndex members) {
  CollaborationGraphBuilder builder(members, 1);
  builder.SetStart(0, kReference);
  for (NodeIndex i = 0; i < members; ++i) builder.AddTie(i, 0, false);
  return std::move(builder).Build();
}

bool Same(const Activity& a, const Activity& b) {
  const auto fields = [](const Activity& of) {
    return std::tie(of.partners, of.new_partners, of.newest_partners, of.recent, of.first_years,
                    of.last_years, of.newcomer_share, of.by_size);
  };
  return fields(a) == fields(b);
}

// Who is in which partnership, and since when.
struct Network {
  static constexpr NodeIndex kOrganisations = 20;
  static constexpr NodeIndex kPartnerships = 25;

  std::vector<std::pair<NodeIndex, NodeIndex>> ties;
  std::vector<Date> starts;

  [[nodiscard]] CollaborationGraph Build() const {
    CollaborationGraphBuilder builder(kOrganisations, kPartnerships);
    for (NodeIndex p = 0; p < kPartnerships; ++p) builder.SetStart(p, starts[p]);
    for (const auto& [organisation, p] : ties) builder.AddTie(organisation, p, false);
    return std::move(builder).Build();
  }
};

// No two partnerships begin on one day; the last two organisations stay alone.
Network RandomNetwork(Random& random) {
  Network network;
  std::vector<int32_t> days(2'000);
  std::iota(days.begin(), days.end(), 0);
  for (const int32_t day : random.Sample(days, Network::kPartnerships)) {
    network.starts.push_back(Date{kReference.days - day});
  }
  for (NodeIndex p = 0; p < Network::kPartnerships; ++p) {
    for (uint32_t n = random.Below(6); n > 0; --n) {
      network.ties.emplace_back(random.Below(Network::kOrganisations - 2), p);
    }
  }
  return network;
}

TEST_CASE("the activity of each organisation is counted from its partnerships",
          "[graph][activity]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2010-01-01)-- b c
    a --P2(2018-06-01)-- b d
    a --P3(2019-06-01)-- e
    a --P4(2020-01-01)-- .
    lone
  )");
  const auto all = MeasureActivity(graph, kReference);
  REQUIRE(all.size() == 6);
  const Activity& a = all[0];
  CHECK(a.partners == 4);
  CHECK(a.new_partners == 2);     // d and e
  CHECK(a.newest_partners == 1);  // e
  CHECK(a.recent == 1);           // P3; in P4 it is alone
  CHECK(a.first_years == About(3652 / 365.25));
  CHECK(a.last_years == 0.0F);
  CHECK(a.newcomer_share == About(4.0 / 5));  // all but b in P2
  CHECK(a.by_size[0] == 1.0F);
  CHECK(a.by_size[1] == About(std::exp2(-214 / 365.25 / 2)));
  CHECK(a.by_size[2] == About(std::exp2(-3652 / 365.25 / 2) + std::exp2(-579 / 365.25 / 2)));
  CHECK(a.by_size[3] == 0.0F);

  const Activity& b = all[1];
  CHECK(b.partners == 3);
  CHECK(b.new_partners == 1);
  CHECK(b.recent == 0);
  CHECK(b.last_years == About(579 / 365.25));
  CHECK(b.newcomer_share == About(3.0 / 4));  // a and c, then d
  CHECK(all[3].newcomer_share == 0.0F);       // its own debut does not count
  CHECK(Same(all[5], Activity{}));
}

TEST_CASE("new partners are those of two years and of one, recent is of eighteen months",
          "[graph][activity]") {
  const auto counts = [](Date start) {
    CollaborationGraphBuilder builder(2, 1);
    builder.SetStart(0, start);
    builder.AddTie(0, 0, false);
    builder.AddTie(1, 0, false);
    const Activity measured = MeasureActivity(std::move(builder).Build(), kReference)[0];
    return std::tuple(measured.new_partners, measured.recent, measured.newest_partners);
  };
  using Counts = std::tuple<uint32_t, uint32_t, uint32_t>;
  CHECK(counts(MakeDate(2017, 12, 31)) == Counts{0, 0, 0});
  CHECK(counts(MakeDate(2018, 1, 1)) == Counts{1, 0, 0});
  CHECK(counts(MakeDate(2018, 7, 2)) == Counts{1, 0, 0});
  CHECK(counts(MakeDate(2018, 7, 3)) == Counts{1, 1, 0});
  CHECK(counts(MakeDate(2018, 12, 31)) == Counts{1, 1, 0});
  CHECK(counts(MakeDate(2019, 1, 1)) == Counts{1, 1, 1});
  CHECK(counts(kReference) == Counts{1, 1, 1});
  CHECK(counts(MakeDate(2020, 2, 1)) == Counts{1, 1, 1});
}

TEST_CASE("a partner is new only where they meet for the first time", "[graph][activity]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2019-06-01)-- b
    a --P2(2012-01-01)-- b
    a --P3(2019-07-01)-- b
  )");
  const auto all = MeasureActivity(graph, kReference);
  CHECK(all[0].partners == 1);
  CHECK(all[0].new_partners == 0);
  CHECK(all[0].recent == 2);
}

TEST_CASE("those met among more than sixty are partners but no new ones", "[graph][activity]") {
  const Activity sixty = MeasureActivity(OnePartnership(60), kReference)[0];
  CHECK(sixty.partners == 59);
  CHECK(sixty.new_partners == 59);
  CHECK(sixty.newest_partners == 59);
  const Activity more = MeasureActivity(OnePartnership(61), kReference)[0];
  CHECK(more.partners == 60);
  CHECK(more.new_partners == 0);
  CHECK(more.newest_partners == 0);
  CHECK(more.recent == 1);
  CHECK(more.newcomer_share == 1.0F);
}

TEST_CASE("whom one met among more than sixty is not new in a small partnership later",
          "[graph][activity]") {
  CollaborationGraphBuilder builder(62, 2);
  builder.SetStart(0, MakeDate(2019, 2, 1));
  builder.SetStart(1, MakeDate(2019, 9, 1));
  for (NodeIndex i = 0; i < 61; ++i) builder.AddTie(i, 0, false);
  for (const NodeIndex i : {0U, 1U, 61U}) builder.AddTie(i, 1, false);
  const Activity first = MeasureActivity(std::move(builder).Build(), kReference)[0];
  CHECK(first.partners == 61);
  CHECK(first.new_partners == 1);
}

TEST_CASE("partnerships fall into classes by their number of members", "[graph][activity]") {
  const std::vector<std::pair<size_t, size_t>> classes = {
      {1, 0},  {2, 1},  {3, 2},  {4, 2},  {5, 3},  {8, 3},  {9, 4},    {12, 4},
      {13, 5}, {18, 5}, {19, 6}, {30, 6}, {31, 7}, {60, 7}, {5'000, 7}};
  for (const auto& [members, expected] : classes) {
    INFO(members);
    CHECK(SizeClass(members) == expected);
  }
  const auto by_size = MeasureActivity(OnePartnership(12), kReference)[7].by_size;
  CHECK(by_size[4] == 1.0F);
  CHECK(std::accumulate(by_size.begin(), by_size.end(), 0.0F) == 1.0F);
}

TEST_CASE("partnerships in one class add up, each with half its weight after two years",
          "[graph][activity]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2012-01-01)-- b
    a --P2(2016-01-01)-- c
    a --P3(2020-01-01)-- c
  )");
  CHECK(MeasureActivity(graph, kReference)[0].by_size[1] == 1.0F + 1.0F / 4 + 1.0F / 16);
}

TEST_CASE("of several first partnerships of one day one is the debut", "[graph][activity]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2019-01-01)-- b
    a --P2(2019-01-01)-- c
  )");
  const auto all = MeasureActivity(graph, kReference);
  CHECK(all[0].newcomer_share == 1.0F);
  CHECK(all[1].newcomer_share == 1.0F);  // a began with b
  CHECK(all[2].newcomer_share == 0.0F);
}

TEST_CASE("a partnership alone is a debut that nobody else sees", "[graph][activity]") {
  const auto graph = DrawCollaboration(R"(
    a --P1(2018-01-01)-- .
    a --P2(2019-01-01)-- b
  )");
  const auto all = MeasureActivity(graph, kReference);
  CHECK(all[0].newcomer_share == 1.0F);  // b
  CHECK(all[1].newcomer_share == 0.0F);
}

TEST_CASE("an unknown start counts as the oldest known one", "[graph][activity]") {
  const auto graph = DrawCollaboration(R"(
    a --P1-- b
    c --P2(2012-01-01)-- d
  )");
  const auto all = MeasureActivity(graph, kReference);
  CHECK(all[0].first_years == About(2922 / 365.25));
  CHECK(all[0].last_years == all[0].first_years);
  CHECK(all[0].by_size == all[2].by_size);
  CHECK(all[0].new_partners == 0);
}

TEST_CASE("where no day is known every age is zero", "[graph][activity]") {
  const auto undated = DrawCollaboration("a --P1-- b");
  const auto today = DrawCollaboration("a --P1(2020-01-01)-- b");
  const Activity expected = MeasureActivity(today, kReference)[0];
  CHECK(expected.new_partners == 1);
  CHECK(Same(MeasureActivity(undated, kReference)[0], expected));
  CHECK(Same(MeasureActivity(undated, Date{})[0], expected));
  CHECK(MeasureActivity(CollaborationGraph(), Date{}).empty());
}

TEST_CASE("a partner is new if the first common partnership is", "[graph][activity]") {
  Random random(GENERATE(range(uint64_t{0}, uint64_t{20})), 1, 0);
  const CollaborationGraph graph = RandomNetwork(random).Build();
  const auto all = MeasureActivity(graph, kReference);
  for (NodeIndex a = 0; a < graph.organisation_count(); ++a) {
    Activity expected;
    for (NodeIndex b = 0; b < graph.organisation_count(); ++b) {
      double longest = -1.0;
      for (const NodeIndex p : graph.Neighbours(a)) {
        if (a == b || !std::ranges::binary_search(graph.Neighbours(p), b)) continue;
        longest = std::max(longest, YearsBetween(graph.Start(p), kReference));
      }
      if (longest < 0.0) continue;
      ++expected.partners;
      if (longest < 2.0) ++expected.new_partners;
      if (longest < 1.0) ++expected.newest_partners;
    }
    REQUIRE(all[a].partners == expected.partners);
    REQUIRE(all[a].new_partners == expected.new_partners);
    REQUIRE(all[a].newest_partners == expected.newest_partners);
  }
}

TEST_CASE("activity depends neither on the order of ties nor on the numbers of anything",
          "[graph][activity]") {
  Random random(GENERATE(range(uint64_t{0}, uint64_t{20})), 2, 0);
  Network network = RandomNetwork(random);
  const auto all = MeasureActivity(network.Build(), kReference);
  network.ties = random.Sample(network.ties, network.ties.size());
  const auto shuffled = MeasureActivity(network.Build(), kReference);
  std::vector<NodeIndex> numbers(Network::kOrganisations);
  std::iota(numbers.begin(), numbers.end(), 0U);
  numbers = random.Sample(numbers, numbers.size());
  for (auto& [organisation, p] : network.ties) {
    organisation = numbers[organisation];
    p = Network::kPartnerships - 1 - p;
  }
  std::ranges::reverse(network.starts);
  const auto renumbered = MeasureActivity(network.Build(), kReference);
  for (NodeIndex i = 0; i < Network::kOrganisations; ++i) {
    REQUIRE(Same(shuffled[i], all[i]));
    REQUIRE(Same(renumbered[numbers[i]], all[i]));
  }
}

}  // namespace
}  // namespace kontor
