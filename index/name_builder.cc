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

  WordTable words_;
  std::vector<WordUse> uses_;  // ascending by owner
  NameIndex index_;
};

void NameIndexBuilder::AddEntry(NodeIndex organisation, Kind kind, std::string_view text) {
  index_.by_text_.push_back({HashBytes(text), static_cast<uint32_t>(index_.entries_.size())});
  index_.entries_.push_back(
      {index_.texts_.size(), static_cast<uint32_t>(text.size()), organisation, kind});
  index_.texts_ += text;
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
  for (const std::string& alias : profile.aliases) AddName(organisation, Kind::kAlias, alias);
  AddName(organisation, Kind::kAcronym, profile.acronym);
  AddIdentifier(organisation, profile.key);
  for (const std::string& identifier : profile.identifiers) {
    AddIdentifier(organisation, identifier);
  }
  index_.entry_offsets_.push_back(index_.entries_.size());
}

void NameIndexBuilder::PlaceWords() {
  const std::vector<WordIndex> sorted = words_.Sorted();
  std::vector<uint32_t> place(sorted.size());
  for (uint32_t i = 0; i < sorted.size(); ++i) {
    place[sorted[i]] = i;
    index_.letters_ += words_[sorted[i]];
    index_.letter_offsets_.push_back(index_.letters_.size());
  }
  // Each word's carriers, ascending because the uses are; a repeated one stands beside its like.
  std::vector<size_t> next(sorted.size() + 1, 0);
  for (const WordUse& use : uses_) ++next[place[use.word] + 1];
  for (size_t i = 0; i < sorted.size(); ++i) next[i + 1] += next[i];
  const std::vector<size_t> begins = next;
  std::vector<NodeIndex> carriers(uses_.size());
  for (const WordUse& use : uses_) carriers[next[place[use.word]]++] = use.owner;
  index_.carriers_.reserve(carriers.size());
  for (size_t i = 0; i < sorted.size(); ++i) {
    for (size_t at = begins[i]; at < begins[i + 1]; ++at) {
      if (at == begins[i] || carriers[at] != carriers[at - 1]) {
        index_.carriers_.push_back(carriers[at]);
      }
    }
    index_.carrier_offsets_.push_back(index_.carriers_.size());
  }
}

NameIndex NameIndexBuilder::Build(const ProfileTable& profiles,
                                  const CollaborationGraph& graph) && {
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    AddOrganisation(i, profiles[i]);
    index_.partnerships_.push_back(static_cast<uint32_t>(graph.Neighbours(i).size()));
  }
  PlaceWords();
  std::ranges::sort(index_.by_text_);
  return std::move(index_);
}

NameIndex BuildNameIndex(const ProfileTable& profiles, const CollaborationGraph& graph) {
  return NameIndexBuilder().Build(profiles, graph);
}

}  // namespace kontor
