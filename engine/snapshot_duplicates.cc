#include "engine/snapshot_duplicates.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>

#include "base/distinct.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

NodeIndex RootOf(std::vector<NodeIndex>& parents, NodeIndex v) {
  while (parents[v] != v) {
    parents[v] = parents[parents[v]];
    v = parents[v];
  }
  return v;
}

void SortWithout(std::vector<std::string>& texts, const std::string& unwanted) {
  SortDistinct(texts);
  std::erase(texts, unwanted);
}

void MoveAll(std::vector<std::string>& from, std::vector<std::string>& to) {
  std::ranges::move(from, std::back_inserter(to));
}

void FillEmpty(std::string& text, std::string& from) {
  if (text.empty()) text = std::move(from);
}

}  // namespace

std::vector<NodeIndex> Representatives(NodeIndex count,
                                       std::span<const std::pair<NodeIndex, NodeIndex>> same_as) {
  std::vector<NodeIndex> group(count);  // the first record of each group, by union and find
  std::iota(group.begin(), group.end(), NodeIndex{0});
  std::vector<uint8_t> is_duplicate(count, 0);
  for (const auto& [duplicate, original] : same_as) {
    if (duplicate == original) continue;
    is_duplicate[duplicate] = 1;
    const NodeIndex a = RootOf(group, duplicate);
    const NodeIndex b = RootOf(group, original);
    group[std::max(a, b)] = std::min(a, b);
  }
  std::vector<NodeIndex> chosen(count, kNoNode);  // of each group
  for (NodeIndex v = 0; v < count; ++v) {
    NodeIndex& of_group = chosen[RootOf(group, v)];
    if (is_duplicate[v] == 0 && of_group == kNoNode) of_group = v;
  }
  std::vector<NodeIndex> representatives(count);
  for (NodeIndex v = 0; v < count; ++v) {
    const NodeIndex first = RootOf(group, v);
    representatives[v] = chosen[first] == kNoNode ? first : chosen[first];
  }
  return representatives;
}

void TakeOver(ProfileRecord& profile, ProfileRecord&& duplicate) {
  constexpr uint8_t kOther = kOrganisationKinds.size() - 1;
  // A record without a name has its key for one.
  if (duplicate.name != duplicate.key) profile.aliases.push_back(std::move(duplicate.name));
  MoveAll(duplicate.aliases, profile.aliases);
  profile.identifiers.push_back(std::move(duplicate.key));
  MoveAll(duplicate.identifiers, profile.identifiers);
  if (!profile.acronym.empty() && !duplicate.acronym.empty()) {
    profile.aliases.push_back(std::move(duplicate.acronym));
  }
  FillEmpty(profile.acronym, duplicate.acronym);
  FillEmpty(profile.city, duplicate.city);
  FillEmpty(profile.url, duplicate.url);
  FillEmpty(profile.description, duplicate.description);
  if (profile.kind == kOther) profile.kind = duplicate.kind;
  if (!profile.location) profile.location = duplicate.location;
  profile.invented = profile.invented && duplicate.invented;
  profile.updated = std::max(profile.updated, duplicate.updated);
}

void SortNames(ProfileRecord& profile) {
  SortWithout(profile.aliases, profile.name);
  SortWithout(profile.identifiers, profile.key);
}

}  // namespace kontor
