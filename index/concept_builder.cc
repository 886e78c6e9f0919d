#include "index/concept_builder.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <tuple>

#include "index/spelling.h"

namespace kontor {
namespace {

float ReadRank(std::string_view text) {
  float rank = 0.0F;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rank);
  return error == std::errc() && std::isfinite(rank) && rank > 0.0F ? rank : 0.0F;
}

}  // namespace

bool ConceptTableBuilder::Holds(NodeType type) {
  switch (type) {
    case NodeType::kSector:
    case NodeType::kEcosystem:
    case NodeType::kValueChain:
    case NodeType::kStage:
    case NodeType::kTechnology:
    case NodeType::kRegion:
    case NodeType::kCountry:
    case NodeType::kLabel:
    case NodeType::kCall:
    case NodeType::kTopic:
    case NodeType::kProgramme:
      return true;
    default:
      return false;
  }
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
      item.labels.push_back({std::string(value.lang), std::string(value.text)});
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
  table_.parents_.assign(size, kNoConcept);
  table_.chains_.assign(size, kNoConcept);
  table_.suppliers_.resize(size);
  table_.users_.resize(size);
  table_.ranks_.assign(size, 0.0F);
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
      table_.ranks_[i] = std::min(item.rank, 1.0F);
    } else {
      table_.ranks_[i] = scheme->second > 0.0F ? item.rank / scheme->second : 1.0F;
    }
  }
}

void ConceptTableBuilder::SetParent(ConceptIndex narrower, ConceptIndex broader, Date stated) {
  ConceptIndex& parent = table_.parents_[narrower];
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
  table_.suppliers_[user].push_back({supplier, share});
  table_.users_[supplier].push_back({user, share});
}

void ConceptTableBuilder::SetStage(ConceptIndex stage, ConceptIndex chain, float position) {
  ConceptIndex& current = table_.chains_[stage];
  if (current != kNoConcept && current <= chain) return;
  current = chain;
  table_.ranks_[stage] = position;
}

void ConceptTableBuilder::CutCircles() {
  enum : uint8_t { kNew, kOnPath, kDone };
  std::vector<ConceptIndex>& parents = table_.parents_;
  std::vector<uint8_t> state(parents.size(), kNew);
  for (ConceptIndex first = 0; first < parents.size(); ++first) {
    ConceptIndex v = first;
    for (; v != kNoConcept && state[v] == kNew; v = parents[v]) state[v] = kOnPath;
    if (v != kNoConcept && state[v] == kOnPath) {
      ConceptIndex cut = v;
      for (ConceptIndex u = parents[v]; u != v; u = parents[u]) cut = std::min(cut, u);
      parents[cut] = kNoConcept;
    }
    for (v = first; v != kNoConcept && state[v] == kOnPath; v = parents[v]) state[v] = kDone;
  }
}

void ConceptTableBuilder::SetDivisions() {
  const std::vector<ConceptIndex>& parents = table_.parents_;
  table_.divisions_.assign(parents.size(), kNoConcept);
  for (ConceptIndex i = 0; i < parents.size(); ++i) {
    if (items_[i].id.type() != NodeType::kSector) continue;
    ConceptIndex v = i;
    while (parents[v] != kNoConcept && parents[parents[v]] != kNoConcept) v = parents[v];
    if (parents[v] != kNoConcept) table_.divisions_[i] = v;
  }
}

void ConceptTableBuilder::SortLinks() {
  const auto larger = [](const SupplyLink& a, const SupplyLink& b) {
    return a.share != b.share ? a.share > b.share : a.sector < b.sector;
  };
  for (auto& links : table_.suppliers_) std::ranges::sort(links, larger);
  for (auto& links : table_.users_) std::ranges::sort(links, larger);
}

void ConceptTableBuilder::AddSpellings() {
  for (ConceptIndex i = 0; i < items_.size(); ++i) {
    const Item& item = items_[i];
    const NodeType type = item.id.type();
    for (const std::string& spelling :
         SpellingsOf(type, item.code, item.alternatives, item.category)) {
      table_.spellings_.push_back({HashSpelling(type, spelling), i});
    }
  }
  std::ranges::sort(table_.spellings_);
}

ConceptTable ConceptTableBuilder::Build() && {
  CutCircles();
  SetDivisions();
  SortLinks();
  AddSpellings();
  for (Item& item : items_) {
    std::ranges::stable_sort(item.labels, {}, &ConceptTable::LabelEntry::lang);
    table_.types_.push_back(item.id.type());
    table_.codes_.push_back(std::move(item.code));
    table_.categories_.push_back(std::move(item.category));
    table_.labels_.push_back(std::move(item.labels));
    table_.alternative_codes_.push_back(std::move(item.alternatives));
  }
  return std::move(table_);
}

}  // namespace kontor
