#include "engine/facets.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/vocabulary.h"
#include "engine/newcomer.h"

namespace kontor {
namespace {

struct FacetKind {
  std::string_view name;
  NodeType type;
  EdgeType tie;
  std::vector<ConceptIndex> Filters::* codes;  // null for the last two
};

constexpr auto kFacetKinds = std::to_array<FacetKind>({
    {"country", NodeType::kCountry, EdgeType::kInCountry, &Filters::countries},
    {"region", NodeType::kRegion, EdgeType::kInRegion, &Filters::regions},
    {"sector", NodeType::kSector, EdgeType::kInSector, &Filters::sectors},
    {"ecosystem", NodeType::kEcosystem, EdgeType::kInEcosystem, &Filters::ecosystems},
    {"technology", NodeType::kTechnology, EdgeType::kUsesTechnology, &Filters::technologies},
    {"stage", NodeType::kStage, EdgeType::kAtStage, &Filters::stages},
    {"label", NodeType::kLabel, EdgeType::kHoldsLabel, &Filters::labels},
    {"kind", NodeType::kCountry, EdgeType::kInCountry, nullptr},
    {"newcomer", NodeType::kCountry, EdgeType::kInCountry, nullptr},
});
static_assert(kFacetKinds.size() == kFacetCount);

const FacetKind& KindOf(Facet facet) { return kFacetKinds[static_cast<size_t>(facet)]; }

bool IsOfCodes(Facet facet) { return KindOf(facet).codes != nullptr; }

bool IsFiltered(Facet facet, const Filters& filters) {
  if (facet == Facet::kNewcomer) return false;
  return facet == Facet::kKind ? !filters.kinds.empty() : !(filters.*KindOf(facet).codes).empty();
}

Filters Without(Facet facet, Filters filters) {
  if (facet == Facet::kKind) {
    filters.kinds.clear();
  } else {
    (filters.*KindOf(facet).codes).clear();
  }
  return filters;
}

class FacetCounter {
 public:
  FacetCounter(const Snapshot& snapshot, const FacetQuestion& question, FilterScratch& scratch)
      : snapshot_(snapshot), question_(question), scratch_(scratch) {}

  // Of those that pass `filters`, in the order of `facets`.
  std::vector<FacetCounts> Count(const Filters& filters, std::span<const Facet> facets) {
    scratch_.counts.assign(snapshot_.concepts.size(), 0);
    scratch_.last_counted.assign(snapshot_.concepts.size(), kNoNode);
    kinds_.fill(0);
    newcomers_ = 0;
    ties_ = 0;
    for (const Facet facet : facets) {
      if (IsOfCodes(facet)) ties_ |= Bit(KindOf(facet).tie);
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
    for (const Facet facet : facets) counts.push_back(Collect(facet));
    return counts;
  }

 private:
  static uint64_t Bit(EdgeType tie) { return uint64_t{1} << static_cast<uint32_t>(tie); }

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
  }

  // The code and the broader ones of its type, each once for an organisation.
  void CountCode(NodeIndex organisation, ConceptIndex code) {
    if (code == kNoConcept) return;
    const ConceptTable& concepts = snapshot_.concepts;
    const NodeType type = concepts.type(code);
    while (code != kNoConcept && scratch_.last_counted[code] != organisation &&
           concepts.type(code) == type) {
      scratch_.last_counted[code] = organisation;
      ++scratch_.counts[code];
      code = concepts.parent(code);
    }
  }

  [[nodiscard]] bool IsShown(Facet facet, ConceptIndex code) const {
    const ConceptTable& concepts = snapshot_.concepts;
    if (facet == Facet::kRegion) {
      const size_t letters = concepts.code(code).size();
      return letters == 3 || letters == 4;
    }
    if (facet == Facet::kSector) {
      return concepts.parent(code) == kNoConcept || concepts.Division(code) == code;
    }
    return true;
  }

