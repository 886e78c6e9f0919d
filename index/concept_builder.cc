#include "index/concept_builder.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <ranges>

#include "base/distinct.h"
#include "index/spelling.h"

namespace kontor {
namespace {

float ReadRank(std::string_view text) {
  float rank = 0.0F;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rank);
  return error == std::errc() && std::isfinite(rank) && rank > 0.0F ? rank : 0.0F;
}

Lists<SupplyLink> LargestFirst(std::vector<std::vector<SupplyLink>>& links) {
  ListsBuilder<SupplyLink> lists;
  for (std::vector<SupplyLink>& of_one : links) {
    std::ranges::sort(of_one, [](const SupplyLink& a, const SupplyLink& b) {
      return a.share != b.share ? a.share > b.share : a.sector < b.sector;
    });
    lists.AddAll(of_one);
    lists.EndList();
  }
  return std::move(lists).Build();
}

}  // namespace

bool ConceptTableBuilder::Holds(NodeType type) {
  return IsTaxonomy(type) || type == NodeType::kCall || type == NodeType::kTopic ||
         type == NodeType::kProgramme;
}

void ConceptTableBuilder::AddNode(const NodeView& node) {
  assert(Holds(node.id.type()));
  Item& item = items_.emplace_back();
  item.id = node.id;
  item.code = node.key;
  item.category = node.Text(Field::kCategory);
  if (node.Text(Field::kOutermost) == "true") item.category = "outermost";
  item.rank = ReadRank(node.Text(Field::kRank));
  for (const ValueView& value : node.values) {
    if (value.field == Field::kName || value.field == Field::kTitle) {
      item.labels.emplace_back(value.lang, value.text);
    } else if (value.field == Field::kAlias && IsTaxonomy(node.id.type())) {
      item.other_names.emplace_back(value.text);
    } else if (value.field == Field::kAltCode) {
      item.alternatives.emplace_back(value.text);
    }
  }
}

std::vector<NodeId> ConceptTableBuilder::Number() {
  std::ranges::sort(items_, [](const Item& a, const Item& b) {
    return std::pair(a.id.type(), std::string_view(a.code)) <
           std::pair(b.id.type(), std::string_view(b.code));
  });
  std::vector<NodeId> ids;
  ids.reserve(items_.size());
  for (const Item& item : items_) ids.push_back(item.id);
  const size_t size = items_.size();
  parents_stated_.assign(size, Date{});
  parents_.assign(size, kNoConcept);
  chains_.assign(size, kNoConcept);
  suppliers_.resize(size);
  users_.resize(size);
  ranks_.assign(size, 0.0F);
  ScaleRanks();
  return ids;
}

// The ranks of one scheme count upwards from 1; the best of it becomes 1. So does the only level of
// a scheme without ranks.
void ConceptTableBuilder::ScaleRanks() {
  std::map<std::string_view, float> best;
  for (const Item& item : items_) {
    if (item.id.type() != NodeType::kLabel || item.category.empty()) continue;
    float& of_scheme = best[item.category];
    of_scheme = std::max(of_scheme, item.rank);
  }
  for (size_t i = 0; i < items_.size(); ++i) {
    const Item& item = items_[i];
    if (item.id.type() != NodeType::kLabel) continue;
    const auto scheme = best.find(item.category);
    if (scheme == best.end()) {
      ranks_[i] = std::min(item.rank, 1.0F);
    } else {
      ranks_[i] = scheme->second > 0.0F ? item.rank / scheme->second : 1.0F;
    }
  }
}

void ConceptTableBuilder::SetParent(ConceptIndex narrower, ConceptIndex broader, Date stated) {
  ConceptIndex& parent = parents_[narrower];
  Date& parent_stated = parents_stated_[narrower];
  if (parent == kNoConcept || stated > parent_stated ||
      (stated == parent_stated && broader < parent)) {
    parent = broader;
    parent_stated = stated;
  }
}

void ConceptTableBuilder::AddSupply(ConceptIndex supplier, ConceptIndex user, float share) {
  if (!(share > 0.0F)) return;
  share = std::min(share, 1.0F);
  suppliers_[user].push_back({supplier, share});
  users_[supplier].push_back({user, share});
}

