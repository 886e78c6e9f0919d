#include "engine/candidates.h"

#include <algorithm>

#include "engine/features.h"
#include "engine/newcomer.h"
#include "engine/scratch.h"

namespace kontor {
namespace {

constexpr size_t kMinPerSource = 500;
constexpr size_t kNewcomersPerSource = 100;
constexpr size_t kOffersPerSource = 100;
constexpr size_t kMaxVisits = 50'000;     // carriers looked at by one source
constexpr size_t kMaxLinkedSectors = 10;  // per sector of the asker and direction

class Search {
 public:
  Search(const Snapshot& snapshot, const PartnerQuery& query, const FilterCheck& filters,
         EngineScratch& scratch)
      : snapshot_(snapshot),
        query_(query),
        filters_(filters),
        scratch_(scratch),
        own_(scratch.candidates),
        per_source_(std::max(kMinPerSource, 3 * query.top)) {
    const NodeIndex organisations = snapshot.profiles.size();
    own_.supply.Resize(organisations);
    own_.sources.Resize(organisations);
    own_.sectors.Resize(snapshot.concepts.size());
  }

  std::span<const Candidate> Run() {
    const NearWalk walk(snapshot_.walk, query_.organisation, {}, scratch_.walk);
    AddNetwork(walk);
    AddTheme();
    AddSupply();
    AddTargeting();
    AddOffers();
    if (query_.preset.is_learned()) {
      const Connections connections(snapshot_, query_.organisation, scratch_.connections);
      AddConnected(connections);
      Collect(walk, &connections);
    } else {
      Collect(walk, nullptr);
    }
    return own_.candidates;
  }

 private:
  [[nodiscard]] size_t TieCount(NodeIndex organisation) const {
    return snapshot_.graph.Neighbours(organisation).size();
  }

  // The filter is asked only for what would be kept.
  void Offer(BestList& list, double score, NodeIndex organisation) const {
    const Scored one{score, organisation};
    if (list.Wants(one) && filters_.Passes(organisation)) list.Add(one);
  }

  void Keep(BestList& list, CandidateSource source) {
    for (const Scored& one : list.Finish()) {
      uint8_t& sources = own_.sources.Use(one.organisation);
      if (sources == 0) ++found_;
      sources |= static_cast<uint8_t>(source);
    }
  }

  void AddNetwork(const NearWalk& walk) {
    own_.best.Start(per_source_);
    walk.ForEach([this](NodeIndex organisation, float probability) {
      Offer(own_.best, static_cast<double>(probability), organisation);
    });
    Keep(own_.best, CandidateSource::kNetwork);
  }

  void AddTheme() {
    SumThemes(snapshot_, query_.organisation, filters_, own_.theme);
    own_.best.Start(per_source_);
    own_.newcomers.Start(kNewcomersPerSource);
    own_.theme.ForEach([this](NodeIndex organisation, double cosine) {
      Offer(own_.best, cosine, organisation);
      if (own_.newcomers.Wants({cosine, organisation}) && IsNewcomer(snapshot_, organisation)) {
        Offer(own_.newcomers, cosine, organisation);
      }
    });
    Keep(own_.best, CandidateSource::kTheme);
    Keep(own_.newcomers, CandidateSource::kNewcomer);
  }

  // Shares of the sectors linked with ours: the greatest that leads to a sector.
  void FindLinkedSectors() {
    for (const Attribution& code :
         snapshot_.profiles.Codes(query_.organisation, EdgeType::kInSector)) {
      const ConceptIndex division = snapshot_.concepts.Division(code.concept_index);
      if (division == kNoConcept) continue;
      for (const auto& links :
           {snapshot_.concepts.Suppliers(division), snapshot_.concepts.Users(division)}) {
        for (const SupplyLink& link : links.first(std::min(links.size(), kMaxLinkedSectors))) {
          if (link.sector == division) continue;
          double& share = own_.sectors.Use(link.sector);
          share = std::max(share, static_cast<double>(link.share));
        }
      }
    }
  }

  // The codes of a tree from `top` down stand together, since their codes begin alike.
  template <typename Visit>
  void ForEachWithin(ConceptIndex top, Visit visit) const {
    const auto last = snapshot_.concepts.RangeOf(snapshot_.concepts.type(top)).second;
    const std::string_view prefix = snapshot_.concepts.code(top);
    for (ConceptIndex code = top; code < last && snapshot_.concepts.code(code).starts_with(prefix);
         ++code) {
      if (snapshot_.concepts.IsWithin(code, top)) visit(code);
    }
  }

  void AddSupply() {
    FindLinkedSectors();
    size_t visits = 0;
    own_.sectors.ForEach([&](ConceptIndex division, double share) {
      ForEachWithin(division, [&](ConceptIndex code) {
        for (const NodeIndex carrier : snapshot_.profiles.Carriers(code, EdgeType::kInSector)) {
          if (++visits > kMaxVisits) return;
          double& best = own_.supply.Use(carrier);
          best = std::max(best, share);
        }
      });
    });
    own_.best.Start(per_source_);
    own_.supply.ForEach(
        [this](NodeIndex organisation, double share) { Offer(own_.best, share, organisation); });
    Keep(own_.best, CandidateSource::kSupply);
  }

