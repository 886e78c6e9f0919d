#include "graph/activity.h"

#include <algorithm>

#include "graph/tie_age.h"

namespace kontor {
namespace {

constexpr double kHalfLifeYears = 2.0;
constexpr double kRecentYears = 1.5;
constexpr std::array<size_t, kSizeClasses - 1> kLargest = {1, 2, 4, 8, 12, 18, 30};

class Measurement {
 public:
  Measurement(const CollaborationGraph& graph, Date reference)
      : graph_(graph),
        reference_(reference),
        oldest_(OldestKnownStart(graph)),
        met_by_(graph.organisation_count(), kNoNode),
        debuts_(graph.partnership_count(), 0) {
    CountDebuts();
  }

  Activity Measure(NodeIndex organisation) {
    const std::vector<NodeIndex> partnerships = OldestFirst(organisation);
    Activity activity;
    if (partnerships.empty()) return activity;
    activity.first_years = Short(Age(partnerships.front()));
    activity.last_years = Short(Age(partnerships.back()));
    std::array<double, kSizeClasses> by_size = {};
    uint64_t others = 0;
    uint64_t newcomers = 0;
    for (const NodeIndex p : partnerships) {
      const size_t members = graph_.Neighbours(p).size();
      by_size[SizeClass(members)] += FadedStrength(Start(p), reference_, kHalfLifeYears);
      if (members < 2) continue;
      if (Age(p) < kRecentYears) Count(activity.recent);
      Meet(organisation, p, activity);
      others += members - 1;
      newcomers += debuts_[p - graph_.organisation_count()];
      if (p == partnerships.front()) --newcomers;  // its own debut
    }
    std::ranges::transform(by_size, activity.by_size.begin(), Short);
    if (others > 0) {
      activity.newcomer_share = Short(static_cast<double>(newcomers) / static_cast<double>(others));
    }
    return activity;
  }

 private:
  static ShortFloat Short(double value) { return ShortFloat(static_cast<float>(value)); }
  static void Count(uint16_t& count) {
    if (count < UINT16_MAX) ++count;
  }
  [[nodiscard]] Date Start(NodeIndex partnership) const {
    const Date start = graph_.Start(partnership);
    return start.known() ? start : oldest_;
  }
  [[nodiscard]] double Age(NodeIndex partnership) const {
    const Date start = Start(partnership);
    if (!start.known() || !reference_.known()) return 0.0;
    return std::max(YearsBetween(start, reference_), 0.0);
  }

  // Ties by index.
  [[nodiscard]] std::vector<NodeIndex> OldestFirst(NodeIndex organisation) const {
    const auto ties = graph_.Neighbours(organisation);
    std::vector<NodeIndex> partnerships(ties.begin(), ties.end());
    std::ranges::stable_sort(partnerships, {}, [this](NodeIndex p) { return Start(p); });
    return partnerships;
  }

  void CountDebuts() {
    for (NodeIndex o = 0; o < graph_.organisation_count(); ++o) {
      const auto ties = graph_.Neighbours(o);
      if (ties.empty()) continue;
      const NodeIndex first =
          *std::ranges::min_element(ties, {}, [this](NodeIndex p) { return Start(p); });
      ++debuts_[first - graph_.organisation_count()];
    }
  }

  // Counts the members that it meets here for the first time.
  void Meet(NodeIndex organisation, NodeIndex partnership, Activity& activity) {
    const auto members = graph_.Neighbours(partnership);
    const double age = Age(partnership);
    for (const NodeIndex member : members) {
      if (member == organisation || met_by_[member] == organisation) continue;
      met_by_[member] = organisation;
      ++activity.partners;
      if (members.size() > kMostMembers) continue;
      if (age < 2.0) Count(activity.new_partners);
      if (age < 1.0) Count(activity.newest_partners);
    }
  }

  const CollaborationGraph& graph_;
  Date reference_;
  Date oldest_;
  std::vector<NodeIndex> met_by_;  // of each organisation: who met it last
  std::vector<uint32_t> debuts_;   // of each partnership: members for whom it was the first
};

}  // namespace

size_t SizeClass(size_t members) {
  return static_cast<size_t>(std::ranges::lower_bound(kLargest, members) - kLargest.begin());
}

std::vector<Activity> MeasureActivity(const CollaborationGraph& graph, Date reference) {
  Measurement measurement(graph, reference);
  std::vector<Activity> activity;
  activity.reserve(graph.organisation_count());
  for (NodeIndex o = 0; o < graph.organisation_count(); ++o) {
    activity.push_back(measurement.Measure(o));
  }
  return activity;
}

}  // namespace kontor
