#include "engine/evaluation_truth.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/distinct.h"

namespace kontor {
namespace {

using PartnerPair = std::pair<NodeIndex, NodeIndex>;

// Where each organisation of the future stands in the past; kNoNode where it has no partnership.
std::vector<NodeIndex> PlacesInPast(const Snapshot& past, const ProfileTable& future) {
  std::vector<NodeIndex> places(future.size(), kNoNode);
  for (NodeIndex i = 0; i < future.size(); ++i) {
    NodeIndex place = past.profiles.Find(future[i].id);
    for (const std::string_view identifier : future[i].identifiers) {
      if (place != kNoNode) break;
      place = past.profiles.Find(NodeId::Of(NodeType::kOrganisation, identifier));
    }
    if (place != kNoNode && HasPartnership(past, place)) places[i] = place;
  }
  return places;
}

bool WorkedTogether(const CollaborationGraph& graph, NodeIndex a, NodeIndex b) {
  const auto left = graph.Neighbours(a);
  const auto right = graph.Neighbours(b);
  const auto& fewer = left.size() < right.size() ? left : right;
  const auto& more = left.size() < right.size() ? right : left;
  return std::ranges::any_of(
      fewer, [&](NodeIndex partnership) { return std::ranges::binary_search(more, partnership); });
}

bool Counts(const CollaborationGraph& graph, NodeIndex partnership, const TruthOptions& options) {
  const Date start = graph.Start(partnership);
  return start.known() && start >= options.cut &&
         (!options.until.known() || start < options.until) &&
         graph.Neighbours(partnership).size() <= options.max_participants;
}

// Both directions of every pair, each once, ascending.
std::vector<PartnerPair> CollectPairs(const Snapshot& past, const Snapshot& future,
                                      const TruthOptions& options) {
  const std::vector<NodeIndex> places = PlacesInPast(past, future.profiles);
  const CollaborationGraph& graph = future.graph;
  std::vector<PartnerPair> pairs;
  for (NodeIndex p = graph.organisation_count(); p < graph.vertex_count(); ++p) {
    if (!Counts(graph, p, options)) continue;
    for (const NodeIndex first : graph.Neighbours(p)) {
      for (const NodeIndex second : graph.Neighbours(p)) {
        const NodeIndex a = places[first];
        const NodeIndex b = places[second];
        if (a != b && a != kNoNode && b != kNoNode) pairs.emplace_back(a, b);
      }
    }
  }
  SortDistinct(pairs);
  std::erase_if(pairs, [&](const PartnerPair& pair) {
    return WorkedTogether(past.graph, pair.first, pair.second);
  });
  return pairs;
}

}  // namespace

size_t Truth::pair_count() const {
  return std::accumulate(partners.begin(), partners.end(), size_t{0},
                         [](size_t sum, const auto& list) { return sum + list.size(); });
}

Truth CollectTruth(const Snapshot& past, const Snapshot& future, const TruthOptions& options) {
  Truth truth;
  for (const auto& [asker, partner] : CollectPairs(past, future, options)) {
    if (truth.askers.empty() || truth.askers.back() != asker) {
      truth.askers.push_back(asker);
      truth.partners.emplace_back();
    }
    truth.partners.back().push_back(partner);
  }
  return truth;
}

}  // namespace kontor
