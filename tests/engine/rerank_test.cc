#include "engine/rerank.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/likeness.h"
#include "engine/newcomer.h"
#include "tests/engine/support.h"

namespace kontor {
namespace {

// Organisations of few countries, regions and kinds, every third of them a newcomer, with scores.
struct Pool {
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<ScoredCandidate> scored;

  [[nodiscard]] NodeIndex At(size_t position) const {
    return scored[position].candidate.organisation;
  }
  [[nodiscard]] Traits TraitsAt(size_t position) const { return TraitsOf(*snapshot, At(position)); }
  [[nodiscard]] bool IsNewcomerAt(size_t position) const {
    return IsNewcomer(*snapshot, At(position));
  }
  [[nodiscard]] RankedList Rank(const ListRules& rules) const {
    return Rerank(*snapshot, scored, rules);
  }
};

Pool RandomPool(uint32_t seed) {
  std::mt19937 random(seed);
  const auto pick = [&random](size_t n) { return random() % n; };
  const std::array regions = {"DE21", "DE3", "FR10", "ES700", "PL81"};
  const std::array kinds = {"company", "university", "other"};
  const std::array ecosystems = {"digital", "health", "textile"};
  std::string text = "region DE21: category=more_developed\nregion PL81: category=less_developed\n";
  const size_t organisations = 5 + pick(60);
  for (size_t i = 0; i < organisations; ++i) {
    const std::string name = "o" + std::to_string(i);
    const std::string region = regions[pick(regions.size())];
    text += name + ": kind=" + kinds[pick(kinds.size())];
    if (pick(5) > 0) text += " country=" + region.substr(0, 2) + " region=" + region;
    if (pick(2) > 0) text += std::string(" ecosystem=") + ecosystems[pick(ecosystems.size())];
    text += "\n";
    const size_t partnerships = pick(3) == 0 ? 1 : 3;
    for (size_t p = 0; p < partnerships; ++p) {
      text += name + " --P" + std::to_string(i) + "x" + std::to_string(p) + "(2018-01-01)-- .\n";
    }
  }
  Pool pool{.snapshot = DrawSnapshot(text), .scored = {}};
  for (NodeIndex i = 0; i < pool.snapshot->profiles.size(); ++i) {
    pool.scored.push_back({{i, 0, {}}, static_cast<double>(pick(40))});
  }
  std::ranges::stable_sort(pool.scored, std::greater(), &ScoredCandidate::score);
  return pool;
}

ListRules RandomRules(std::mt19937& random, const Pool& pool, std::vector<NodeIndex>& pinned) {
  const auto pick = [&random](size_t n) { return random() % n; };
  ListRules rules{.top = 1 + pick(25),
                  .diversity = static_cast<double>(pick(5)) / 4.0,
                  .newcomer_share = static_cast<double>(pick(6)) / 10.0,
                  .caps = {.country = pick(6), .region = pick(4), .kind = pick(10)},
                  .pinned = {}};
  pinned.clear();
  for (size_t i = pick(4); i > 0 && pinned.size() < std::min(rules.top, pool.scored.size()); --i) {
    const NodeIndex one = pool.At(pick(pool.scored.size()));
    if (std::ranges::count(pinned, one) == 0) pinned.push_back(one);
  }
  rules.pinned = pinned;
  return rules;
}

// What Rerank does, without any of its shortcuts: every candidate is looked at for every place.
class PlainList {
 public:
  PlainList(const Pool& pool, const ListRules& rules) : pool_(pool), rules_(rules) {}

  std::vector<size_t> Fill() {
    for (const NodeIndex organisation : rules_.pinned) {
      size_t position = 0;
      while (pool_.At(position) != organisation) ++position;
      list_.push_back(position);
    }
    const auto first_open = Open([](size_t) { return true; });
    best_score_ = first_open.empty() ? 0.0 : pool_.scored[first_open.front()].score;
    while (list_.size() < rules_.top) {
      const auto open = Open([](size_t) { return true; });
      if (open.empty()) break;
      size_t next = Best(open);
      if (!pool_.IsNewcomerAt(next) && NewcomersWanted(list_.size() + 1) > Newcomers()) {
        const double least = kLeastScoreKept * pool_.scored[next].score;
        const auto newcomers =
            Open([&](size_t i) { return pool_.IsNewcomerAt(i) && pool_.scored[i].score >= least; });
        if (!newcomers.empty()) next = Best(newcomers);
      }
      list_.push_back(next);
    }
    return list_;
  }

