#include "engine/country_affinity.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "graph/activity.h"

namespace kontor {
namespace {

constexpr double kYears = 5.0;
constexpr double kShrinkage = 10.0;

}  // namespace

CountryAffinity::CountryAffinity(const CollaborationGraph& graph, const ProfileTable& profiles,
                                 Date reference) {
  std::map<ConceptIndex, uint32_t> numbers;
  std::vector<uint32_t> countries;
  countries.reserve(profiles.size());
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    const ConceptIndex country = profiles[i].country;
    const auto next = static_cast<uint32_t>(numbers.size());
    countries.push_back(country == kNoConcept ? kNoCountry
                                              : numbers.try_emplace(country, next).first->second);
  }
  countries_ = PackedNumbers(countries);
  country_count_ = numbers.size();

  std::vector<double> pairs(country_count_ * country_count_, 0.0);
  std::map<uint32_t, double> members_of;
  for (NodeIndex p = graph.organisation_count(); p < graph.vertex_count(); ++p) {
    const auto members = graph.Neighbours(p);
    if (members.size() < 2 || members.size() > kMostMembers || !graph.Start(p).known() ||
        YearsBetween(graph.Start(p), reference) > kYears) {
      continue;
    }
    members_of.clear();
    for (const NodeIndex member : members) {
      if (countries_[member] != kNoCountry) members_of[countries_[member]] += 1.0;
    }
    const double unit = 1.0 / static_cast<double>(members.size() - 1);
    for (const auto& [a, in_a] : members_of) {
      for (const auto& [b, in_b] : members_of) {
        pairs[a * country_count_ + b] += unit * (in_a * (a == b ? in_b - 1.0 : in_b));
      }
    }
  }

  std::vector<double> totals(country_count_, 0.0);
  for (size_t a = 0; a < country_count_; ++a) {
    for (size_t b = 0; b < country_count_; ++b) totals[a] += pairs[a * country_count_ + b];
  }
  const double all = std::accumulate(totals.begin(), totals.end(), 0.0);
  std::vector<double> affinities(pairs.size(), 1.0);
  for (size_t a = 0; a < country_count_ && all > 0.0; ++a) {
    for (size_t b = 0; b < country_count_; ++b) {
      const double expected = totals[a] * totals[b] / all;
      affinities[a * country_count_ + b] =
          (pairs[a * country_count_ + b] + kShrinkage) / (expected + kShrinkage);
    }
  }
  affinities_ = Column(std::move(affinities));
}

double CountryAffinity::Of(NodeIndex a, NodeIndex b) const {
  const uint32_t of_a = countries_[a];
  const uint32_t of_b = countries_[b];
  if (of_a == kNoCountry || of_b == kNoCountry) return 1.0;
  return affinities_[of_a * country_count_ + of_b];
}

}  // namespace kontor
