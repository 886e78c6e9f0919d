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
  std::vector<std::string> FilterWords::* words;
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

Result<Filters> ReadClauses(const ConceptTable& concepts, std::span<const QueryClause> clauses) {
  FilterWords words;
  for (const QueryClause& clause : clauses) {
    const auto* list = std::ranges::find(kLists, clause.field, &ListKind::name);
    std::vector<std::string>& wanted = list == kLists.end() ? words.kinds : words.*list->words;
    wanted.insert(wanted.end(), clause.values.begin(), clause.values.end());
  }
  return ReadFilters(concepts, words);
}

FilterCheck::FilterCheck(const Snapshot& snapshot, const Filters& filters, Date as_of,
                         FilterScratch& scratch)
    : snapshot_(snapshot), as_of_(as_of), scratch_(scratch) {
  scratch_.passing.Resize(snapshot.profiles.size());
  scratch_.carriers.Resize(snapshot.profiles.size());
  scratch_.passing.Fill();
  Keep(EdgeType::kInCountry, NodeType::kCountry, filters.countries);
  Keep(EdgeType::kInRegion, NodeType::kRegion, filters.regions);
  Keep(EdgeType::kInSector, NodeType::kSector, filters.sectors);
  Keep(EdgeType::kInEcosystem, NodeType::kEcosystem, filters.ecosystems);
  Keep(EdgeType::kUsesTechnology, NodeType::kTechnology, filters.technologies);
  Keep(EdgeType::kAtStage, NodeType::kStage, filters.stages);
  Keep(EdgeType::kHoldsLabel, NodeType::kLabel, filters.labels);
  KeepKinds(filters.kinds);
}

FilterCheck::FilterCheck(const Snapshot& snapshot, const PartnerQuery& query,
                         FilterScratch& scratch)
    : FilterCheck(snapshot, query.filters, query.as_of, scratch) {
  Exclude(query.excluded);
  Exclude({&query.organisation, 1});
}

void FilterCheck::Exclude(std::span<const NodeIndex> organisations) {
  for (const NodeIndex organisation : organisations) scratch_.passing.Erase(organisation);
}

// Those that carry one of the codes, or a narrower one.
void FilterCheck::Keep(EdgeType tie, NodeType type, const std::vector<ConceptIndex>& codes) {
  if (codes.empty()) return;
  const ConceptTable& concepts = snapshot_.concepts;
  scratch_.carriers.Clear();
  const auto [first, last] = concepts.RangeOf(type);
  for (ConceptIndex code = first; code < last; ++code) {
    const bool accepted = std::ranges::any_of(
        codes, [&](ConceptIndex wanted) { return concepts.IsWithin(code, wanted); });
    if (!accepted) continue;
    AddCarriers(code, tie);
    if (tie == EdgeType::kInCountry) countries_.push_back(code);
  }
  scratch_.passing.IntersectWith(scratch_.carriers);
}

void FilterCheck::AddCarriers(ConceptIndex code, EdgeType tie) {
  const ProfileTable& profiles = snapshot_.profiles;
  const bool may_end = tie != EdgeType::kInCountry && tie != EdgeType::kInRegion;
  for (const NodeIndex carrier : profiles.Carriers(code, tie)) {
    const bool holds =
        !may_end || std::ranges::any_of(profiles.Codes(carrier, tie), [&](const Attribution& one) {
          return one.concept_index == code && one.HoldsOn(as_of_);
        });
    if (holds) scratch_.carriers.Insert(carrier);
  }
}

void FilterCheck::KeepKinds(std::span<const uint8_t> kinds) {
  if (kinds.empty()) return;
  scratch_.carriers.Clear();
  for (const uint8_t kind : kinds) {
    for (const NodeIndex organisation : snapshot_.profiles.OfKind(kind)) {
      scratch_.carriers.Insert(organisation);
    }
  }
  scratch_.passing.IntersectWith(scratch_.carriers);
}

}  // namespace kontor