  [[nodiscard]] size_t NewcomersWanted(size_t places) const {
    return static_cast<size_t>(
        std::floor(rules_.newcomer_share * static_cast<double>(places) + 1e-9));
  }
  [[nodiscard]] size_t Newcomers() const {
    return static_cast<size_t>(
        std::ranges::count_if(list_, [&](size_t i) { return pool_.IsNewcomerAt(i); }));
  }

 private:
  template <typename Accepts>
  [[nodiscard]] std::vector<size_t> Open(Accepts accepts) const {
    std::vector<size_t> open;
    for (size_t i = 0; i < pool_.scored.size(); ++i) {
      if (std::ranges::count(list_, i) == 0 && !IsCappedOut(i) && accepts(i)) open.push_back(i);
    }
    return open;
  }
  [[nodiscard]] bool IsCappedOut(size_t position) const {
    const Traits traits = pool_.TraitsAt(position);
    const auto full = [&](size_t cap, uint32_t Traits::* group) {
      return cap > 0 && traits.*group != kNoConcept &&
             static_cast<size_t>(std::ranges::count_if(list_, [&](size_t i) {
               return pool_.TraitsAt(i).*group == traits.*group;
             })) >= cap;
    };
    return full(rules_.caps.country, &Traits::country) ||
           full(rules_.caps.region, &Traits::region) || full(rules_.caps.kind, &Traits::kind);
  }
  [[nodiscard]] size_t Best(const std::vector<size_t>& open) const {
    return *std::ranges::max_element(open, {}, [&](size_t i) { return Worth(i); });
  }
  [[nodiscard]] double Worth(size_t position) const {
    if (best_score_ <= 0.0) return 0.0;
    double likeness = 0.0;
    for (const size_t listed : list_) {
      likeness = std::max(likeness, Likeness(pool_.TraitsAt(listed), pool_.TraitsAt(position)));
    }
    return (1.0 - rules_.diversity) * pool_.scored[position].score / best_score_ -
           rules_.diversity * likeness;
  }

  const Pool& pool_;
  const ListRules& rules_;
  double best_score_ = 0.0;
  std::vector<size_t> list_;
};

std::vector<size_t> Positions(const RankedList& list) {
  std::vector<size_t> positions;
  for (const Placement& place : list.places) positions.push_back(place.position);
  return positions;
}

TEST_CASE("diversity mixes countries at a price in score", "[engine][rerank]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28 technology=photonics
    a: country=FR sector=C28 technology=photonics
    b: country=FR sector=C28 technology=photonics
    c: country=ES sector=C28 ecosystem=digital
    d: country=PL sector=A01
  )");
  auto query = Ask(*snapshot, "us", "similar");
  query.top = 2;
  query.diversity = 0.0;
  auto alike = Keys(*snapshot, Answer(*snapshot, query));
  std::ranges::sort(alike);
  CHECK(alike == std::vector<std::string>{"a", "b"});
  query.diversity = 0.7;
  CHECK(Keys(*snapshot, Answer(*snapshot, query)).back() == "c");
}

TEST_CASE("without any rule a list is in the order of its scores", "[engine][rerank]") {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const Pool pool = RandomPool(seed);
    const auto positions = Positions(pool.Rank({.top = 20}));
    CHECK(positions.size() == std::min<size_t>(20, pool.scored.size()));
    for (size_t i = 0; i < positions.size(); ++i) CHECK(positions[i] == i);
  }
}

TEST_CASE("a list is what looking at every candidate for every place gives", "[engine][rerank]") {
  std::mt19937 random(1);
  std::vector<NodeIndex> pinned;
  for (uint32_t seed = 0; seed < 300; ++seed) {
    const Pool pool = RandomPool(seed % 60);
    ListRules rules = RandomRules(random, pool, pinned);
    rules.top = std::max(rules.top, (pool.scored.size() + 4) / 5);  // all are looked at
    const RankedList list = pool.Rank(rules);
    PlainList plain(pool, rules);
    const auto expected = plain.Fill();
    INFO("seed " << seed);
    CHECK(Positions(list) == expected);
    CHECK(list.missing_by_caps == std::min(rules.top, pool.scored.size()) - expected.size());
    const size_t wanted = plain.NewcomersWanted(expected.size());
    CHECK(list.missing_newcomers == wanted - std::min(wanted, plain.Newcomers()));
  }
}

