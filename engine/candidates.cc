#include "engine/candidates.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr size_t kMinPerSource = 500;
constexpr size_t kNewcomersPerSource = 100;
constexpr size_t kMaxVisits = 50'000;  // carriers looked at by one source
constexpr size_t kMaxNewcomerTies = 2;
constexpr size_t kMaxLinkedSectors = 10;  // per sector of the asker and direction

struct Scored {
  double score = 0.0;
  NodeIndex organisation = 0;
};

// The best `count` by score, ties by index.
void KeepBest(std::vector<Scored>& scored, size_t count) {
  const auto better = [](const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.organisation < b.organisation;
  };
  if (scored.size() > count) {
    const auto last = scored.begin() + static_cast<std::ptrdiff_t>(count);
    std::nth_element(scored.begin(), last, scored.end(), better);
    scored.resize(count);
  }
}

class Search {
 public:
  Search(const Snapshot& snapshot, const PartnerQuery& query, const FilterCheck& filters,
         EngineScratch& scratch)
      : snapshot_(snapshot),
        query_(query),
        filters_(filters),
        scratch_(scratch),
        per_source_(std::max(kMinPerSource, 3 * query.top)) {}

  std::vector<Candidate> Run() {
    scratch_.marks.resize(snapshot_.profiles.size(), 0);
    scratch_.theme.resize(snapshot_.profiles.size(), 0.0);
    const auto walk = Walk();
    AddNetwork(walk);
    AddTheme();
    AddSupply();
    AddTargeting();
    if (query_.preset.is_learned()) AddConnected();
    if (found_.size() < query_.top) AddExperienced();
    return Collect(walk);
  }

 private:
  [[nodiscard]] size_t TieCount(NodeIndex organisation) const {
    return snapshot_.graph.Neighbours(organisation).size();
  }

  std::vector<Proximity> Walk() {
    scratch_.walk.Prepare(snapshot_.graph.vertex_count());
    return ApproximateWalk(snapshot_.graph, snapshot_.strengths, query_.organisation, WalkOptions{},
                           scratch_.walk);
  }

  void Keep(std::vector<Scored>& scored, CandidateSource source, size_t count) {
    KeepBest(scored, count);
    for (const Scored& one : scored) {
      uint8_t& mark = scratch_.marks[one.organisation];
      if (mark == 0) found_.push_back(one.organisation);
      mark |= static_cast<uint8_t>(source);
    }
  }

  void AddNetwork(const std::vector<Proximity>& walk) {
    std::vector<Scored> scored;
    scored.reserve(walk.size());
    for (const Proximity& reached : walk) {
      if (filters_.Passes(reached.organisation)) {
        scored.push_back({reached.probability, reached.organisation});
      }
    }
    Keep(scored, CandidateSource::kNetwork, per_source_);
  }

  // Dot products of the asker's theme vector with all others, by its themes' carriers.
  void AddTheme() {
    for (const ThemeWeight& ours : snapshot_.themes.Vector(query_.organisation)) {
      for (const ThemeCarrier& carrier : snapshot_.themes.Carriers(ours.theme)) {
        double& sum = scratch_.theme[carrier.organisation];
        if (sum == 0.0) scratch_.theme_touched.push_back(carrier.organisation);
        sum += static_cast<double>(ours.weight) * static_cast<double>(carrier.weight);
      }
    }
    std::vector<Scored> scored;
    std::vector<Scored> newcomers;
    scored.reserve(scratch_.theme_touched.size());
    for (const NodeIndex organisation : scratch_.theme_touched) {
      if (!filters_.Passes(organisation)) continue;
      scored.push_back({scratch_.theme[organisation], organisation});
      if (TieCount(organisation) <= kMaxNewcomerTies) newcomers.push_back(scored.back());
    }
    Keep(scored, CandidateSource::kTheme, per_source_);
    Keep(newcomers, CandidateSource::kNewcomer, kNewcomersPerSource);
  }