void ConceptTableBuilder::SetStage(ConceptIndex stage, ConceptIndex chain, float position) {
  ConceptIndex& current = chains_[stage];
  if (current != kNoConcept && current <= chain) return;
  current = chain;
  ranks_[stage] = position;
}

void ConceptTableBuilder::CutCircles() {
  enum : uint8_t { kNew, kOnPath, kDone };
  std::vector<uint8_t> state(parents_.size(), kNew);
  for (ConceptIndex first = 0; first < parents_.size(); ++first) {
    ConceptIndex v = first;
    for (; v != kNoConcept && state[v] == kNew; v = parents_[v]) state[v] = kOnPath;
    if (v != kNoConcept && state[v] == kOnPath) {
      ConceptIndex cut = v;
      for (ConceptIndex u = parents_[v]; u != v; u = parents_[u]) cut = std::min(cut, u);
      parents_[cut] = kNoConcept;
    }
    for (v = first; v != kNoConcept && state[v] == kOnPath; v = parents_[v]) state[v] = kDone;
  }
}

void ConceptTableBuilder::SetDivisions() {
  divisions_.assign(parents_.size(), kNoConcept);
  for (ConceptIndex i = 0; i < parents_.size(); ++i) {
    if (items_[i].id.type() != NodeType::kSector) continue;
    ConceptIndex v = i;
    while (parents_[v] != kNoConcept && parents_[parents_[v]] != kNoConcept) v = parents_[v];
    if (parents_[v] != kNoConcept) divisions_[i] = v;
  }
}

void ConceptTableBuilder::PlaceNames() {
  std::vector<NodeType> types;
  TextsBuilder codes;
  CodedTextsBuilder categories;
  TextListsBuilder languages;
  TextListsBuilder labels;
  TextListsBuilder alternatives;
  for (Item& item : items_) {
    std::ranges::stable_sort(item.labels, {}, &std::pair<std::string, std::string>::first);
    types.push_back(item.id.type());
    codes.Add(item.code);
    categories.Add(item.category);
    languages.AddList(item.labels | std::views::keys);
    for (const std::string& label : item.labels | std::views::values) labels.Add(label);
    SortDistinct(item.other_names);
    labels.AddList(item.other_names);
    alternatives.AddList(item.alternatives);
  }
  table_.types_ = Column(std::move(types));
  table_.codes_ = std::move(codes).Build();
  table_.categories_ = std::move(categories).Build();
  table_.languages_ = std::move(languages).Build();
  table_.labels_ = std::move(labels).Build();
  table_.alternative_codes_ = std::move(alternatives).Build();
}

void ConceptTableBuilder::PlaceSpellings() {
  std::vector<std::pair<uint64_t, ConceptIndex>> spellings;
  for (ConceptIndex i = 0; i < items_.size(); ++i) {
    const Item& item = items_[i];
    const NodeType type = item.id.type();
    for (const std::string& spelling :
         SpellingsOf(type, item.code, item.alternatives, item.category)) {
      spellings.emplace_back(HashSpelling(type, spelling), i);
    }
  }
  std::ranges::sort(spellings);
  const auto hashes = spellings | std::views::keys;
  const auto spelled = spellings | std::views::values;
  table_.spelling_hashes_ = Column(std::vector<uint64_t>(hashes.begin(), hashes.end()));
  table_.spelled_ = Column(std::vector<ConceptIndex>(spelled.begin(), spelled.end()));
}

ConceptTable ConceptTableBuilder::Build() && {
  CutCircles();
  SetDivisions();
  PlaceNames();
  PlaceSpellings();
  table_.parents_ = Column(std::move(parents_));
  table_.divisions_ = Column(std::move(divisions_));
  table_.chains_ = Column(std::move(chains_));
  table_.ranks_ = Column(std::move(ranks_));
  table_.suppliers_ = LargestFirst(suppliers_);
  table_.users_ = LargestFirst(users_);
  return std::move(table_);
}

}  // namespace kontor