TEST_CASE("caps are kept, pins come first, and nobody is listed twice", "[engine][rerank]") {
  std::mt19937 random(2);
  std::vector<NodeIndex> pinned;
  for (uint32_t seed = 0; seed < 100; ++seed) {
    const Pool pool = RandomPool(seed);
    const ListRules rules = RandomRules(random, pool, pinned);
    const RankedList list = pool.Rank(rules);
    INFO("seed " << seed);
    REQUIRE(list.places.size() <= rules.top);
    auto positions = Positions(list);
    for (size_t i = 0; i < list.places.size(); ++i) {
      CHECK((list.places[i].by == PlacedBy::kPin) == (i < pinned.size()));
      if (i < pinned.size()) CHECK(pool.At(positions[i]) == pinned[i]);
    }
    for (const auto& [cap, group] : {std::pair{rules.caps.country, &Traits::country},
                                     std::pair{rules.caps.region, &Traits::region},
                                     std::pair{rules.caps.kind, &Traits::kind}}) {
      for (size_t i = pinned.size(); cap > 0 && i < positions.size(); ++i) {
        const uint32_t mine = pool.TraitsAt(positions[i]).*group;
        const auto before = std::span(positions).first(i);
        if (mine == kNoConcept) continue;
        CHECK(static_cast<size_t>(std::ranges::count_if(before, [&](size_t other) {
                return pool.TraitsAt(other).*group == mine;
              })) < cap);
      }
    }
    std::ranges::sort(positions);
    CHECK(std::ranges::adjacent_find(positions) == positions.end());
  }
}

TEST_CASE("of the beginning of a list the floor's share are newcomers, wherever one is good enough",
          "[engine][rerank]") {
  std::mt19937 random(3);
  size_t lifted = 0;
  for (uint32_t seed = 0; seed < 100; ++seed) {
    const Pool pool = RandomPool(seed);
    const ListRules rules{.top = 20, .newcomer_share = static_cast<double>(random() % 6) / 10.0};
    const RankedList list = pool.Rank(rules);
    INFO("seed " << seed);
    size_t newcomers = 0;
    std::vector<bool> listed(pool.scored.size(), false);
    for (size_t i = 0; i < list.places.size(); ++i) {
      const auto& [position, by] = list.places[i];
      listed[position] = true;
      newcomers += pool.IsNewcomerAt(position) ? 1 : 0;
      lifted += by == PlacedBy::kNewcomerFloor ? 1 : 0;
      const bool asked = PlainList(pool, rules).NewcomersWanted(i + 1) > newcomers;
      if (!asked || pool.IsNewcomerAt(position)) continue;
      for (size_t other = 0; other < pool.scored.size(); ++other) {
        CHECK((listed[other] || !pool.IsNewcomerAt(other) ||
               pool.scored[other].score < kLeastScoreKept * pool.scored[position].score));
      }
    }
  }
  CHECK(lifted > 100);
}

TEST_CASE("a cap that is not reached and a floor that is kept anyway change nothing",
          "[engine][rerank]") {
  for (uint32_t seed = 0; seed < 60; ++seed) {
    const Pool pool = RandomPool(seed);
    const ListRules free{.top = 6, .diversity = 0.3};
    const auto positions = Positions(pool.Rank(free));
    ListRules loose = free;
    loose.caps = {.country = 6, .region = 6, .kind = 6};
    CHECK(Positions(pool.Rank(loose)) == positions);
    double kept = 1.0;  // the smallest share that any beginning of the list has
    for (size_t n = 1, newcomers = 0; n <= positions.size(); ++n) {
      newcomers += pool.IsNewcomerAt(positions[n - 1]) ? 1 : 0;
      kept = std::min(kept, static_cast<double>(newcomers) / static_cast<double>(n));
    }
    loose.newcomer_share = kept;
    CHECK(Positions(pool.Rank(loose)) == positions);
  }
}

TEST_CASE("a newcomer beyond the best five for each place is lifted too", "[engine][rerank]") {
  std::string drawing = "newcomer: country=FR\n";
  for (int i = 0; i < 20; ++i) {
    for (int p = 0; p < 3; ++p) {
      drawing += "o" + std::to_string(i) + " --P" + std::to_string(3 * i + p) + "-- .\n";
    }
  }
  Pool pool{.snapshot = DrawSnapshot(drawing), .scored = {}};
  const auto add = [&pool](const std::string& key, double score) {
    pool.scored.push_back({{OrganisationOf(*pool.snapshot, key), 0, {}}, score});
  };
  for (int i = 0; i < 20; ++i) add("o" + std::to_string(i), 90.0 - i);
  add("newcomer", 45.0);
  const ListRules rules{.top = 2, .newcomer_share = 0.5};
  const RankedList list = pool.Rank(rules);
  CHECK(Positions(list) == std::vector<size_t>{0, 20});
  CHECK(list.places.back().by == PlacedBy::kNewcomerFloor);
  pool.scored.back().score = 44.0;  // less than half of 89
  const RankedList without = pool.Rank(rules);
  CHECK(Positions(without) == std::vector<size_t>{0, 1});
  CHECK(without.missing_newcomers == 1);
}

}  // namespace
}  // namespace kontor
