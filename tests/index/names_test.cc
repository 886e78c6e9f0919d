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

TEST_CASE("a name resolves before an alias, an alias before an acronym", "[index][names]") {
  const NameIndex index = Example();
  CHECK(index.Resolve("uzh") == Found{1, 2, 0});
  CHECK(index.Resolve("  UNIVERSITAT  zurich") == Found{0});
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
  CHECK(index.Search("wind", 10) == Found{4, 2, 3});
  CHECK(index.Search("wind c", 10) == Found{4, 2});
  CHECK(index.Search("wind cluster", 10) == Found{4, 2});
  CHECK(index.Search("zurich uni", 10) == Found{3, 0});  // begins with it, then by words
  CHECK(index.Search("zur", 10) == Found{3, 0});
  CHECK(index.Search("uri", 10).empty());  // never inside a word
  CHECK(index.Search("wind nobody", 10).empty());
  CHECK(index.Search("wi clust", 10).empty());  // only the last word may be begun
}

TEST_CASE("a search may hold a lone digit before its last word", "[index][names]") {
  const NameIndex index =
      MakeIndex({Named("pic:1", "Université Paris 8 Vincennes"),
                 Named("pic:2", "Université Paris Vincennes"), Named("pic:3", "Plan B Vincennes")},
                {0, 0, 0});
  CHECK(index.Search("universite paris 8 vinc", 10) == Found{0});
  CHECK(index.Search("paris 8", 10) == Found{0});
  CHECK(index.Search("8", 10) == Found{0});
  CHECK(index.Search("plan b vinc", 10) == Found{2});  // lone letters do not count
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
  CHECK(index.Search("uzh", 10) == Found{0, 2, 1});
  CHECK(index.Search("uzh", 2) == Found{0, 2});
  CHECK(index.Search("uzh", 0).empty());
  CHECK(index.Search("", 10).empty());
}

TEST_CASE("a search finds identifiers, with and without their kind", "[index][names]") {
  const NameIndex index = Example();
  CHECK(index.Search("pic:4", 10) == Found{3});
  CHECK(index.Search("77", 10) == Found{3});
  CHECK(index.Search("x", 10) == Found{5});
  CHECK(index.Search("vat:", 10) == Found{3});
}

}  // namespace
}  // namespace kontor
