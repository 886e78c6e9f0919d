#include "index/profile_builder.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "index/completeness.h"

namespace kontor {
namespace {

// By organisation, tie and concept; among equals the one that stands first.
bool StandsBefore(const CodeStatement& a, const CodeStatement& b) {
  const auto place = [](const CodeStatement& s) {
    return std::tuple(s.organisation, s.code.tie, s.code.concept_index, s.of_duplicate);
  };
  const auto precedence = [](const CodeStatement& s) {
    return std::tuple(s.stated, s.code.weight, s.code.valid_to, s.code.valid_from);
  };
  const auto place_a = place(a);
  const auto place_b = place(b);
  return place_a != place_b ? place_a < place_b : precedence(a) > precedence(b);
}

bool SameCode(const CodeStatement& a, const CodeStatement& b) {
  return a.organisation == b.organisation && a.code.tie == b.code.tie &&
         a.code.concept_index == b.code.concept_index;
}

}  // namespace

ProfileTableBuilder::ProfileTableBuilder(std::vector<Profile> profiles,
                                         std::vector<PartnershipFacts> partnerships) {
  assert(std::ranges::is_sorted(profiles, {}, &Profile::id));
  assert(std::ranges::is_sorted(partnerships, {}, &PartnershipFacts::id));
  table_.profiles_ = std::move(profiles);
  table_.partnerships_ = std::move(partnerships);
  table_.by_id_.reserve(table_.profiles_.size());
  for (NodeIndex i = 0; i < table_.profiles_.size(); ++i) {
    table_.by_id_.emplace_back(table_.profiles_[i].id, i);
  }
}

void ProfileTableBuilder::AddCodes(std::vector<CodeStatement> statements) {
  if (codes_.empty()) {
    codes_ = std::move(statements);
  } else {
    codes_.insert(codes_.end(), statements.begin(), statements.end());
  }
}

void ProfileTableBuilder::AddPosting(NodeIndex organisation, Posting posting) {
  postings_.emplace_back(organisation, std::move(posting));
}

void ProfileTableBuilder::AddDuplicate(NodeId duplicate, NodeIndex stands_for_it) {
  table_.by_id_.emplace_back(duplicate, stands_for_it);
}

void ProfileTableBuilder::PlaceCodes() {
  std::ranges::sort(codes_, StandsBefore);
  const auto repeated = std::ranges::unique(codes_, SameCode);
  codes_.erase(repeated.begin(), repeated.end());
  table_.code_offsets_.assign(table_.profiles_.size() + 1, 0);
  table_.codes_.reserve(codes_.size());
  for (const CodeStatement& statement : codes_) {
    ++table_.code_offsets_[statement.organisation + 1];
    table_.codes_.push_back(statement.code);
  }
  for (size_t i = 0; i < table_.profiles_.size(); ++i) {
    table_.code_offsets_[i + 1] += table_.code_offsets_[i];
  }
}

void ProfileTableBuilder::IndexCarriers() {
  std::vector<std::pair<uint64_t, NodeIndex>> entries;
  entries.reserve(codes_.size());
  for (const CodeStatement& statement : codes_) {
    entries.emplace_back(ProfileTable::CarrierKey(statement.code.concept_index, statement.code.tie),
                         statement.organisation);
  }
  std::ranges::sort(entries);
  table_.carriers_.reserve(entries.size());
  for (const auto& [key, organisation] : entries) {
    if (table_.carrier_keys_.empty() || table_.carrier_keys_.back() != key) {
      table_.carrier_keys_.push_back(key);
      table_.carrier_offsets_.push_back(table_.carriers_.size());
    }
    table_.carriers_.push_back(organisation);
  }
  table_.carrier_offsets_.push_back(table_.carriers_.size());
}

void ProfileTableBuilder::PlacePostings() {
  std::ranges::sort(postings_, [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second.is_need, a.second.id) <
           std::tuple(b.first, b.second.is_need, b.second.id);
  });
  const auto repeated = std::ranges::unique(postings_, [](const auto& a, const auto& b) {
    return a.first == b.first && a.second.is_need == b.second.is_need && a.second.id == b.second.id;
  });
  postings_.erase(repeated.begin(), repeated.end());
  table_.posting_offsets_.assign(table_.profiles_.size() + 1, 0);
  for (auto& [organisation, posting] : postings_) {
    ++table_.posting_offsets_[organisation + 1];
    table_.postings_.push_back(std::move(posting));
  }
  for (size_t i = 0; i < table_.profiles_.size(); ++i) {
    table_.posting_offsets_[i + 1] += table_.posting_offsets_[i];
  }
}

void ProfileTableBuilder::NumberCities() {
  using City = std::pair<std::string_view, ConceptIndex>;
  const auto hash = [](const City& city) {
    return std::hash<std::string_view>{}(city.first) ^ std::hash<ConceptIndex>{}(city.second);
  };
  std::unordered_map<City, uint32_t, decltype(hash)> numbers(table_.size(), hash);
  for (const Profile& profile : table_.profiles_) {
    const auto number = static_cast<uint32_t>(numbers.size());
    table_.cities_.push_back(
        profile.city.empty()
            ? ProfileTable::kNoCity
            : numbers.try_emplace({profile.city, profile.country}, number).first->second);
  }
}

ProfileTable ProfileTableBuilder::Build() && {
  PlaceCodes();
  IndexCarriers();
  PlacePostings();
  NumberCities();
  std::ranges::sort(table_.by_id_);
  for (NodeIndex i = 0; i < table_.size(); ++i) {
    table_.profiles_[i].completeness = Completeness(table_, i);
    table_.by_kind_[table_.profiles_[i].kind].push_back(i);
  }
  return std::move(table_);
}

}  // namespace kontor
