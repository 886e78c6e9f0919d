#include "bench/generated_network.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <utility>

#include "base/random.h"

namespace kontor::bench {
namespace {

// Streams of random numbers.
enum NetworkStream : uint8_t { kDegrees, kThemes, kOwnThemes, kPartnerships };

// So many of a million have at most this value.
struct Knot {
  uint32_t millionths;
  uint32_t value;
};

constexpr auto kParticipations = std::to_array<Knot>({
    {612'350, 1},     {765'130, 2},     {833'670, 3},       {871'400, 4},   {893'780, 5},
    {909'720, 6},     {932'250, 8},     {945'670, 10},      {963'180, 15},  {971'800, 20},
    {981'010, 30},    {988'290, 50},    {992'230, 75},      {994'060, 100}, {996'255, 156},
    {998'127, 275},   {999'064, 416},   {999'438, 510},     {999'794, 996}, {999'906, 1'220},
    {999'944, 1'285}, {999'963, 1'987}, {1'000'000, 2'701},
});

constexpr auto kSizes = std::to_array<Knot>({
    {569'210, 1},  {631'030, 2},   {654'280, 3},   {674'600, 4},     {696'580, 5},  {723'060, 6},
    {753'270, 7},  {784'240, 8},   {815'110, 9},   {842'090, 10},    {865'470, 11}, {884'180, 12},
    {900'770, 13}, {914'990, 14},  {926'920, 15},  {937'580, 16},    {946'060, 17}, {953'510, 18},
    {959'110, 19}, {964'560, 20},  {975'740, 24},  {989'920, 30},    {996'690, 40}, {998'700, 50},
    {999'710, 80}, {999'900, 116}, {999'980, 160}, {1'000'000, 186},
});

// The value of a share, between knots in proportion: integers only, the same on every machine.
uint32_t ValueAt(std::span<const Knot> knots, uint32_t millionths) {
  const auto above = std::ranges::lower_bound(knots, millionths, {}, &Knot::millionths);
  assert(above != knots.end());
  if (above == knots.begin()) return above->value;
  const Knot below = *(above - 1);
  const uint64_t steps = above->value - below.value;
  const uint64_t width = above->millionths - below.millionths;
  return below.value +
         static_cast<uint32_t>(((millionths - below.millionths) * steps + width - 1) / width);
}

uint32_t SquareRoot(uint32_t number) {
  uint32_t root = 0;
  while (uint64_t{root + 1} * (root + 1) <= number) ++root;
  return root;
}

// The largest themes have about twelve times as many organisations as the smallest ones.
WeightedChoice ThemeSizes(uint32_t theme_count) {
  std::vector<uint32_t> weights;
  for (uint32_t i = 0; i < theme_count; ++i) {
    weights.push_back(120'000 / (10 + 110 * i / theme_count));
  }
  return WeightedChoice(weights);
}

// Themes that belong together, by their number: every 40th.
uint32_t RelatedTheme(Random& random, uint32_t theme, uint32_t theme_count) {
  constexpr uint32_t kFields = 40;
  const uint32_t first = theme % kFields;
  const uint32_t count = (theme_count - first + kFields - 1) / kFields;
  return first + kFields * random.Below(count);
}

constexpr int kFirstYear = 2009;
constexpr uint32_t kDays = 3'652;  // ten years

}  // namespace

GeneratedNetwork::GeneratedNetwork(const NetworkOptions& options)
    : options_(options), theme_count_(SquareRoot(options.organisations)) {
  assert(options.organisations >= 100);
  std::vector<uint32_t> participations;
  DrawThemes(participations);
  std::vector<std::vector<NodeIndex>> pools(theme_count_);
  for (NodeIndex i = 0; i < options_.organisations; ++i) {
    DrawParticipations(i, participations[i], pools);
  }
  newest_partnership_.assign(options_.organisations, kNoNode);
  for (uint32_t theme = 0; theme < theme_count_; ++theme) {
    DrawPartnerships(theme, pools[theme]);
    pools[theme] = {};
  }
  newest_partnership_ = {};
}

// The main theme of every organisation, and how often it takes part: each share of the shape is met
// exactly, by whom is random.
void GeneratedNetwork::DrawThemes(std::vector<uint32_t>& participations) {
  const uint64_t count = options_.organisations;
  for (uint64_t i = 0; i < count; ++i) {
    const auto share = static_cast<uint32_t>((2 * i + 1) * 500'000 / count);
    participations.push_back(ValueAt(kParticipations, share));
  }
  Random shuffle(options_.seed, kDegrees, 0);
  participations = shuffle.Sample(std::move(participations), count);
  const WeightedChoice sizes = ThemeSizes(theme_count_);
  Random random(options_.seed, kThemes, 0);
  for (uint64_t i = 0; i < count; ++i) {
    organisation_themes_.push_back(static_cast<uint32_t>(sizes.Draw(random)));
  }
}

// Puts an organisation into the pool of a theme for each time that it takes part.
void GeneratedNetwork::DrawParticipations(NodeIndex organisation, uint32_t count,
                                          std::vector<std::vector<NodeIndex>>& pools) const {
  constexpr uint32_t kMostOwnThemes = 40;
  Random random(options_.seed, kOwnThemes, organisation);
  const uint32_t main = organisation_themes_[organisation];
  std::array<uint32_t, kMostOwnThemes> own = {main};
  const uint32_t own_count = std::min(1 + count / 4, kMostOwnThemes);
  for (uint32_t i = 1; i < own_count; ++i) {
    own[i] =
        random.Chance(50) ? RelatedTheme(random, main, theme_count_) : random.Below(theme_count_);
  }
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t ticket = random.Below(100);
    const uint32_t theme = ticket < 70   ? own[random.Below(1 + random.Below(own_count))]
                           : ticket < 85 ? RelatedTheme(random, main, theme_count_)
                                         : random.Below(theme_count_);
    pools[theme].push_back(organisation);
  }
}

// Deals a pool out to partnerships. Who would be there twice changes places with a later one.
void GeneratedNetwork::DrawPartnerships(uint32_t theme, std::vector<NodeIndex>& pool) {
  constexpr int kSwaps = 8;
  Random random(options_.seed, kPartnerships, theme);
  pool = random.Sample(std::move(pool), pool.size());
  const Date first = MakeDate(kFirstYear, 1, 1);
  size_t next = 0;
  while (next < pool.size()) {
    const uint32_t size = ValueAt(kSizes, random.Below(1'000'000));
    const size_t end = std::min(pool.size(), next + size);
    const NodeIndex partnership = partnership_count();
    for (; next < end; ++next) {
      for (int i = 0; i < kSwaps && newest_partnership_[pool[next]] == partnership; ++i) {
        const auto later = random.Below(static_cast<uint32_t>(pool.size() - next));
        std::swap(pool[next], pool[next + later]);
      }
      if (std::exchange(newest_partnership_[pool[next]], partnership) == partnership) continue;
      members_.push_back(pool[next]);
    }
    offsets_.push_back(members_.size());
    partnership_themes_.push_back(theme);
    starts_.push_back({first.days + static_cast<int32_t>(random.Below(kDays))});
  }
}

CollaborationGraph BuildGraph(const GeneratedNetwork& network) {
  CollaborationGraphBuilder builder(network.options().organisations, network.partnership_count());
  for (NodeIndex i = 0; i < network.partnership_count(); ++i) {
    builder.SetStart(i, network.Start(i));
    const auto members = network.Members(i);
    for (const NodeIndex member : members) {
      builder.AddTie(member, i, member == members.front());
    }
  }
  return std::move(builder).Build();
}

}  // namespace kontor::bench
