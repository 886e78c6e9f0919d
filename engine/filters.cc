#include "engine/filters.h"

#include <algorithm>

#include "engine/newcomer.h"
#include "index/code_carriers.h"

namespace kontor {
namespace {

// True if the code is one of these or narrower than one.
bool IsWithinAny(const ConceptTable& concepts, ConceptIndex code,
                 const std::vector<ConceptIndex>& wanted) {
  return std::ranges::any_of(
      wanted, [&](ConceptIndex broader) { return concepts.IsWithin(code, broader); });
}

}  // namespace

FilterCheck::FilterCheck(const Snapshot& snapshot, const Filters& filters, Date as_of,
                         FilterScratch& scratch)
    : snapshot_(snapshot), as_of_(as_of), scratch_(scratch) {
  scratch_.passing.Resize(snapshot.profiles.size());
  scratch_.carriers.Resize(snapshot.profiles.size());
  scratch_.passing.Fill();
  for (const Filter& filter : filters) Keep(filter);
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

void FilterCheck::Keep(const Filter& filter) {
  const std::vector<uint32_t>& values = filter.values;
  if (values.empty()) return;
  scratch_.carriers.Clear();
  switch (filter.criterion) {
    case Criterion::kKind:
      for (const uint32_t kind : values) {
        for (const NodeIndex organisation : snapshot_.profiles.OfKind(static_cast<uint8_t>(kind))) {
          scratch_.carriers.Insert(organisation);
        }
      }
      break;
    case Criterion::kProgramme:
      AddMembers(values);
      break;
    case Criterion::kActiveSince: {
      const auto year = static_cast<int>(*std::ranges::min_element(values));
      AddAll([&](NodeIndex organisation) {
        const Date newest = snapshot_.graph.NewestStart(organisation);
        return newest.known() && YearOf(newest) >= year;
      });
      break;
    }
    case Criterion::kNewcomer:
      AddAll([&](NodeIndex organisation) {
        const uint32_t is_newcomer = IsNewcomer(snapshot_, organisation) ? 1 : 0;
        return std::ranges::find(values, is_newcomer) != values.end();
      });
      break;
    default:
      AddCarriers(*TypeOf(filter.criterion), values);
  }
  scratch_.passing.IntersectWith(scratch_.carriers);
}

// Those that carry one of the codes, or a narrower one.
void FilterCheck::AddCarriers(NodeType type, const std::vector<ConceptIndex>& wanted) {
  const EdgeType tie = *TieOf(type);
  const bool notes_countries = type == NodeType::kCountry && countries_.empty();
  const auto [first, last] = snapshot_.concepts.RangeOf(type);
  for (ConceptIndex code = first; code < last; ++code) {
    if (!IsWithinAny(snapshot_.concepts, code, wanted)) continue;
    AddCarriers(code, tie);
    if (notes_countries) countries_.push_back(code);
  }
}

void FilterCheck::AddCarriers(ConceptIndex code, EdgeType tie) {
  ForEachCarrierOn(snapshot_.profiles, code, tie, as_of_,
                   [this](NodeIndex carrier) { scratch_.carriers.Insert(carrier); });
}

// The members of all partnerships of these programmes.
void FilterCheck::AddMembers(const std::vector<ConceptIndex>& programmes) {
  const CollaborationGraph& graph = snapshot_.graph;
  for (NodeIndex partnership = 0; partnership < graph.partnership_count(); ++partnership) {
    const auto concepts = snapshot_.profiles.Partnership(partnership).concepts;
    if (std::ranges::none_of(concepts, [&](ConceptIndex code) {
          return snapshot_.concepts.type(code) == NodeType::kProgramme &&
                 IsWithinAny(snapshot_.concepts, code, programmes);
        })) {
      continue;
    }
    for (const NodeIndex member : graph.Neighbours(graph.organisation_count() + partnership)) {
      scratch_.carriers.Insert(member);
    }
  }
}

template <typename Accept>
void FilterCheck::AddAll(Accept accept) {
  for (NodeIndex organisation = 0; organisation < snapshot_.profiles.size(); ++organisation) {
    if (accept(organisation)) scratch_.carriers.Insert(organisation);
  }
}

}  // namespace kontor
