#include "index/names.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "index/name_builder.h"
#include "index/profile_builder.h"

namespace kontor {
namespace {

using Found = std::vector<NodeIndex>;

// Organisation i takes part in ties[i] partnerships.
NameIndex MakeIndex(std::vector<ProfileRecord> profiles, const std::vector<NodeIndex>& ties) {
  for (size_t i = 0; i < profiles.size(); ++i) profiles[i].id = NodeId(i + 1);
  CollaborationGraphBuilder graph(static_cast<NodeIndex>(profiles.size()), 10);
  for (NodeIndex i = 0; i < ties.size(); ++i) {
    for (NodeIndex p = 0; p < ties[i]; ++p) graph.AddTie(i, p, false);
  }
  return BuildNameIndex(ProfileTableBuilder(std::move(profiles), {}).Build(),
                        std::move(graph).Build());
}

Found Search(const NameIndex& index, std::string_view text, size_t limit = 10) {
  Found found;
  for (const NameMatch& match : index.Search(text, limit)) found.push_back(match.item);
  return found;
}

ProfileRecord Named(std::string key, std::string name, std::string acronym = {},
                    std::vector<std::string> aliases = {}) {
  ProfileRecord profile;
  profile.key = std::move(key);
  profile.name = std::move(name);
  profile.acronym = std::move(acronym);
  profile.aliases = std::move(aliases);
  return profile;
}

NameIndex Example() {
  std::vector<ProfileRecord> profiles = {
      Named("pic:1", "Universität Zürich", "UZH"),
      Named("pic:2", "UZH", {}),
      Named("pic:3", "Wind Cluster", {}, {"UZH", "Windy"}),
      Named("pic:4", "Zürich University of Wind", {}),
      Named("pic:5", "Wind Cluster", {}),
      Named("x", "X"),
  };
  profiles[3].identifiers = {"ror:77", "vat:"};
  return MakeIndex(std::move(profiles), {5, 0, 1, 3, 2, 0});
}

TEST_CASE("a name as it is written goes before one with other umlauts", "[index][names]") {
  const NameIndex index =
      MakeIndex({Named("a", "Müller"), Named("b", "Mueller"), Named("c", "Mühle")}, {5, 1, 1});
  CHECK(index.Resolve("mueller") == Found{1});
  CHECK(index.Resolve("Muller") == Found{0});
  CHECK(index.Resolve("MUEHLE") == Found{2});
  CHECK(index.Resolve("c") == Found{2});
}

TEST_CASE("a name resolves before an alias, an alias before an acronym", "[index][names]") {
  const NameIndex index = Example();
  CHECK(index.Resolve("uzh") == Found{1, 2, 0});
  CHECK(index.Resolve("  UNIVERSITAT  zurich") == Found{0});
  CHECK(index.Resolve("Universitaet Zuerich") == Found{0});
  CHECK(index.Resolve("Windy!") == Found{2});
  CHECK(index.Resolve("nobody").empty());
  CHECK(index.Resolve("").empty());
  CHECK(index.Resolve("?!").empty());
}

TEST_CASE("of equal names the better connected comes first", "[index][names]") {
  CHECK(Example().Resolve("wind cluster") == Found{4, 2});
}

TEST_CASE("keys and identifiers resolve verbatim", "[index][names]") {
  const NameIndex index = Example();
  CHECK(index.Resolve("pic:4") == Found{3});
  CHECK(index.Resolve("ror:77") == Found{3});
  CHECK(index.Resolve("PIC:4").empty());
  CHECK(index.Resolve("77").empty());
  CHECK(index.Resolve("x") == Found{5});
}

TEST_CASE("a search wants all words, the last one may be begun only", "[index][names]") {
  const NameIndex index = Example();
  CHECK(Search(index, "wind") == Found{4, 2, 3});
  CHECK(Search(index, "wind c") == Found{4, 2});
  CHECK(Search(index, "wind cluster") == Found{4, 2});
  CHECK(Search(index, "zurich uni") == Found{3, 0});  // begins with it, and before it by words
  CHECK(Search(index, "zur") == Found{3, 0});
  CHECK(Search(index, "uri").empty());  // never inside a word
  CHECK(Search(index, "wind nobody").empty());
  CHECK(Search(index, "wi clust").empty());  // only the last word may be begun
}

TEST_CASE("a search may hold a lone digit before its last word", "[index][names]") {
  const NameIndex index =
      MakeIndex({Named("pic:1", "Université Paris 8 Vincennes"),
                 Named("pic:2", "Université Paris Vincennes"), Named("pic:3", "Plan B Vincennes")},
                {0, 0, 0});
  CHECK(Search(index, "universite paris 8 vinc") == Found{0});
  CHECK(Search(index, "paris 8") == Found{0});
  CHECK(Search(index, "8") == Found{0});
  CHECK(Search(index, "plan b vinc") == Found{2});  // lone letters do not count
}

TEST_CASE("of thousands of namesakes each is found once, by its best kind", "[index][names]") {
  std::vector<ProfileRecord> profiles;
  for (int i = 0; i < 20'000; ++i) {
    profiles.push_back(Named("pic:" + std::to_string(i), "Wind Cluster", "", {"wind-cluster"}));
  }
  const NameIndex index = MakeIndex(std::move(profiles), {0, 3});
  const Found found = index.Resolve("wind cluster");
  CHECK(found.size() == 20'000);
  CHECK(found.front() == 1);
}

TEST_CASE("exact names come first in a search, and it ends at its limit", "[index][names]") {
  const NameIndex index = Example();
  CHECK(Search(index, "uzh") == Found{0, 2, 1});
  CHECK(Search(index, "uzh", 2) == Found{0, 2});
  CHECK(Search(index, "uzh", 0).empty());
  CHECK(Search(index, "").empty());
}

TEST_CASE("a search finds identifiers, with and without their kind", "[index][names]") {
  const NameIndex index = Example();
  CHECK(Search(index, "pic:4") == Found{3});
  CHECK(Search(index, "77") == Found{3});
  CHECK(Search(index, "x") == Found{5});
  CHECK(Search(index, "vat:") == Found{3});
}

TEST_CASE("the best connected are proposed first, and sooner where they begin so",
          "[index][names]") {
  const NameIndex index = MakeIndex(
      {Named("a", "Leuven Verein"), Named("b", "KU Leuven"), Named("c", "Leuven Labs")}, {1, 9, 2});
  CHECK(Search(index, "leuv") == Found{2, 1, 0});
  const auto matches = index.Search("ku leuven", 10);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].grade == MatchGrade::kWhole);
  CHECK(matches[0].uses == 9);
}

TEST_CASE("where thousands hold the words the best connected are found", "[index][names]") {
  std::vector<ProfileRecord> profiles;
  std::vector<NodeIndex> ties(6'000, 0);
  for (int i = 0; i < 6'000; ++i) {
    profiles.push_back(Named("k" + std::to_string(i), "Club of Friends " + std::to_string(i % 7)));
  }
  ties[17] = 3;
  ties[5'000] = 5;
  ties[4'999] = 1;
  const NameIndex index = MakeIndex(std::move(profiles), ties);
  for (const char* text : {"c", "clu", "club", "fri", "club fr", "of club f", "friends of"}) {
    INFO(text);
    const Found found = Search(index, text, 4);
    CHECK(found == Found{5'000, 17, 4'999, 0});
  }
  CHECK(Search(index, "club of friends 3", 2) == Found{17, 3});
  CHECK(Search(index, "friends club 8").empty());
  CHECK(Search(index, std::string(80, 'c')).empty());
}

TEST_CASE("a misspelt word is read as the nearest one, or as the beginning of it",
          "[index][names]") {
  const NameIndex index = MakeIndex({Named("a", "Fraunhofer Society"), Named("b", "Fraunhofen"),
                                     Named("c", "Frau Hof"), Named("d", "Fraunhofer Institut")},
                                    {});
  CHECK(index.Holds("frau", false));
  CHECK_FALSE(index.Holds("fraun", false));
  CHECK(index.Holds("fraun", true));
  CHECK(index.Nearest("fraunhofr", false)->text == "fraunhofer");  // more are called so
  CHECK(index.Nearest("fruanhof", true)->text == "fraunhof");      // letters that changed places
  CHECK(index.Nearest("sociaty", false)->distance == 1);
  CHECK_FALSE(index.Nearest("rocietys", false));  // another first letter
  CHECK_FALSE(index.Nearest("hxf", false));       // too short to err
  CHECK_FALSE(index.Nearest("institxyz", false));
  CHECK_FALSE(index.Nearest(std::string(70, 'f'), false));
}

}  // namespace
}  // namespace kontor
