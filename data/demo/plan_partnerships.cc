// Partnerships year by year, so that whoever worked together before can do so again.
#include <algorithm>
#include <optional>

#include "data/demo/plan.h"

namespace kontor::demo {
namespace {

constexpr uint64_t kPartnershipStream = 2;
constexpr uint32_t kNobody = UINT32_MAX;
constexpr size_t kRememberedPartners = 40;

// How many partnerships begin in each year from 2010 on, relatively; fewer met in 2020.
constexpr std::array<uint32_t, kLastYear - kFirstYear + 1> kYearWeights = {
    4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 9, 11, 13, 14, 15, 14};

// Each organisation stands in a list as often as it has capacity: a uniform draw from the list is
// then proportional to capacity, in constant time.
using Tickets = std::vector<uint32_t>;

class Planner {
 public:
  Planner(const World& world, uint64_t seed, Plan& plan);
  void Run();

 private:
  struct Team {
    PartnershipKind kind = PartnershipKind::kProject;
    const Call* call = nullptr;
    int year = kFirstYear;
    ThemeIndex theme = 0;
    ThemeIndex second_theme = 0;
    std::vector<uint32_t> members;
  };

  void PlanYear(int year, size_t count);
  std::optional<Team> MakeTeam(int year, Random& random);
  void ChooseKind(Team& team, CountryIndex country, Random& random) const;
  size_t TeamSize(const Team& team, Random& random) const;
  uint32_t DrawMember(const Team& team, Random& random) const;
  uint32_t DrawCandidate(const Team& team, Random& random) const;
  int Attraction(const Team& team, uint32_t candidate) const;
  bool CanJoin(const Team& team, uint32_t candidate) const;
  void Keep(const Team& team, Random& random);

