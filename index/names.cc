#include "index/names.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_set>

#include "base/distinct.h"
#include "base/text.h"
#include "index/hash.h"

namespace kontor {

std::vector<NodeIndex> NameIndex::FindExact(std::string_view text, Kind first, Kind last) const {
  const auto same_hash = std::ranges::equal_range(hashes_, HashBytes(text));
  std::vector<std::tuple<Kind, uint32_t, NodeIndex>> found;
  for (const uint64_t& hash : same_hash) {
    const uint32_t entry = hashed_[static_cast<size_t>(&hash - hashes_.data())];
    const Kind kind = kinds_[entry];
    if (kind < first || kind > last || texts_[entry] != text) continue;
    const NodeIndex organisation = organisations_[entry];
    // Counted downwards, so that the better connected come first.
    found.emplace_back(kind, UINT32_MAX - partnerships_[organisation], organisation);
  }
  std::ranges::sort(found);
  std::vector<NodeIndex> organisations;
  std::unordered_set<NodeIndex> seen;
  for (const auto& [kind, unconnected, organisation] : found) {
    if (seen.insert(organisation).second) organisations.push_back(organisation);
  }
  return organisations;
}

std::vector<NodeIndex> NameIndex::Resolve(std::string_view text) const {
  std::vector<NodeIndex> found = FindExact(text, Kind::kIdentifier, Kind::kIdentifier);
  if (!found.empty()) return found;
  return FindExact(Fold(text), Kind::kName, Kind::kAcronym);
}

std::vector<NodeIndex> NameIndex::CarriersOf(std::string_view word, bool as_prefix) const {
  const TextRange words(words_, 0, words_.size());
  const auto first = static_cast<size_t>(std::ranges::lower_bound(words, word) - words.begin());
  size_t last = first;
  while (last < words_.size() &&
         (as_prefix ? words_[last].starts_with(word) : words_[last] == word)) {
    ++last;
  }
  std::vector<NodeIndex> found;
  for (size_t i = first; i < last; ++i) {
    found.insert(found.end(), carriers_[i].begin(), carriers_[i].end());
  }
  if (last - first > 1) {
    SortDistinct(found);
  }
  return found;
}

std::vector<NodeIndex> NameIndex::CarriersOfAll(std::string_view folded) const {
  const size_t last_word = folded.rfind(' ') + 1;  // npos + 1 is 0
  std::vector<NodeIndex> found = CarriersOf(folded.substr(last_word), true);
  for (const std::string_view word : Words(folded.substr(0, last_word))) {
    const std::vector<NodeIndex> carriers = CarriersOf(word, false);
    std::vector<NodeIndex> both;
    std::ranges::set_intersection(found, carriers, std::back_inserter(both));
    found = std::move(both);
  }
  return found;
}

NameIndex::Hit NameIndex::Grade(NodeIndex organisation, std::string_view folded) const {
  Hit hit{2, partnerships_[organisation], organisation};
  for (size_t i = entry_begins_[organisation]; i < entry_begins_[organisation + 1]; ++i) {
    if (kinds_[i] > Kind::kAcronym) break;
    const std::string_view name = texts_[i];
    if (name == folded) return {0, hit.partnerships, organisation};
    if (name.starts_with(folded)) hit.grade = 1;
  }
  return hit;
}

std::vector<NodeIndex> NameIndex::Search(std::string_view text, size_t limit) const {
  std::vector<NodeIndex> found = FindExact(text, Kind::kIdentifier, Kind::kLocalIdentifier);
  const std::string folded = Fold(text);
  std::vector<Hit> hits;
  if (!folded.empty()) {
    // A name of one letter has no words.
    for (const NodeIndex organisation : FindExact(folded, Kind::kName, Kind::kAcronym)) {
      hits.push_back({0, partnerships_[organisation], organisation});
    }
    for (const NodeIndex organisation : CarriersOfAll(folded)) {
      hits.push_back(Grade(organisation, folded));
    }
  }
  std::ranges::sort(hits, [](const Hit& a, const Hit& b) {
    return std::tuple(a.grade, b.partnerships, a.organisation) <
           std::tuple(b.grade, a.partnerships, b.organisation);
  });
  for (const Hit& hit : hits) {
    if (found.size() >= limit) break;
    if (std::ranges::find(found, hit.organisation) == found.end()) {
      found.push_back(hit.organisation);
    }
  }
  if (found.size() > limit) found.resize(limit);
  return found;
}

}  // namespace kontor
