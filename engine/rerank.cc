#include "engine/rerank.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/likeness.h"
#include "engine/newcomer.h"

namespace kontor {
namespace {

constexpr size_t kPoolPerPlace = 5;
constexpr size_t kNone = SIZE_MAX;

// What a cap counts.
struct Cap {
  size_t Caps::* most;
  uint32_t Traits::* group;
};
constexpr std::array kCaps = {Cap{&Caps::country, &Traits::country},
                              Cap{&Caps::region, &Traits::region}, Cap{&Caps::kind, &Traits::kind}};

class Selection {
 public:
  Selection(const Snapshot& snapshot, std::span<const ScoredCandidate> scored,
            const ListRules& rules)
      : snapshot_(snapshot),
        scored_(scored),
        rules_(rules),
        diversity_(rules.diversity),
        out_(scored.size(), false) {}

  RankedList Run() && {
    for (const NodeIndex organisation : rules_.pinned) {
      const auto pinned = std::ranges::find(scored_, organisation, [](const ScoredCandidate& one) {
        return one.candidate.organisation;
      });
      Place(static_cast<size_t>(pinned - scored_.begin()), PlacedBy::kPin);
    }
    Admit(kPoolPerPlace * rules_.top);
    if (best_score_ <= 0.0) diversity_ = 0.0;
    while (list_.places.size() < rules_.top && PlaceNext()) {
    }
    list_.missing_by_caps = std::min(rules_.top, scored_.size()) - list_.places.size();
    list_.missing_newcomers = NewcomersDue(list_.places.size());
    return std::move(list_);
  }

 private:
  // A candidate that the next place may go to.
  struct Entry {
    size_t position = 0;    // in scored_
    double likeness = 0.0;  // to the most alike one on the list
    bool newcomer = false;
    Traits traits;
  };

  [[nodiscard]] double ScoreOf(size_t position) const { return scored_[position].score; }
  [[nodiscard]] NodeIndex OrganisationAt(size_t position) const {
    return scored_[position].candidate.organisation;
  }
  // How many newcomers are missing among the first `places`, of which all but the last are filled.
  [[nodiscard]] size_t NewcomersDue(size_t places) const {
    constexpr double rounding = 1e-9;
    const double share = rules_.newcomer_share * static_cast<double>(places);
    const auto wanted = static_cast<size_t>(std::floor(share + rounding));
    return wanted - std::min(wanted, newcomers_);
  }
  [[nodiscard]] bool IsFull(const Cap& cap, const Traits& traits) const;
  [[nodiscard]] bool IsCappedOut(const Traits& traits) const;
  void Admit(size_t count);
  template <typename Accepts>
  [[nodiscard]] size_t Best(Accepts accepts) const;
  [[nodiscard]] size_t BestNewcomer(double least_score) const;
  bool PlaceNext();
  void Place(size_t position, PlacedBy by);
  void DropCappedOut(const Traits& placed);

