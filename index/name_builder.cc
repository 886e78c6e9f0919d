#include "index/name_builder.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "index/hash.h"
#include "index/word_table.h"

namespace kontor {

class NameIndexBuilder {
 public:
  NameIndex Build(const ProfileTable& profiles, const CollaborationGraph& graph) &&;

 private:
  using Kind = NameIndex::Kind;

  void AddOrganisation(NodeIndex organisation, const Profile& profile);
  void AddName(NodeIndex organisation, Kind kind, std::string_view name);
  void AddIdentifier(NodeIndex organisation, std::string_view identifier);
  void AddEntry(NodeIndex organisation, Kind kind, std::string_view text);
  void PlaceWords();
  void PlaceEntries();

  WordTable words_;
  std::vector<WordUse> uses_;  // ascending by owner
  TextsBuilder texts_;
  std::vector<Kind> kinds_;
  std::vector<NodeIndex> organisations_;
  std::vector<uint32_t> entry_begins_ = {0};
  std::vector<std::pair<uint64_t, uint32_t>> hashed_;  // an entry's text, and its number
  NameIndex index_;
};

void NameIndexBuilder::AddEntry(NodeIndex organisation, Kind kind, std::string_view text) {
  hashed_.emplace_back(HashBytes(text), ColumnPosition(kinds_.size()));
  texts_.Add(text);
  kinds_.push_back(kind);
  organisations_.push_back(organisation);
}

void NameIndexBuilder::AddName(NodeIndex organisation, Kind kind, std::string_view name) {
  const std::string folded = Fold(name);
  if (folded.empty()) return;
  AddEntry(organisation, kind, folded);
  ForEachWord(folded,
              [&](std::string_view word) { uses_.push_back({organisation, words_.Intern(word)}); });
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
  std::vector<uint32_t> partnerships;
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    AddOrganisation(i, profiles[i]);
    partnerships.push_back(static_cast<uint32_t>(graph.Neighbours(i).size()));
  }
  index_.partnerships_ = Column(std::move(partnerships));
  PlaceWords();
  PlaceEntries();
  return std::move(index_);
}

NameIndex BuildNameIndex(const ProfileTable& profiles, const CollaborationGraph& graph) {
  return NameIndexBuilder().Build(profiles, graph);
}

}  // namespace kontor
