#include "engine/facets.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "base/vocabulary.h"
#include "engine/newcomer.h"

namespace kontor {
namespace {

bool IsFiltered(Criterion facet, const Filters& filters) {
  return std::ranges::find(filters, facet, &Filter::criterion) != filters.end();
}

// Where several stand, the earlier ones are not for those who choose to lift.
Filters WithoutLast(Criterion facet, Filters filters) {
  const auto last = std::find_if(filters.rbegin(), filters.rend(),
                                 [facet](const Filter& one) { return one.criterion == facet; });
  filters.erase(std::prev(last.base()));
  return filters;
}

uint64_t Bit(Criterion facet) { return uint64_t{1} << static_cast<uint32_t>(facet); }
uint64_t Bit(EdgeType tie) { return uint64_t{1} << static_cast<uint32_t>(tie); }

class FacetCounter {
 public:
  FacetCounter(const Snapshot& snapshot, const FacetQuestion& question, FilterScratch& scratch)
      : snapshot_(snapshot), question_(question), scratch_(scratch) {}

  // Of those that pass `filters`, in the order of `facets`.
  std::vector<FacetCounts> Count(const Filters& filters, std::span<const Criterion> facets) {
    scratch_.counts.Start(snapshot_.concepts);
    kinds_.fill(0);
    newest_years_.fill(0);
    newcomers_ = 0;
    facets_ = 0;
    ties_ = 0;
    for (const Criterion facet : facets) {
      facets_ |= Bit(facet);
      const std::optional<NodeType> type = TypeOf(facet);
      const std::optional<EdgeType> tie = type ? TieOf(*type) : std::nullopt;
      if (tie) ties_ |= Bit(*tie);
    }
    FilterCheck passing(snapshot_, filters, question_.as_of, scratch_);
    passing.Exclude(question_.excluded);
    if (question_.among) {
      for (const NodeIndex organisation : *question_.among) {
        if (passing.Passes(organisation)) CountOne(organisation);
      }
    } else {
      passing.ForEachPassing([this](NodeIndex organisation) { CountOne(organisation); });
    }
    std::vector<FacetCounts> counts;
    for (const Criterion facet : facets) counts.push_back(Collect(facet));
    return counts;
  }

 private:
  void CountOne(NodeIndex organisation) {
    const Profile profile = snapshot_.profiles[organisation];
    ++kinds_[profile.kind];
    if (IsNewcomer(snapshot_, organisation)) ++newcomers_;
    if ((ties_ & Bit(EdgeType::kInCountry)) != 0) CountCode(organisation, profile.country);
    if ((ties_ & Bit(EdgeType::kInRegion)) != 0) CountCode(organisation, profile.region);
    for (const Attribution& code : snapshot_.profiles.Codes(organisation)) {
      if ((ties_ & Bit(code.tie)) == 0 || !code.HoldsOn(question_.as_of)) continue;
      CountCode(organisation, code.concept_index);
    }
    if ((facets_ & Bit(Criterion::kProgramme)) != 0) CountProgrammes(organisation);
    if ((facets_ & Bit(Criterion::kActiveSince)) != 0) CountYear(organisation);
  }

  void CountProgrammes(NodeIndex organisation) {
    const CollaborationGraph& graph = snapshot_.graph;
    const auto [first, last] = snapshot_.concepts.RangeOf(NodeType::kProgramme);
    for (const NodeIndex vertex : graph.Neighbours(organisation)) {
      for (const ConceptIndex code :
           snapshot_.profiles.Partnership(vertex - graph.organisation_count()).concepts) {
        if (code >= first && code < last) CountCode(organisation, code);
      }
    }
  }

  void CountYear(NodeIndex organisation) {
    const Date newest = snapshot_.graph.NewestStart(organisation);
    if (!newest.known()) return;
    const auto year = static_cast<uint32_t>(YearOf(newest));
    ++newest_years_[std::clamp(year, kFirstActiveYear, kLastActiveYear) - kFirstActiveYear];
  }

  void CountCode(NodeIndex organisation, ConceptIndex code) {
    scratch_.counts.Add(snapshot_.concepts, organisation, code);
  }

  [[nodiscard]] bool IsShown(Criterion facet, ConceptIndex code) const {
    const ConceptTable& concepts = snapshot_.concepts;
    if (facet == Criterion::kRegion) {
      const size_t letters = concepts.code(code).size();
      return letters == 3 || letters == 4;
    }
    if (facet == Criterion::kSector) {
      return concepts.parent(code) == kNoConcept || concepts.Division(code) == code;
    }
    return true;
  }