  const Snapshot& snapshot_;
  std::span<const ScoredCandidate> scored_;
  const ListRules& rules_;
  double diversity_;
  double best_score_ = 0.0;  // of those that are not pinned
  std::vector<bool> out_;    // by position in scored_: on the list, or over a cap
  std::vector<Entry> pool_;  // ascending by position
  size_t admitted_ = 0;      // the positions before it are in the pool or out
  std::vector<Traits> listed_;
  size_t newcomers_ = 0;  // on the list
  RankedList list_;
};

bool Selection::IsFull(const Cap& cap, const Traits& traits) const {
  const size_t most = rules_.caps.*cap.most;
  const uint32_t group = traits.*cap.group;
  if (most == 0 || group == kNoConcept) return false;
  return static_cast<size_t>(std::ranges::count(listed_, group, cap.group)) >= most;
}

bool Selection::IsCappedOut(const Traits& traits) const {
  return std::ranges::any_of(kCaps, [&](const Cap& cap) { return IsFull(cap, traits); });
}

// Takes the next `count` candidates that no cap forbids into the pool.
void Selection::Admit(size_t count) {
  for (; count > 0 && admitted_ < scored_.size(); ++admitted_) {
    if (out_[admitted_]) continue;
    const NodeIndex organisation = OrganisationAt(admitted_);
    Entry entry{admitted_, 0.0, IsNewcomer(snapshot_, organisation),
                TraitsOf(snapshot_, organisation)};
    if (IsCappedOut(entry.traits)) {
      out_[admitted_] = true;
      continue;
    }
    for (const Traits& listed : listed_) {
      entry.likeness = std::max(entry.likeness, Likeness(listed, entry.traits));
    }
    if (pool_.empty()) best_score_ = ScoreOf(admitted_);
    pool_.push_back(entry);
    --count;
  }
}

// The position of the best of the pool that is accepted, or kNone.
template <typename Accepts>
size_t Selection::Best(Accepts accepts) const {
  size_t best = kNone;
  double best_worth = 0.0;
  for (const Entry& entry : pool_) {
    if (out_[entry.position]) continue;
    const double relevance =
        diversity_ == 0.0 ? 0.0 : (1.0 - diversity_) * ScoreOf(entry.position) / best_score_;
    if (best != kNone && relevance <= best_worth) break;  // nor is any of the others better
    if (!accepts(entry)) continue;
    const double worth = relevance - diversity_ * entry.likeness;
    if (best == kNone || worth > best_worth) {
      best = entry.position;
      best_worth = worth;
    }
  }
  return best;
}

size_t Selection::BestNewcomer(double least_score) const {
  const size_t in_pool = Best(
      [&](const Entry& entry) { return entry.newcomer && ScoreOf(entry.position) >= least_score; });
  if (in_pool != kNone) return in_pool;
  for (size_t i = admitted_; i < scored_.size() && ScoreOf(i) >= least_score; ++i) {
    const NodeIndex organisation = OrganisationAt(i);
    if (!out_[i] && IsNewcomer(snapshot_, organisation) &&
        !IsCappedOut(TraitsOf(snapshot_, organisation))) {
      return i;
    }
  }
  return kNone;
}

// False when nobody is left.
bool Selection::PlaceNext() {
  const size_t best = Best([](const Entry&) { return true; });
  if (best == kNone) return false;
  const bool floor_asks =
      NewcomersDue(list_.places.size() + 1) > 0 && !IsNewcomer(snapshot_, OrganisationAt(best));
  const size_t newcomer = floor_asks ? BestNewcomer(kLeastScoreKept * ScoreOf(best)) : kNone;
  if (newcomer == kNone) {
    Place(best, PlacedBy::kRank);
  } else {
    Place(newcomer, PlacedBy::kNewcomerFloor);
  }
  return true;
}

void Selection::Place(size_t position, PlacedBy by) {
  const NodeIndex organisation = OrganisationAt(position);
  const Traits traits = TraitsOf(snapshot_, organisation);
  out_[position] = true;
  list_.places.push_back({position, by});
  listed_.push_back(traits);
  if (IsNewcomer(snapshot_, organisation)) ++newcomers_;
  DropCappedOut(traits);
  if (diversity_ == 0.0) return;
  for (Entry& entry : pool_) {
    entry.likeness = std::max(entry.likeness, Likeness(traits, entry.traits));
  }
}

// Others take the places in the pool of those that are over a cap, now that one is on the list.
void Selection::DropCappedOut(const Traits& placed) {
  size_t dropped = 0;
  for (const Cap& cap : kCaps) {
    if (!IsFull(cap, placed)) continue;
    for (const Entry& entry : pool_) {
      if (out_[entry.position] || entry.traits.*cap.group != placed.*cap.group) continue;
      out_[entry.position] = true;
      ++dropped;
    }
  }
  Admit(dropped);
}

}  // namespace

RankedList Rerank(const Snapshot& snapshot, std::span<const ScoredCandidate> scored,
                  const ListRules& rules) {
  return Selection(snapshot, scored, rules).Run();
}

}  // namespace kontor
