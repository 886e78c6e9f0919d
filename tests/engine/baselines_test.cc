#include "engine/baselines.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

using Names = std::vector<std::string>;

// From a's side: x has two neighbours of degree 5 in common with a, y one of degree 2.
constexpr std::string_view kStar = R"(
  a --P01(2010-01-01)-- m
  a --P02(2010-01-01)-- h1
  a --P03(2010-01-01)-- h2
  m --P04(2010-01-01)-- y
  h1 --P05(2010-01-01)-- x
  h1 --P06(2010-01-01)-- u1
  h1 --P07(2010-01-01)-- u2
  h1 --P08(2010-01-01)-- u3
  h2 --P09(2010-01-01)-- x
  h2 --P10(2010-01-01)-- u4
  h2 --P11(2010-01-01)-- u5
  h2 --P12(2010-01-01)-- u6
  far --P13(2017-06-01)-- away
  far --P14(2017-06-01)-- away
  far --P15(2010-01-01)-- away
  nobody: country=DE
)";

const Ranker& Named(const std::vector<std::unique_ptr<Ranker>>& rankers, std::string_view name) {
  const auto found =
      std::ranges::find_if(rankers, [&](const auto& ranker) { return ranker->name() == name; });
  REQUIRE(found != rankers.end());
  return **found;
}

Names RankNames(const Snapshot& snapshot, std::string_view baseline, std::string_view asker) {
  const auto baselines = MakeBaselines(snapshot, MakeDate(2018, 1, 1));
  RankScratch scratch;
  Names names;
  for (const NodeIndex i :
       Named(baselines, baseline).Rank(OrganisationOf(snapshot, asker), scratch)) {
    names.emplace_back(snapshot.profiles[i].key);
  }
  return names;
}

Names First(const Names& names, size_t count) { return {names.begin(), names.begin() + count}; }

TEST_CASE("common neighbours are counted, or weighed by how few others they have",
          "[engine][evaluation]") {
  const auto snapshot = DrawSnapshot(kStar);
  CHECK(RankNames(*snapshot, "common-neighbours", "a").front() == "x");  // 2 against 1
  // 1 / ln 2 = 1.44 against 2 / ln 5 = 1.24
  CHECK(First(RankNames(*snapshot, "adamic-adar", "a"), 2) == Names{"y", "x"});
  // 1 / 2 against 2 / 5
  CHECK(First(RankNames(*snapshot, "resource-allocation", "a"), 2) == Names{"y", "x"});
}

TEST_CASE("Adamic-Adar punishes a crowd less than resource allocation", "[engine][evaluation]") {
  // y shares one neighbour of degree 3 with a, x two of degree 7.
  const auto snapshot = DrawSnapshot(R"(
    a --P01-- m
    m --P02-- y z
    a --P03-- h1
    a --P04-- h2
    h1 --P05-- x b1 b2 b3 b4 b5
    h2 --P06-- x c1 c2 c3 c4 c5
  )");
  CHECK(RankNames(*snapshot, "adamic-adar", "a").front() == "x");          // 1.03 against 0.91
  CHECK(RankNames(*snapshot, "resource-allocation", "a").front() != "x");  // 0.29 against 0.33
}

TEST_CASE("all who have a partnership are ranked but the asker and whom it knows",
          "[engine][evaluation]") {
  const auto snapshot = DrawSnapshot(kStar);
  for (const auto& ranker : MakeBaselines(*snapshot, MakeDate(2018, 1, 1))) {
    INFO(ranker->name());
    CHECK_FALSE(ranker->ranks_candidates());
    Names names = RankNames(*snapshot, ranker->name(), "a");
    std::ranges::sort(names);
    CHECK(names == Names{"away", "far", "u1", "u2", "u3", "u4", "u5", "u6", "x", "y"});
  }
}

TEST_CASE("popularity counts partnerships, of all times or of the last two years",
          "[engine][evaluation]") {
  const auto snapshot = DrawSnapshot(kStar);
  Names popular = First(RankNames(*snapshot, "popularity", "y"), 2);
  std::ranges::sort(popular);
  CHECK(popular == Names{"h1", "h2"});
  Names recent = First(RankNames(*snapshot, "popularity-recent", "y"), 2);
  std::ranges::sort(recent);
  CHECK(recent == Names{"away", "far"});
}

TEST_CASE("text ranks by theme, facets by codes in common", "[engine][evaluation]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28 kind=company
    same: country=DE sector=C28 kind=company
    place: country=DE sector=A01 kind=company
    theme: country=FR sector=C28 kind=university
    none: country=FR sector=A01 kind=university
    us --P1-- .
    same --P2-- .
    place --P3-- .
    theme --P4-- .
    none --P5-- .
  )");
  CHECK(RankNames(*snapshot, "facets", "us") == Names{"same", "place", "theme", "none"});
  Names text = First(RankNames(*snapshot, "text", "us"), 2);
  std::ranges::sort(text);
  CHECK(text == Names{"same", "theme"});
}

TEST_CASE("the walk's baseline prefers fresh ties", "[engine][evaluation]") {
  const auto snapshot = DrawSnapshot(R"(
    a --P1(2005-01-01)-- old
    a --P2(2017-01-01)-- new
    old --P3(2005-01-01)-- x
    new --P4(2017-01-01)-- y
  )");
  CHECK(RankNames(*snapshot, "walk", "a") == Names{"y", "x"});
}

}  // namespace
}  // namespace kontor
