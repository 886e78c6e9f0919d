#include "index/similarity.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <map>
#include <vector>

#include "base/random.h"
#include "index/profile_builder.h"
#include "index/theme_builder.h"
#include "tests/index/support.h"

namespace kontor {
namespace {

constexpr ConceptIndex kSectors = 8;  // countries are numbered behind them, by hand

struct Drawn {
  ProfileTable profiles;
  ThemeTable themes;
};

// Organisations of random countries, kinds and sectors.
Drawn DrawThemes(uint64_t seed, NodeIndex organisations) {
  Random random(seed, 0, 0);
  std::vector<ProfileRecord> profiles(organisations);
  std::vector<CodeStatement> codes;
  for (NodeIndex i = 0; i < organisations; ++i) {
    profiles[i].id = NodeId(i + 1);
    profiles[i].country = random.Chance(10) ? kNoConcept : kSectors + random.Below(4);
    profiles[i].kind = static_cast<uint8_t>(random.Below(3));
    for (uint32_t left = random.Below(4); left > 0; --left) {
      const float weight = 0.25F * static_cast<float>(1 + random.Below(4));
      codes.push_back({i, {random.Below(kSectors), EdgeType::kInSector, weight}, {}});
    }
  }
  ConceptTableBuilder concepts;
  for (const char* code : {"A", "B", "C", "D", "E", "F", "G", "H"}) {
    AddConcept(concepts, NodeType::kSector, code);
  }
  concepts.Number();
  const ConceptTable table = std::move(concepts).Build();
  ProfileTableBuilder builder(std::move(profiles), {});
  builder.AddCodes(std::move(codes));
  Drawn drawn{std::move(builder).Build(), {}};
  const CollaborationGraph graph = CollaborationGraphBuilder(organisations, 0).Build();
  const WordLists none(organisations, {});
  drawn.themes =
      BuildThemeTable({table, drawn.profiles, graph, WordCollector().words(), none, none});
  return drawn;
}

using Cosines = std::map<NodeIndex, double>;

struct Question {
  NodeIndex asker = 0;
  std::vector<ConceptIndex> countries;
  std::vector<uint8_t> kinds;
};

// By looking at everyone: sums over shared themes, in the order of themes.
Cosines ByHand(const Drawn& drawn, const Question& question) {
  const auto is_wanted = [](const auto& wanted, auto one) {
    return wanted.empty() || std::ranges::find(wanted, one) != wanted.end();
  };
  Cosines cosines;
  for (NodeIndex i = 0; i < drawn.profiles.size(); ++i) {
    const Profile& profile = drawn.profiles[i];
    if (!is_wanted(question.countries, profile.country)) continue;
    if (!is_wanted(question.kinds, profile.kind)) continue;
    for (const ThemeWeight& ours : drawn.themes.Vector(question.asker)) {
      for (const ThemeWeight& theirs : drawn.themes.Vector(i)) {
        if (theirs.theme != ours.theme) continue;
        cosines[i] += static_cast<double>(ours.weight) * static_cast<double>(theirs.weight);
      }
    }
  }
  return cosines;
}

Cosines FoundCosines(const SimilarityIndex& index, const Drawn& drawn, const Question& question,
                     SimilarityScratch& scratch) {
  std::vector<PositionRange> ranges;
  index.FindRanges(question.countries, question.kinds, ranges);
  Cosines cosines;
  index.ForEachAlike(
      drawn.themes.Vector(question.asker), ranges, scratch,
      [&](NodeIndex organisation, double cosine) { cosines[organisation] = cosine; });
  return cosines;
}

TEST_CASE("similarity by index is that of looking at everyone", "[index][similarity]") {
  const Drawn drawn = DrawThemes(GENERATE(range(uint64_t{0}, uint64_t{10})), 120);
  const SimilarityIndex index(drawn.themes, drawn.profiles);
  SimilarityScratch scratch;
  const std::vector<std::vector<ConceptIndex>> some_countries = {
      {}, {kSectors}, {kSectors + 3, kSectors + 1}, {kSectors + 9}};
  const std::vector<std::vector<uint8_t>> some_kinds = {{}, {1}, {2, 0}, {7}};
  for (NodeIndex asker = 0; asker < 20; ++asker) {
    for (const auto& countries : some_countries) {
      for (const auto& kinds : some_kinds) {
        const Question question{asker, countries, kinds};
        REQUIRE(FoundCosines(index, drawn, question, scratch) == ByHand(drawn, question));
      }
    }
  }
  CHECK(std::ranges::count(scratch.sums, 0.0) == 120);
}

TEST_CASE("ranges that touch are one", "[index][similarity]") {
  const Drawn drawn = DrawThemes(1, 120);
  const SimilarityIndex index(drawn.themes, drawn.profiles);
  std::vector<PositionRange> ranges;
  index.FindRanges({}, {}, ranges);
  CHECK(ranges == std::vector<PositionRange>{{0, 120}});
  const ConceptIndex country = kSectors + 2;
  index.FindRanges({&country, 1}, {}, ranges);
  REQUIRE(ranges.size() == 1);
  for (uint32_t i = 0; i < 120; ++i) {
    const bool within = i >= ranges[0].begin && i < ranges[0].end;
    CHECK((drawn.profiles[index.OrganisationAt(i)].country == country) == within);
  }
}

}  // namespace
}  // namespace kontor
