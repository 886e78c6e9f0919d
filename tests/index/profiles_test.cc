#include "index/profiles.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "index/profile_builder.h"

namespace kontor {
namespace {

std::vector<ProfileRecord> Profiles(size_t count) {
  std::vector<ProfileRecord> profiles(count);
  for (size_t i = 0; i < count; ++i) {
    profiles[i].id = NodeId(10 * (i + 1));
    profiles[i].key = profiles[i].name = "o" + std::to_string(i);
  }
  return profiles;
}

CodeStatement Says(NodeIndex organisation, ConceptIndex code, float weight, Date stated,
                   bool of_duplicate = false) {
  return {organisation, {code, EdgeType::kInSector, weight}, stated, of_duplicate};
}

TEST_CASE("of several statements about a code the newest stands, its own before a duplicate's",
          "[index][profiles]") {
  ProfileTableBuilder builder(Profiles(2), {});
  builder.AddCodes({Says(1, 4, 0.1F, MakeDate(2010, 1, 1)), Says(1, 4, 0.2F, MakeDate(2012, 1, 1)),
                    Says(1, 4, 0.3F, MakeDate(2020, 1, 1), true)});
  builder.AddCodes({Says(1, 3, 0.4F, {}), {1, {4, EdgeType::kAboutTopic}, {}}});
  const ProfileTable table = std::move(builder).Build();
  CHECK(table.Codes(0).empty());
  REQUIRE(table.Codes(1).size() == 3);
  const auto sectors = table.Codes(1, EdgeType::kInSector);
  REQUIRE(sectors.size() == 2);
  CHECK(sectors[0].concept_index == 3);
  CHECK(sectors[1].weight == 0.2F);
  CHECK(table.Codes(1, EdgeType::kHoldsLabel).empty());
}

TEST_CASE("labels and targets are counted, whenever they hold", "[index][profiles]") {
  ProfileTableBuilder builder(Profiles(2), {});
  const Date past = MakeDate(2010, 1, 1);
  builder.AddCodes({{1, {4, EdgeType::kHoldsLabel, 1.0F, past, past}, {}},
                    {1, {5, EdgeType::kHoldsLabel}, {}},
                    {1, {5, EdgeType::kTargetsCountry}, {}},
                    Says(1, 4, 1.0F, {})});
  const ProfileTable table = std::move(builder).Build();
  CHECK(table[0].labels == 0);
  CHECK(table[0].targets == 0);
  CHECK(table[1].labels == 2);
  CHECK(table[1].targets == 1);
}

TEST_CASE("carriers of a code are ascending and kept apart by tie", "[index][profiles]") {
  ProfileTableBuilder builder(Profiles(4), {});
  builder.AddCodes({Says(3, 7, 1.0F, {}),
                    Says(0, 7, 1.0F, {}),
                    Says(2, 8, 1.0F, {}),
                    {1, {7, EdgeType::kTargetsCountry}, {}}});
  const ProfileTable table = std::move(builder).Build();
  const auto carriers = table.Carriers(7, EdgeType::kInSector);
  CHECK(std::vector(carriers.begin(), carriers.end()) == std::vector<NodeIndex>{0, 3});
  CHECK(table.Carriers(7, EdgeType::kTargetsCountry).size() == 1);
  CHECK(table.Carriers(8, EdgeType::kInSector).size() == 1);
  CHECK(table.Carriers(9, EdgeType::kInSector).empty());
}

TEST_CASE("organisations of a kind are ascending", "[index][profiles]") {
  auto profiles = Profiles(4);
  for (const NodeIndex i : {0U, 3U}) profiles[i].kind = 2;
  profiles[1].kind = 0;
  const ProfileTable table = ProfileTableBuilder(std::move(profiles), {}).Build();
  const auto of_kind = [&table](uint8_t kind) {
    const auto organisations = table.OfKind(kind);
    return std::vector(organisations.begin(), organisations.end());
  };
  CHECK(of_kind(2) == std::vector<NodeIndex>{0, 3});
  CHECK(of_kind(0) == std::vector<NodeIndex>{1});
  CHECK(of_kind(1).empty());
}

TEST_CASE("a city is the same only within a country", "[index][profiles]") {
  auto profiles = Profiles(5);
  for (const NodeIndex i : {0U, 1U, 2U}) profiles[i].city = "Frankfurt";
  profiles[0].country = profiles[1].country = 4;
  profiles[2].country = 5;
  const ProfileTable table = ProfileTableBuilder(std::move(profiles), {}).Build();
  CHECK(table.InSameCity(0, 1));
  CHECK_FALSE(table.InSameCity(0, 2));
  CHECK_FALSE(table.InSameCity(0, 3));
  CHECK_FALSE(table.InSameCity(3, 4));  // nothing is known of either
}

TEST_CASE("organisations and their duplicates are found by id", "[index][profiles]") {
  ProfileTableBuilder builder(Profiles(3), {});
  builder.AddDuplicate(NodeId(5), 2);
  const ProfileTable table = std::move(builder).Build();
  CHECK(table.size() == 3);
  CHECK(table.Find(NodeId(10)) == 0);
  CHECK(table.Find(NodeId(30)) == 2);
  CHECK(table.Find(NodeId(5)) == 2);
  CHECK(table.Find(NodeId(6)) == kNoNode);
}

TEST_CASE("a posting belongs to its organisation once", "[index][profiles]") {
  ProfileTableBuilder builder(Profiles(2), {});
  PostingRecord posting;
  posting.id = NodeId(99);
  builder.AddPosting(1, posting);
  builder.AddPosting(1, posting);
  posting.is_need = true;
  builder.AddPosting(1, posting);
  const ProfileTable table = std::move(builder).Build();
  CHECK(table.Postings(0).empty());
  REQUIRE(table.Postings(1).size() == 2);
  CHECK_FALSE(table.Postings(1)[0].is_need);
  CHECK(table.Postings(1)[1].is_need);
}

}  // namespace
}  // namespace kontor
