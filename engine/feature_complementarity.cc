#include <algorithm>
#include <array>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kHalfLinkage = 0.1;
constexpr double kHalfStages = 1.0;
constexpr double kVarietyPart = 0.5;
constexpr size_t kMaxDivisions = 16;

// The sectors of an organisation at division level, with the greatest weight of their codes and
// their share of all weights. Only the first kMaxDivisions count: who claims more sectors than that
// has said little.
class Divisions {
 public:
  Divisions(const Snapshot& snapshot, NodeIndex organisation)
      : codes_(snapshot.profiles.Codes(organisation, EdgeType::kInSector)) {
    for (const Attribution& code : codes_) {
      const ConceptIndex division = snapshot.concepts.Division(code.concept_index);
      if (division != kNoConcept) Add(division, static_cast<double>(code.weight));
    }
  }

  struct Entry {
    ConceptIndex sector = kNoConcept;
    double weight = 0.0;  // the greatest of its codes
    double sum = 0.0;     // of all its codes
  };
  [[nodiscard]] const Entry* begin() const { return entries_.data(); }
  [[nodiscard]] const Entry* end() const { return entries_.data() + size_; }
  [[nodiscard]] const Entry* Find(ConceptIndex sector) const {
    const auto* found = std::find_if(
        begin(), end(), [sector](const Entry& entry) { return entry.sector == sector; });
    return found == end() ? nullptr : found;
  }
  // The codes themselves, ascending.
  [[nodiscard]] CodeRange codes() const { return codes_; }
  // Share of a weight of all that is in a division, in [0,1].
  [[nodiscard]] double Share(double weight) const { return total_ > 0.0 ? weight / total_ : 0.0; }

 private:
  void Add(ConceptIndex division, double weight) {
    for (size_t i = 0; i <= size_ && i < kMaxDivisions; ++i) {
      if (i == size_) entries_[size_++].sector = division;
      if (entries_[i].sector != division) continue;
      entries_[i].weight = std::max(entries_[i].weight, weight);
      entries_[i].sum += weight;
      total_ += weight;
      return;
    }
  }

  CodeRange codes_;
  std::array<Entry, kMaxDivisions> entries_;
  size_t size_ = 0;
  double total_ = 0.0;
};

// Calls visit(kind, their sector, our sector, linkage) for every supply link between the two.
template <typename Visit>
void ForEachSupplyLink(const ConceptTable& concepts, const Divisions& ours, const Divisions& theirs,
                       Visit visit) {
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

// How much of what both do is the same, and what is: the sum of the smaller one of both shares,
// over divisions and over the codes as they are stated. Both in [0,1].
struct Overlap {
  double divisions = 0.0;
  double codes = 0.0;
  ConceptIndex common = kNoConcept;  // the division of which they share most
  ConceptIndex theirs = kNoConcept;  // what they do most and we do not, first in that division

  // 4 o (1 - o) of the mean o of both: 0 for twins and for strangers, 1 for those who share half.
  [[nodiscard]] double variety() const {
    constexpr double twins = 1.0 - 1e-9;  // sums of shares are not exact
    const double mean = (divisions + codes) / 2.0;
    return mean < twins ? 4.0 * mean * (1.0 - mean) : 0.0;
  }
};

Overlap FindOverlap(const ConceptTable& concepts, const Divisions& ours, const Divisions& theirs) {
  Overlap overlap;
  double most = 0.0;
  for (const Divisions::Entry& our : ours) {
    const auto* their = theirs.Find(our.sector);
    if (their == nullptr) continue;
    const double shared = std::min(ours.Share(our.sum), theirs.Share(their->sum));
    overlap.divisions += shared;
    if (shared > most) overlap.common = our.sector;
    most = std::max(most, shared);
  }
  if (overlap.common == kNoConcept) return overlap;
  double greatest = 0.0;
  const CodeRange our_codes = ours.codes();
  size_t our = 0;
  for (const Attribution& their : theirs.codes()) {
    const ConceptIndex division = concepts.Division(their.concept_index);
    if (division == kNoConcept) continue;
    const auto weight = static_cast<double>(their.weight);
    while (our < our_codes.size() && our_codes[our].concept_index < their.concept_index) ++our;
    if (our < our_codes.size() && our_codes[our].concept_index == their.concept_index) {
      const auto our_weight = static_cast<double>(our_codes[our].weight);
      overlap.codes += std::min(ours.Share(our_weight), theirs.Share(weight));
      continue;
    }
    if (their.concept_index == overlap.common) continue;
    // Weights are at most 1, so that one in the common division comes first.
    const double rank = weight + (division == overlap.common ? 1.0 : 0.0);
    if (rank > greatest) overlap.theirs = their.concept_index;
    greatest = std::max(greatest, rank);
  }
  return overlap;
}

struct Parts {
  double linkage = 0.0;
  double stages = 0.0;
  Overlap overlap;

  [[nodiscard]] double supply_value() const { return Saturate(linkage, kHalfLinkage); }
  [[nodiscard]] double stage_value() const { return Saturate(stages, kHalfStages); }
  [[nodiscard]] double variety_value() const { return kVarietyPart * overlap.variety(); }
  [[nodiscard]] double sum() const { return supply_value() + stage_value() + variety_value(); }
  [[nodiscard]] double value() const {
    return 1.0 - (1.0 - supply_value()) * (1.0 - stage_value()) * (1.0 - variety_value());
  }
};

// Calls visit(kind, their sector, our sector, linkage) for every supply link on its way.
template <typename Visit>
Parts FindParts(const Pair& pair, Visit visit) {
  const ConceptTable& concepts = pair.snapshot.concepts;
  Parts parts;
  const Divisions ours(pair.snapshot, pair.us);
  if (ours.begin() != ours.end()) {
    const Divisions theirs(pair.snapshot, pair.them);
    ForEachSupplyLink(concepts, ours, theirs,
                      [&](Fact::Kind kind, ConceptIndex their, ConceptIndex our, double linkage) {
                        parts.linkage += linkage;
                        visit(kind, their, our, linkage);
                      });
    parts.overlap = FindOverlap(concepts, ours, theirs);
  }
  ForEachMissingStage(pair, [&parts](ConceptIndex, double weight) { parts.stages += weight; });
  return parts;
}

}  // namespace

double ComplementarityValue(const Pair& pair) {
  return FindParts(pair, [](Fact::Kind, ConceptIndex, ConceptIndex, double) {}).value();
}

std::vector<Fact> ComplementarityFacts(const Pair& pair) {
  std::vector<Fact> facts;
  const auto add = [&facts](Fact::Kind kind, ConceptIndex theirs, ConceptIndex ours, double share) {
    Fact& fact = facts.emplace_back();
    fact.kind = kind;
    fact.concept_index = theirs;
    fact.other = ours;
    fact.share = share;
  };
  const Parts parts = FindParts(pair, add);
  for (Fact& link : facts) link.share *= parts.supply_value() / parts.linkage / parts.sum();
  ForEachMissingStage(pair, [&](ConceptIndex stage, double weight) {
    add(Fact::Kind::kMissingStage, stage, pair.snapshot.concepts.chain(stage),
        weight / parts.stages * parts.stage_value() / parts.sum());
  });
  if (parts.variety_value() > 0.0) {
    const bool more = parts.overlap.theirs != kNoConcept;
    add(more ? Fact::Kind::kRelatedSectors : Fact::Kind::kPartlyRelated, parts.overlap.theirs,
        parts.overlap.common, parts.variety_value() / parts.sum());
  }
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
