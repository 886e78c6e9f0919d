#include "index/name_builder.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "base/distinct.h"
#include "base/text.h"
#include "index/hash.h"
#include "index/word_table.h"

namespace kontor {

class NameIndexBuilder {
 public:
  NameIndex Build(const ProfileTable& profiles, const CollaborationGraph& graph) &&;

 private:
  using Kind = NameIndex::Kind;
  using Place = NameIndex::Place;

  void AddOrganisation(NodeIndex organisation, const Profile& profile);
  void AddName(NodeIndex organisation, Kind kind, std::string_view name);
  void AddIdentifier(NodeIndex organisation, std::string_view identifier);
  void AddEntry(NodeIndex organisation, Kind kind, std::string_view text);
  void PlaceWords();
  void PlaceBest(size_t first, size_t last, size_t depth);
  void PlaceEntries();

  WordTable words_;
  std::vector<WordUse> uses_;  // ascending by owner
  TextsBuilder texts_;
  std::vector<Kind> kinds_;
  std::vector<NodeIndex> organisations_;
  std::vector<uint32_t> entry_begins_ = {0};
  std::vector<std::pair<uint64_t, uint32_t>> hashed_;  // an entry's text, and its number
  TextsBuilder beginnings_;
  ListsBuilder<Place> best_;
  NameIndex index_;
};

void NameIndexBuilder::AddEntry(NodeIndex organisation, Kind kind, std::string_view text) {
  const bool is_name = kind <= Kind::kAcronym;
  hashed_.emplace_back(is_name ? HashBytes(WithOneSpelling(text)) : HashBytes(text),
                       ColumnPosition(kinds_.size()));
  texts_.Add(text);
  kinds_.push_back(kind);
  organisations_.push_back(organisation);
}

void NameIndexBuilder::AddName(NodeIndex organisation, Kind kind, std::string_view name) {
  const std::string folded = Fold(name);
  if (folded.empty()) return;
  AddEntry(organisation, kind, folded);
  const auto place = static_cast<Place>(entry_begins_.size() - 1);
  ForEachWord(folded,
              [&](std::string_view word) { uses_.push_back({place, words_.Intern(word)}); });
}

// "pic:999905974" is found as "999905974" too.
void NameIndexBuilder::AddIdentifier(NodeIndex organisation, std::string_view identifier) {
  AddEntry(organisation, Kind::kIdentifier, identifier);
  const size_t colon = identifier.find(':');
  if (colon == std::string_view::npos || colon + 1 == identifier.size()) return;
  AddEntry(organisation, Kind::kLocalIdentifier, identifier.substr(colon + 1));
}

void NameIndexBuilder::AddOrganisation(NodeIndex organisation, const Profile& profile) {
  AddName(organisation, Kind::kName, profile.name);
  for (const std::string_view alias : profile.aliases) AddName(organisation, Kind::kAlias, alias);
  AddName(organisation, Kind::kAcronym, profile.acronym);
  AddIdentifier(organisation, profile.key);
  for (const std::string_view identifier : profile.identifiers) {
    AddIdentifier(organisation, identifier);
  }
  entry_begins_.push_back(ColumnPosition(kinds_.size()));
}

void NameIndexBuilder::PlaceWords() {
  const std::vector<WordIndex> sorted = words_.Sorted();
  std::vector<uint32_t> place(sorted.size());
  TextsBuilder texts;
  for (uint32_t i = 0; i < sorted.size(); ++i) {
    place[sorted[i]] = i;
    texts.Add(words_[sorted[i]]);
  }
  // Each word's carriers, ascending because the uses are; a repeated one stands beside its like.
  std::vector<size_t> next(sorted.size() + 1, 0);
  for (const WordUse& use : uses_) ++next[place[use.word] + 1];
  for (size_t i = 0; i < sorted.size(); ++i) next[i + 1] += next[i];
  const std::vector<size_t> begins = next;
  std::vector<NodeIndex> carriers(uses_.size());
  for (const WordUse& use : uses_) carriers[next[place[use.word]]++] = use.owner;
  ListsBuilder<NodeIndex> lists;
  for (size_t i = 0; i < sorted.size(); ++i) {
    for (size_t at = begins[i]; at < begins[i + 1]; ++at) {
      if (at == begins[i] || carriers[at] != carriers[at - 1]) lists.Add(carriers[at]);
    }
    lists.EndList();
  }
  index_.words_ = std::move(texts).Build();
  index_.carriers_ = std::move(lists).Build();
}

// For the words in [first, last), which begin alike in so many bytes.
void NameIndexBuilder::PlaceBest(size_t first, size_t last, size_t depth) {
  const auto carriers_of = [this](size_t from, size_t to) {
    return index_.carriers_.Begin(to) - index_.carriers_.Begin(from);
  };
  if (first == last || depth > NameIndex::kLongestBeginning) return;
  if (carriers_of(first, last) <= NameIndex::kManyCarriers) return;
  if (depth > 0) {
    std::vector<Place> best = index_.CarriersIn(first, last);
    SortDistinct(best);
    best.resize(std::min(best.size(), NameIndex::kMostMatches));
    beginnings_.Add(index_.words_[first].substr(0, depth));
    best_.AddAll(best);
    best_.EndList();
  }
  while (first < last) {
    if (index_.words_[first].size() == depth) {
      ++first;  // the beginning itself
      continue;
    }
    const char next = index_.words_[first][depth];
    size_t end = first;
    while (end < last && index_.words_[end][depth] == next) ++end;
    PlaceBest(first, end, depth + 1);
    first = end;
  }
}

void NameIndexBuilder::PlaceEntries() {
  std::ranges::sort(hashed_);
  std::vector<uint64_t> hashes;
  std::vector<uint32_t> entries;
  hashes.reserve(hashed_.size());
  entries.reserve(hashed_.size());
  for (const auto& [hash, entry] : hashed_) {
    hashes.push_back(hash);
    entries.push_back(entry);
  }
  index_.texts_ = std::move(texts_).Build();
  index_.kinds_ = Column(std::move(kinds_));
  index_.organisations_ = Column(std::move(organisations_));
  index_.entry_begins_ = Column(std::move(entry_begins_));
  index_.hashes_ = Column(std::move(hashes));
  index_.hashed_ = Column(std::move(entries));
}

NameIndex NameIndexBuilder::Build(const ProfileTable& profiles,
                                  const CollaborationGraph& graph) && {
  std::vector<NodeIndex> places(profiles.size());
  std::iota(places.begin(), places.end(), NodeIndex{0});
  const auto ties = [&graph](NodeIndex i) { return graph.Neighbours(i).size(); };
  std::ranges::stable_sort(places, std::greater(), ties);
  std::vector<uint32_t> partnerships;
  for (const NodeIndex organisation : places) {
    AddOrganisation(organisation, profiles[organisation]);
    partnerships.push_back(static_cast<uint32_t>(ties(organisation)));
  }
  index_.partnerships_ = Column(std::move(partnerships));
  PlaceWords();
  PlaceBest(0, index_.words_.size(), 0);
  index_.beginnings_ = std::move(beginnings_).Build();
  index_.best_ = std::move(best_).Build();
  PlaceEntries();
  return std::move(index_);
}

NameIndex BuildNameIndex(const ProfileTable& profiles, const CollaborationGraph& graph) {
  return NameIndexBuilder().Build(profiles, graph);
}

}  // namespace kontor