  [[nodiscard]] bool IsChosen(Criterion facet, uint32_t value) const {
    return std::ranges::any_of(question_.filters, [&](const Filter& filter) {
      return filter.criterion == facet &&
             std::ranges::find(filter.values, value) != filter.values.end();
    });
  }

  [[nodiscard]] FacetCounts Collect(Criterion facet) const {
    FacetCounts counts{facet, 0, {}};
    const auto add = [&](uint32_t value, uint32_t organisations) {
      const bool is_chosen = IsChosen(facet, value);
      if (organisations > 0) ++counts.different;
      if (organisations == 0 && !is_chosen) return;
      counts.values.push_back({value, organisations, is_chosen});
    };
    if (facet == Criterion::kNewcomer) {
      add(1, newcomers_);
    } else if (facet == Criterion::kKind) {
      for (uint32_t kind = 0; kind < kinds_.size(); ++kind) add(kind, kinds_[kind]);
    } else if (facet == Criterion::kActiveSince) {
      CollectYears(add);
    } else {
      const auto [first, last] = snapshot_.concepts.RangeOf(*TypeOf(facet));
      for (ConceptIndex code = first; code < last; ++code) {
        if (!IsShown(facet, code) && !IsChosen(facet, code)) continue;
        add(code, scratch_.counts[code]);
      }
    }
    if (facet != Criterion::kActiveSince) SortByCount(counts.values);
    KeepFirst(counts.values);
    return counts;
  }

  // The latest first; those in which nobody was active last only if they are chosen.
  template <typename Add>
  void CollectYears(Add add) const {
    uint32_t since = 0;
    for (size_t i = newest_years_.size(); i-- > 0;) {
      const uint32_t year = kFirstActiveYear + static_cast<uint32_t>(i);
      since += newest_years_[i];
      const bool is_shown = newest_years_[i] > 0 || IsChosen(Criterion::kActiveSince, year);
      if (is_shown) add(year, since);
    }
  }

  static void SortByCount(std::vector<FacetValue>& values) {
    std::ranges::sort(values, [](const FacetValue& a, const FacetValue& b) {
      return a.organisations != b.organisations ? a.organisations > b.organisations
                                                : a.value < b.value;
    });
  }

  static void KeepFirst(std::vector<FacetValue>& values) {
    size_t place = 0;
    std::erase_if(values, [&place](const FacetValue& value) {
      return ++place > kMostFacetValues && !value.chosen;
    });
  }

  const Snapshot& snapshot_;
  const FacetQuestion& question_;
  FilterScratch& scratch_;
  uint64_t facets_ = 0;  // bits of what is counted
  uint64_t ties_ = 0;    // of the ties that it is counted by
  std::array<uint32_t, kOrganisationKinds.size()> kinds_{};
  // Organisations by the year of their newest partnership, from kFirstActiveYear on.
  std::array<uint32_t, kLastActiveYear - kFirstActiveYear + 1> newest_years_{};
  uint32_t newcomers_ = 0;
};

}  // namespace

std::vector<Criterion> AllFacets() {
  std::vector<Criterion> all;
  for (size_t i = 0; i < kCriterionNames.size(); ++i) all.push_back(static_cast<Criterion>(i));
  return all;
}

Result<std::vector<Criterion>> ReadFacets(std::span<const std::string> words) {
  std::vector<Criterion> facets;
  for (const std::string& word : words) {
    if (word == "all") return AllFacets();
    const std::optional<Criterion> facet = CriterionNamed(word);
    if (!facet) {
      std::string message = "'" + word.substr(0, 60) + "' is not a facet; there are all";
      for (const std::string_view name : kCriterionNames) message += ", " + std::string(name);
      return Fail(ErrorCode::kInvalidArgument, message);
    }
    if (std::ranges::find(facets, *facet) == facets.end()) facets.push_back(*facet);
  }
  return facets;
}

std::vector<FacetCounts> CountFacets(const Snapshot& snapshot, const FacetQuestion& question,
                                     std::span<const Criterion> wanted, FilterScratch& scratch) {
  FacetCounter counter(snapshot, question, scratch);
  std::vector<Criterion> unfiltered;
  for (const Criterion facet : wanted) {
    if (!IsFiltered(facet, question.filters)) unfiltered.push_back(facet);
  }
  std::vector<FacetCounts> alike;
  if (!unfiltered.empty()) alike = counter.Count(question.filters, unfiltered);
  std::vector<FacetCounts> counts;
  auto next = alike.begin();
  for (const Criterion facet : wanted) {
    if (IsFiltered(facet, question.filters)) {
      counts.push_back(counter.Count(WithoutLast(facet, question.filters), {&facet, 1}).front());
    } else {
      counts.push_back(std::move(*next++));
    }
  }
  return counts;
}

}  // namespace kontor