  [[nodiscard]] FacetCounts Collect(Facet facet) const {
    FacetCounts counts{facet, 0, {}};
    if (facet == Facet::kNewcomer) {
      AddValue(counts, {1, newcomers_, false});
    } else if (facet == Facet::kKind) {
      for (uint32_t kind = 0; kind < kinds_.size(); ++kind) {
        const auto& chosen = question_.filters.kinds;
        AddValue(counts, {kind, kinds_[kind], std::ranges::find(chosen, kind) != chosen.end()});
      }
    } else {
      const std::vector<ConceptIndex>& chosen = question_.filters.*KindOf(facet).codes;
      const auto [first, last] = snapshot_.concepts.RangeOf(KindOf(facet).type);
      for (ConceptIndex code = first; code < last; ++code) {
        const bool is_chosen = std::ranges::find(chosen, code) != chosen.end();
        if (!is_chosen && !IsShown(facet, code)) continue;
        AddValue(counts, {code, scratch_.counts[code], is_chosen});
      }
    }
    KeepMostFrequent(counts.values);
    return counts;
  }

  static void AddValue(FacetCounts& counts, const FacetValue& value) {
    if (value.organisations > 0) ++counts.different;
    if (value.organisations > 0 || value.chosen) counts.values.push_back(value);
  }

  static void KeepMostFrequent(std::vector<FacetValue>& values) {
    std::ranges::sort(values, [](const FacetValue& a, const FacetValue& b) {
      return a.organisations != b.organisations ? a.organisations > b.organisations
                                                : a.value < b.value;
    });
    size_t place = 0;
    std::erase_if(values, [&place](const FacetValue& value) {
      return ++place > kMostFacetValues && !value.chosen;
    });
  }

  const Snapshot& snapshot_;
  const FacetQuestion& question_;
  FilterScratch& scratch_;
  uint64_t ties_ = 0;  // bit set of the ties that are counted
  std::array<uint32_t, kOrganisationKinds.size()> kinds_{};
  uint32_t newcomers_ = 0;
};

}  // namespace

std::string_view Name(Facet facet) { return KindOf(facet).name; }

std::vector<Facet> AllFacets() {
  std::vector<Facet> all;
  for (size_t i = 0; i < kFacetCount; ++i) all.push_back(static_cast<Facet>(i));
  return all;
}

Result<std::vector<Facet>> ReadFacets(std::span<const std::string> words) {
  std::vector<Facet> facets;
  for (const std::string& word : words) {
    if (word == "all") return AllFacets();
    const auto* found = std::ranges::find(kFacetKinds, word, &FacetKind::name);
    if (found == kFacetKinds.end()) {
      std::string message = "'" + word.substr(0, 60) + "' is not a facet; there are all";
      for (const FacetKind& kind : kFacetKinds) message += ", " + std::string(kind.name);
      return Fail(ErrorCode::kInvalidArgument, message);
    }
    const auto facet = static_cast<Facet>(found - kFacetKinds.begin());
    if (std::ranges::find(facets, facet) == facets.end()) facets.push_back(facet);
  }
  return facets;
}

std::vector<FacetCounts> CountFacets(const Snapshot& snapshot, const FacetQuestion& question,
                                     std::span<const Facet> wanted, FilterScratch& scratch) {
  FacetCounter counter(snapshot, question, scratch);
  std::vector<Facet> unfiltered;
  for (const Facet facet : wanted) {
    if (!IsFiltered(facet, question.filters)) unfiltered.push_back(facet);
  }
  std::vector<FacetCounts> alike;
  if (!unfiltered.empty()) alike = counter.Count(question.filters, unfiltered);
  std::vector<FacetCounts> counts;
  auto next = alike.begin();
  for (const Facet facet : wanted) {
    if (IsFiltered(facet, question.filters)) {
      counts.push_back(counter.Count(Without(facet, question.filters), {&facet, 1}).front());
    } else {
      counts.push_back(std::move(*next++));
    }
  }
  return counts;
}

}  // namespace kontor