  // Shares of the sectors linked with ours: the greatest that leads to a sector.
  [[nodiscard]] std::map<ConceptIndex, double> LinkedSectors() const {
    std::map<ConceptIndex, double> linked;
    for (const Attribution& code :
         snapshot_.profiles.Codes(query_.organisation, EdgeType::kInSector)) {
      const ConceptIndex division = snapshot_.concepts.Division(code.concept_index);
      if (division == kNoConcept) continue;
      for (const auto& links :
           {snapshot_.concepts.Suppliers(division), snapshot_.concepts.Users(division)}) {
        for (size_t i = 0; i < std::min(links.size(), kMaxLinkedSectors); ++i) {
          if (links[i].sector == division) continue;
          double& share = linked[links[i].sector];
          share = std::max(share, static_cast<double>(links[i].share));
        }
      }
    }
    return linked;
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
    std::map<NodeIndex, double> shares;
    size_t visits = 0;
    for (const auto& [division, share] : LinkedSectors()) {
      ForEachWithin(division, [&](ConceptIndex code) {
        for (const NodeIndex carrier : snapshot_.profiles.Carriers(code, EdgeType::kInSector)) {
          if (++visits > kMaxVisits) return;
          if (!filters_.Passes(carrier)) continue;
          double& best = shares[carrier];
          best = std::max(best, share);
        }
      });
    }
    std::vector<Scored> scored;
    scored.reserve(shares.size());
    for (const auto& [organisation, share] : shares) scored.push_back({share, organisation});
    Keep(scored, CandidateSource::kSupply, per_source_);
  }

  void AddTargeting() {
    const ConceptIndex country = snapshot_.profiles[query_.organisation].country;
    if (country == kNoConcept) return;
    std::vector<Scored> scored;
    const auto carriers = snapshot_.profiles.Carriers(country, EdgeType::kTargetsCountry);
    for (const NodeIndex carrier : carriers.first(std::min(carriers.size(), kMaxVisits))) {
      if (!filters_.Passes(carrier)) continue;
      scored.push_back({static_cast<double>(TieCount(carrier)), carrier});
    }
    Keep(scored, CandidateSource::kTargetsUs, per_source_ / 2);
  }

  // The best by each kind of connection, and all connections for Collect.
  void AddConnected() {
    const Connections connections(snapshot_, query_.organisation, scratch_.connections);
    scratch_.connected.assign(snapshot_.profiles.size(), {});
    std::array<std::vector<Scored>, 3> scored;
    for (NodeIndex organisation = 0; organisation < snapshot_.profiles.size(); ++organisation) {
      if (TieCount(organisation) == 0 || !filters_.Passes(organisation)) continue;
      const PartnerConnection connection = connections.To(organisation);
      scratch_.connected[organisation] = connection;
      if (connection.paths > 0.0) {
        scored[0].push_back({connection.paths, organisation});
        scored[1].push_back({connection.themed_paths, organisation});
      }
      if (connection.on_theme > 0.0) scored[2].push_back({connection.on_theme, organisation});
    }
    for (auto& one : scored) Keep(one, CandidateSource::kPartners, per_source_);
  }

  void AddExperienced() {
    std::vector<Scored> scored;
    for (NodeIndex organisation = 0; organisation < snapshot_.profiles.size(); ++organisation) {
      if (filters_.Passes(organisation)) {
        scored.push_back({static_cast<double>(TieCount(organisation)), organisation});
      }
    }
    Keep(scored, CandidateSource::kExperienced, query_.top);
  }

  // The union, ascending; leaves the scratch clean for the next question.
  std::vector<Candidate> Collect(const std::vector<Proximity>& walk) {
    std::ranges::sort(found_);
    std::vector<Candidate> candidates;
    candidates.reserve(found_.size());
    auto reached = walk.begin();
    for (const NodeIndex organisation : found_) {
      while (reached != walk.end() && reached->organisation < organisation) ++reached;
      const bool near = reached != walk.end() && reached->organisation == organisation;
      const Nearness nearness{
          scratch_.theme[organisation], near ? reached->probability : 0.0,
          query_.preset.is_learned() ? scratch_.connected[organisation] : PartnerConnection{}};
      candidates.push_back({organisation, scratch_.marks[organisation], nearness});
      scratch_.marks[organisation] = 0;
    }
    for (const NodeIndex organisation : scratch_.theme_touched) scratch_.theme[organisation] = 0.0;
    scratch_.theme_touched.clear();
    return candidates;
  }

  const Snapshot& snapshot_;
  const PartnerQuery& query_;
  const FilterCheck& filters_;
  EngineScratch& scratch_;
  size_t per_source_;
  std::vector<NodeIndex> found_;  // marked in scratch_.marks
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
  }
  return "";
}

std::vector<Candidate> FindCandidates(const Snapshot& snapshot, const PartnerQuery& query,
                                      const FilterCheck& filters, EngineScratch& scratch) {
  return Search(snapshot, query, filters, scratch).Run();
}

}  // namespace kontor
