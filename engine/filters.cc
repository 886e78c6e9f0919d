#include "engine/filters.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/vocabulary.h"

namespace kontor {
namespace {

struct ListKind {
  NodeType type;
  std::string_view name;
  const std::vector<std::string> FilterWords::* words;
  std::vector<ConceptIndex> Filters::* codes;
};

constexpr std::array kLists = std::to_array<ListKind>({
    {NodeType::kCountry, "country", &FilterWords::countries, &Filters::countries},
    {NodeType::kRegion, "region", &FilterWords::regions, &Filters::regions},
    {NodeType::kSector, "sector", &FilterWords::sectors, &Filters::sectors},
    {NodeType::kEcosystem, "ecosystem", &FilterWords::ecosystems, &Filters::ecosystems},
    {NodeType::kTechnology, "technology", &FilterWords::technologies, &Filters::technologies},
    {NodeType::kStage, "stage", &FilterWords::stages, &Filters::stages},
    {NodeType::kLabel, "label", &FilterWords::labels, &Filters::labels},
});

Status TooMany(std::string_view name) {
  return Fail(ErrorCode::kLimit, "more than " + std::to_string(Limits::max_filter_codes) +
                                     " codes in the filter '" + std::string(name) + "'");
}

// Finding the nearest codes compares a word with every code: its length must be bounded.
Status TooLong(std::string_view name) {
  return Fail(ErrorCode::kLimit, "a code in the filter '" + std::string(name) +
                                     "' is longer than " + std::to_string(Limits::max_query_bytes) +
                                     " bytes");
}

std::unexpected<Error> UnknownCode(const ConceptTable& concepts, const ListKind& list,
                                   const std::string& word) {
  std::string message = "'" + word.substr(0, 60) + "' is not a known " + std::string(list.name);
  const auto nearest = concepts.Nearest(list.type, word, 3);
  for (size_t i = 0; i < nearest.size(); ++i) {
    message += i == 0 ? "; the nearest are " : ", ";
    message += std::string(concepts.code(nearest[i])) + " (" +
               std::string(concepts.Label(nearest[i], "en")) + ")";
  }
  return Fail(ErrorCode::kInvalidArgument, message);
}

Status ReadList(const ConceptTable& concepts, const ListKind& list, const FilterWords& words,
                Filters& filters) {
  const std::vector<std::string>& wanted = words.*list.words;
  if (wanted.size() > Limits::max_filter_codes) return TooMany(list.name);
  for (const std::string& word : wanted) {
    if (word.size() > Limits::max_query_bytes) return TooLong(list.name);
    const ConceptIndex code = concepts.Find(list.type, word);
    if (code == kNoConcept) return UnknownCode(concepts, list, word);
    (filters.*list.codes).push_back(code);
  }
  return {};
}

Status ReadKinds(const std::vector<std::string>& words, Filters& filters) {
  if (words.size() > Limits::max_filter_codes) return TooMany("kind");
  for (const std::string& word : words) {
    const auto found = std::ranges::find(kOrganisationKinds, word);
    if (found == kOrganisationKinds.end()) {
      std::string message = "'" + word.substr(0, 60) + "' is not a known kind; there are ";
      for (const std::string_view kind : kOrganisationKinds) {
        message += (kind == kOrganisationKinds.front() ? "" : ", ") + std::string(kind);
      }
      return Fail(ErrorCode::kInvalidArgument, message);
    }
    filters.kinds.push_back(static_cast<uint8_t>(found - kOrganisationKinds.begin()));
  }
  return {};
}

}  // namespace

Result<Filters> ReadFilters(const ConceptTable& concepts, const FilterWords& words) {
  Filters filters;
  for (const ListKind& list : kLists) {
    if (auto read = ReadList(concepts, list, words, filters); !read) {
      return std::unexpected(read.error());
    }
  }
  if (auto read = ReadKinds(words.kinds, filters); !read) return std::unexpected(read.error());
  return filters;
}

FilterCheck::FilterCheck(const Snapshot& snapshot, const PartnerQuery& query)
    : snapshot_(snapshot), as_of_(query.as_of), excluded_(query.excluded) {
  const Filters& filters = query.filters;
  Add(EdgeType::kInCountry, NodeType::kCountry, filters.countries);
  Add(EdgeType::kInRegion, NodeType::kRegion, filters.regions);
  Add(EdgeType::kInSector, NodeType::kSector, filters.sectors);
  Add(EdgeType::kInEcosystem, NodeType::kEcosystem, filters.ecosystems);
  Add(EdgeType::kUsesTechnology, NodeType::kTechnology, filters.technologies);
  Add(EdgeType::kAtStage, NodeType::kStage, filters.stages);
  Add(EdgeType::kHoldsLabel, NodeType::kLabel, filters.labels);
  for (const uint8_t kind : filters.kinds) kinds_ |= uint32_t{1} << kind;
  excluded_.push_back(query.organisation);
  std::ranges::sort(excluded_);
  const auto repeated = std::ranges::unique(excluded_);
  excluded_.erase(repeated.begin(), repeated.end());
}

void FilterCheck::Add(EdgeType tie, NodeType type, const std::vector<ConceptIndex>& codes) {
  if (codes.empty()) return;
  const ConceptTable& concepts = snapshot_.concepts;
  List list{tie, std::vector<uint8_t>(concepts.size(), 0)};
  const auto [first, last] = concepts.RangeOf(type);
  for (ConceptIndex code = first; code < last; ++code) {
    list.accepted[code] = static_cast<uint8_t>(std::ranges::any_of(
        codes, [&](ConceptIndex wanted) { return concepts.IsWithin(code, wanted); }));
    if (tie == EdgeType::kInCountry && list.accepted[code] != 0) countries_.push_back(code);
  }
  lists_.push_back(std::move(list));
}

bool FilterCheck::Meets(const List& list, NodeIndex organisation) const {
  const Profile& profile = snapshot_.profiles[organisation];
  if (list.tie == EdgeType::kInCountry) {
    return profile.country != kNoConcept && list.accepted[profile.country] != 0;
  }
  if (list.tie == EdgeType::kInRegion) {
    return profile.region != kNoConcept && list.accepted[profile.region] != 0;
  }
  return std::ranges::any_of(
      snapshot_.profiles.Codes(organisation, list.tie), [&](const Attribution& code) {
        return list.accepted[code.concept_index] != 0 && code.HoldsOn(as_of_);
      });
}

bool FilterCheck::Passes(NodeIndex organisation) const {
  if (kinds_ != 0 && ((kinds_ >> snapshot_.profiles[organisation].kind) & 1U) == 0) return false;
  if (std::ranges::binary_search(excluded_, organisation)) return false;
  return std::ranges::all_of(lists_, [&](const List& list) { return Meets(list, organisation); });
}

size_t FilterCheck::CountPassing() const {
  const NodeIndex size = snapshot_.profiles.size();
  if (lists_.empty() && kinds_ == 0) return size - excluded_.size();
  size_t passing = 0;
  for (NodeIndex organisation = 0; organisation < size; ++organisation) {
    if (Passes(organisation)) ++passing;
  }
  return passing;
}

}  // namespace kontor