  void AddTargeting() {
    const ConceptIndex country = snapshot_.profiles[query_.organisation].country;
    if (country == kNoConcept) return;
    own_.best.Start(per_source_ / 2);
    const auto carriers = snapshot_.profiles.Carriers(country, EdgeType::kTargetsCountry);
    for (const NodeIndex carrier : carriers.first(std::min(carriers.size(), kMaxVisits))) {
      Offer(own_.best, static_cast<double>(TieCount(carrier)), carrier);
    }
    Keep(own_.best, CandidateSource::kTargetsUs);
  }

  // By how much of what our offers and needs are about their needs and offers are about as well.
  void AddOffers() {
    const PostingTable& postings = snapshot_.postings;
    size_t visits = 0;
    own_.supply.Clear();
    for (const ComparedPosting& posting : postings.Of(query_.organisation)) {
      if (!posting.StandsOn(query_.as_of)) continue;
      for (const PostingAspect& ours : postings.Aspects(posting)) {
        for (const NodeIndex carrier : postings.Carriers(ours.aspect, !posting.is_need())) {
          if (++visits > kMaxVisits) break;
          own_.supply.Use(carrier) += static_cast<double>(ours.weight);
        }
      }
    }
    own_.best.Start(kOffersPerSource);
    own_.supply.ForEach(
        [this](NodeIndex organisation, double shared) { Offer(own_.best, shared, organisation); });
    Keep(own_.best, CandidateSource::kOffers);
  }

  // The best by each kind of connection.
  void AddConnected(const Connections& connections) {
    auto& [paths, themed_paths, on_theme] = own_.connected;
    for (BestList& list : own_.connected) list.Start(per_source_);
    connections.ForEach([&](NodeIndex organisation, const PartnerConnection& connection) {
      if (connection.paths > 0.0) {
        Offer(paths, connection.paths, organisation);
        Offer(themed_paths, connection.themed_paths, organisation);
      }
      if (connection.on_theme > 0.0) Offer(on_theme, connection.on_theme, organisation);
    });
    for (BestList& list : own_.connected) Keep(list, CandidateSource::kPartners);
  }

  void AddExperienced() {
    own_.best.Start(query_.top);
    for (NodeIndex organisation = 0; organisation < snapshot_.profiles.size(); ++organisation) {
      Offer(own_.best, static_cast<double>(TieCount(organisation)), organisation);
    }
    Keep(own_.best, CandidateSource::kExperienced);
  }

  // Sums are not there for countries outside the filter, where only pinned ones are from.
  [[nodiscard]] double Cosine(NodeIndex organisation) const {
    return filters_.Passes(organisation)
               ? own_.theme[organisation]
               : ThemeCosine(snapshot_.themes, query_.organisation, organisation);
  }

  // The union, ascending; leaves the scratch clear for the next question.
  void Collect(const NearWalk& walk, const Connections* connections) {
    if (found_ < query_.top) AddExperienced();
    for (const NodeIndex pinned : query_.pinned) own_.sources.Use(pinned);
    own_.candidates.clear();
    own_.sources.ForEach([&](NodeIndex organisation, uint8_t sources) {
      own_.candidates.push_back(
          {organisation,
           sources,
           {Cosine(organisation), static_cast<double>(walk.Of(organisation)),
            connections != nullptr ? connections->To(organisation) : PartnerConnection{}}});
    });
    own_.theme.Clear();
    own_.sectors.Clear();
    own_.supply.Clear();
    own_.sources.Clear();
  }

  const Snapshot& snapshot_;
  const PartnerQuery& query_;
  const FilterCheck& filters_;
  EngineScratch& scratch_;
  CandidateScratch& own_;
  size_t per_source_;
  size_t found_ = 0;  // used in own_.sources
};

}  // namespace

std::string_view Name(CandidateSource source) {
  switch (source) {
    case CandidateSource::kNetwork:
      return "network";
    case CandidateSource::kTheme:
      return "theme";
    case CandidateSource::kSupply:
      return "supply";
    case CandidateSource::kTargetsUs:
      return "targets_us";
    case CandidateSource::kNewcomer:
      return "newcomer";
    case CandidateSource::kExperienced:
      return "experienced";
    case CandidateSource::kPartners:
      return "partners";
    case CandidateSource::kOffers:
      return "offers";
  }
  return "";
}

void SumThemes(const Snapshot& snapshot, NodeIndex organisation, const FilterCheck& filters,
               SparseArray<double>& sums) {
  const ThemeTable& themes = snapshot.themes;
  sums.Resize(snapshot.profiles.size());
  for (const ThemeWeight& ours : themes.Vector(organisation)) {
    const auto add = [&sums, weight = static_cast<double>(ours.weight)](auto carriers) {
      for (const ThemeCarrier& carrier : carriers) {
        sums.Use(carrier.organisation) += weight * static_cast<double>(carrier.weight);
      }
    };
    if (filters.countries().empty()) add(themes.Carriers(ours.theme));
    for (const ConceptIndex country : filters.countries()) {
      add(themes.Carriers(ours.theme, country));
    }
  }
}

std::span<const Candidate> FindCandidates(const Snapshot& snapshot, const PartnerQuery& query,
                                          const FilterCheck& filters, EngineScratch& scratch) {
  return Search(snapshot, query, filters, scratch).Run();
}

}  // namespace kontor