  const World& world_;
  const uint64_t seed_;
  Plan& plan_;
  Tickets all_;
  std::vector<Tickets> by_theme_;
  std::vector<std::vector<uint32_t>> partners_;  // those it worked with, at most a few
};

Planner::Planner(const World& world, uint64_t seed, Plan& plan)
    : world_(world), seed_(seed), plan_(plan), by_theme_(world.themes.size()) {
  partners_.resize(plan.organisations.size());
  for (uint32_t i = 0; i < plan.organisations.size(); ++i) {
    const PlannedOrganisation& organisation = plan.organisations[i];
    all_.insert(all_.end(), organisation.capacity, i);
    auto& tickets = by_theme_[organisation.theme];
    tickets.insert(tickets.end(), organisation.capacity, i);
  }
}

void Planner::Run() {
  if (all_.empty()) return;
  const size_t total = all_.size() / 4;
  uint32_t sum = 0;
  for (const uint32_t weight : kYearWeights) sum += weight;
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    const size_t count = total * kYearWeights[static_cast<size_t>(year - kFirstYear)] / sum;
    PlanYear(year, std::max<size_t>(count, 1));
  }
}

void Planner::PlanYear(int year, size_t count) {
  const size_t first = plan_.partnerships.size();
  for (size_t i = 0; i < count; ++i) {
    Random random(seed_, kPartnershipStream, static_cast<uint64_t>(year) << 32U | i);
    if (const auto team = MakeTeam(year, random)) Keep(*team, random);
  }
  std::stable_sort(plan_.partnerships.begin() + static_cast<std::ptrdiff_t>(first),
                   plan_.partnerships.end(),
                   [](const auto& a, const auto& b) { return a.start < b.start; });
}

std::optional<Planner::Team> Planner::MakeTeam(int year, Random& random) {
  Team team;
  team.year = year;
  uint32_t lead = kNobody;
  for (int attempt = 0; attempt < 12 && lead == kNobody; ++attempt) {
    const uint32_t drawn = random.Pick(all_);
    const PlannedOrganisation& organisation = plan_.organisations[drawn];
    // Experience leads: a newcomer coordinates only now and then.
    if (organisation.standing == Standing::kNewcomer && !random.Chance(15)) continue;
    if (CanJoin(team, drawn)) lead = drawn;
  }
  if (lead == kNobody) return std::nullopt;
  const PlannedOrganisation& organisation = plan_.organisations[lead];
  team.theme = organisation.theme;
  team.second_theme = organisation.second_theme;
  if (team.second_theme == team.theme || random.Chance(50)) {
    team.second_theme = random.Pick(world_.themes[team.theme].related);
  }
  ChooseKind(team, organisation.country, random);
  team.members.push_back(lead);
  const size_t size = TeamSize(team, random);
  for (size_t misses = 0; team.members.size() < size && misses < 4;) {
    const uint32_t member = DrawMember(team, random);
    if (member == kNobody) {
      ++misses;
    } else {
      team.members.push_back(member);
    }
  }
  const size_t needed = team.call == nullptr ? 2 : static_cast<size_t>(team.call->min_partners);
  if (team.members.size() >= needed) return team;
  if (team.members.size() < 2) return std::nullopt;
  team.kind = PartnershipKind::kAgreement;  // not enough partners for a call: they sign among them
  team.call = nullptr;
  return team;
}

void Planner::ChooseKind(Team& team, CountryIndex country, Random& random) const {
  const uint32_t kind = random.Below(100);
  const bool met_online = team.year == 2020 || team.year == 2021;
  if (kind >= 58) {
    const bool meets = kind >= 78 && !met_online;
    team.kind = meets ? PartnershipKind::kEvent : PartnershipKind::kAgreement;
    return;
  }
  std::vector<const Call*> open;
  for (const Call& call : world_.calls) {
    if (call.from_year <= team.year && team.year <= call.to_year &&
        world_.IsEligible(call.programme, country, team.year)) {
      open.push_back(&call);
    }
  }
  if (open.empty()) {
    team.kind = PartnershipKind::kAgreement;
  } else {
    team.call = random.Pick(open);
  }
}

size_t Planner::TeamSize(const Team& team, Random& random) const {
  if (team.call != nullptr) {
    const int low = team.call->min_partners;
    const int high = team.call->max_partners;
    return static_cast<size_t>(std::min(random.Between(low, high), random.Between(low, high)));
  }
  if (team.kind == PartnershipKind::kAgreement) return random.Chance(75) ? 2 : 3;
  return static_cast<size_t>(random.Between(2, 8));
}

// An organisation's time for partnerships grows with its years, up to its capacity in the last one.
bool Planner::CanJoin(const Team& team, uint32_t candidate) const {
  const PlannedOrganisation& organisation = plan_.organisations[candidate];
  if (organisation.founded > team.year) return false;
  const int first = std::max<int>(kFirstYear, organisation.founded);
  const int time = organisation.capacity * (team.year - first + 1) / (kLastYear - first + 1) + 1;
  if (organisation.joined >= std::min<int>(time, organisation.capacity)) return false;
  if (team.call != nullptr &&
      !world_.IsEligible(team.call->programme, organisation.country, team.year)) {
    return false;
  }
  return std::ranges::find(team.members, candidate) == team.members.end();
}

// Someone a member knows, someone of the same or the other theme, or anybody.
uint32_t Planner::DrawCandidate(const Team& team, Random& random) const {
  const uint32_t way = random.Below(100);
  if (way < 38) {
    const auto& known = partners_[way < 28 ? team.members.front() : random.Pick(team.members)];
    if (!known.empty()) return random.Pick(known);
  }
  const Tickets& tickets = by_theme_[way < 72 ? team.theme : team.second_theme];
  return random.Pick(way < 94 && !tickets.empty() ? tickets : all_);
}

// How well a candidate fits the team: wanted countries on both sides, known partners, themes, and
// new countries rather than more of the same.
int Planner::Attraction(const Team& team, uint32_t candidate) const {
  const uint32_t lead = team.members.front();
  const PlannedOrganisation& coordinator = plan_.organisations[lead];
  const PlannedOrganisation& organisation = plan_.organisations[candidate];
  int attraction = 0;
  if (coordinator.targets.Has(organisation.country)) attraction += 80;
  if (organisation.targets.Has(coordinator.country)) attraction += 50;
  const auto& known = partners_[lead];
  if (std::ranges::find(known, candidate) != known.end()) attraction += 60;
  if (organisation.theme == team.theme) attraction += 50;
  if (organisation.theme == team.second_theme) attraction += 40;
  for (const uint32_t member : team.members) {
    const PlannedOrganisation& other = plan_.organisations[member];
    if (other.country == organisation.country) attraction -= 45;
    if (other.place == organisation.place) attraction -= 30;
  }
  return attraction;
}

// The most attractive of a few candidates, with some luck.
uint32_t Planner::DrawMember(const Team& team, Random& random) const {
  uint32_t best = kNobody;
  int best_attraction = 0;
  for (int i = 0; i < 7; ++i) {
    const uint32_t candidate = DrawCandidate(team, random);
    const int luck = random.Between(0, 90);
    if (!CanJoin(team, candidate)) continue;
    const int attraction = Attraction(team, candidate) + luck;
    if (best == kNobody || attraction > best_attraction) {
      best = candidate;
      best_attraction = attraction;
    }
  }
  return best;
}

void Planner::Keep(const Team& team, Random& random) {
  PlannedPartnership partnership;
  partnership.kind = team.kind;
  partnership.call =
      team.call == nullptr ? 0 : static_cast<uint8_t>(team.call - world_.calls.data());
  partnership.theme = team.theme;
  partnership.second_theme = team.second_theme;
  partnership.start = MakeDate(
      team.year, static_cast<unsigned>(random.Between(1, 12)),
      team.kind == PartnershipKind::kProject ? 1 : static_cast<unsigned>(random.Between(1, 28)));
  partnership.first_member = plan_.members.size();
  partnership.members = static_cast<uint32_t>(team.members.size());
  plan_.members.insert(plan_.members.end(), team.members.begin(), team.members.end());
  plan_.partnerships.push_back(partnership);
  const uint32_t lead = team.members.front();
  PlannedOrganisation& coordinator = plan_.organisations[lead];
  for (const uint32_t member : team.members) {
    PlannedOrganisation& organisation = plan_.organisations[member];
    ++organisation.joined;
    organisation.last_year = static_cast<int16_t>(team.year);
    if (member == lead) continue;
    if (organisation.country != coordinator.country) {
      coordinator.active.Add(organisation.country);
      organisation.active.Add(coordinator.country);
    }
    for (const auto& [one, other] : {std::pair(lead, member), std::pair(member, lead)}) {
      auto& known = partners_[one];
      if (known.size() < kRememberedPartners) known.push_back(other);
    }
  }
}

}  // namespace

void PlanPartnerships(const World& world, uint64_t seed, Plan& plan) {
  Planner(world, seed, plan).Run();
}

}  // namespace kontor::demo
