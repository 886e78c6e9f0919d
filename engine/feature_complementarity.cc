#include <algorithm>
#include <array>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kHalfLinkage = 0.1;
constexpr double kHalfStages = 1.0;
constexpr size_t kMaxDivisions = 16;

// The sectors of an organisation at division level, with the greatest weight of their codes. Only
// the first kMaxDivisions count: who claims more sectors than that has said little.
class Divisions {
 public:
  Divisions(const Snapshot& snapshot, NodeIndex organisation) {
    for (const Attribution& code : snapshot.profiles.Codes(organisation, EdgeType::kInSector)) {
      const ConceptIndex division = snapshot.concepts.Division(code.concept_index);
      if (division != kNoConcept) Add(division, static_cast<double>(code.weight));
    }
  }

  struct Entry {
    ConceptIndex sector = kNoConcept;
    double weight = 0.0;
  };
  [[nodiscard]] const Entry* begin() const { return entries_.data(); }
  [[nodiscard]] const Entry* end() const { return entries_.data() + size_; }
  [[nodiscard]] const Entry* Find(ConceptIndex sector) const {
    const auto* found = std::find_if(
        begin(), end(), [sector](const Entry& entry) { return entry.sector == sector; });
    return found == end() ? nullptr : found;
  }

 private:
  void Add(ConceptIndex division, double weight) {
    for (size_t i = 0; i < size_; ++i) {
      if (entries_[i].sector == division) {
        entries_[i].weight = std::max(entries_[i].weight, weight);
        return;
      }
    }
    if (size_ < kMaxDivisions) entries_[size_++] = {division, weight};
  }

  std::array<Entry, kMaxDivisions> entries_;
  size_t size_ = 0;
};

// Calls visit(kind, their sector, our sector, linkage) for every supply link between the two.
template <typename Visit>
void ForEachSupplyLink(const Pair& pair, Visit visit) {
  const ConceptTable& concepts = pair.snapshot.concepts;
  const Divisions ours(pair.snapshot, pair.us);
  if (ours.begin() == ours.end()) return;
  const Divisions theirs(pair.snapshot, pair.them);
  for (const Divisions::Entry& our : ours) {
    for (const SupplyLink& link : concepts.Suppliers(our.sector)) {
      const auto* their = link.sector == our.sector ? nullptr : theirs.Find(link.sector);
      if (their == nullptr) continue;
      visit(Fact::Kind::kSupplies, their->sector, our.sector,
            our.weight * their->weight * static_cast<double>(link.share));
    }
    for (const SupplyLink& link : concepts.Users(our.sector)) {
      const auto* their = link.sector == our.sector ? nullptr : theirs.Find(link.sector);
      if (their == nullptr) continue;
      visit(Fact::Kind::kBuys, their->sector, our.sector,
            our.weight * their->weight * static_cast<double>(link.share));
    }
  }
}

// Calls visit(stage, weight) for every stage of theirs in a value chain of ours where we do not
// act.
template <typename Visit>
void ForEachMissingStage(const Pair& pair, Visit visit) {
  const ConceptTable& concepts = pair.snapshot.concepts;
  const auto ours = pair.snapshot.profiles.Codes(pair.us, EdgeType::kAtStage);
  if (ours.empty()) return;
  for (const Attribution& theirs : pair.snapshot.profiles.Codes(pair.them, EdgeType::kAtStage)) {
    const ConceptIndex chain = concepts.chain(theirs.concept_index);
    bool same_chain = false;
    bool same_stage = false;
    for (const Attribution& our : ours) {
      same_chain = same_chain || concepts.chain(our.concept_index) == chain;
      same_stage = same_stage || our.concept_index == theirs.concept_index;
    }
    if (chain != kNoConcept && same_chain && !same_stage) {
      visit(theirs.concept_index, static_cast<double>(theirs.weight));
    }
  }
}

struct Parts {
  double linkage = 0.0;
  double stages = 0.0;

  [[nodiscard]] double supply_value() const { return Saturate(linkage, kHalfLinkage); }
  [[nodiscard]] double stage_value() const { return Saturate(stages, kHalfStages); }
  [[nodiscard]] double value() const {
    return 1.0 - (1.0 - supply_value()) * (1.0 - stage_value());
  }
};

Parts SumParts(const Pair& pair) {
  Parts parts;
  ForEachSupplyLink(pair, [&parts](Fact::Kind, ConceptIndex, ConceptIndex, double linkage) {
    parts.linkage += linkage;
  });
  ForEachMissingStage(pair, [&parts](ConceptIndex, double weight) { parts.stages += weight; });
  return parts;
}

}  // namespace

double ComplementarityValue(const Pair& pair) { return SumParts(pair).value(); }

std::vector<Fact> ComplementarityFacts(const Pair& pair) {
  const Parts parts = SumParts(pair);
  std::vector<Fact> facts;
  const double both = parts.supply_value() + parts.stage_value();
  ForEachSupplyLink(pair,
                    [&](Fact::Kind kind, ConceptIndex theirs, ConceptIndex ours, double linkage) {
                      Fact fact;
                      fact.kind = kind;
                      fact.concept_index = theirs;
                      fact.other = ours;
                      fact.share = linkage / parts.linkage * parts.supply_value() / both;
                      facts.push_back(std::move(fact));
                    });
  ForEachMissingStage(pair, [&](ConceptIndex stage, double weight) {
    Fact fact;
    fact.kind = Fact::Kind::kMissingStage;
    fact.concept_index = stage;
    fact.other = pair.snapshot.concepts.chain(stage);
    fact.share = weight / parts.stages * parts.stage_value() / both;
    facts.push_back(std::move(fact));
  });
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
