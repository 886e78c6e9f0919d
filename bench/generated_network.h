// A network of any size that looks like the EU's projects, for benchmarks: how often organisations
// take part, how large partnerships are, and that partners are mostly found within a theme.
//
// The shape was measured on FP7 and Horizon 2020 (53,399 organisations, 51,408 partnerships,
// 251,899 participations): 61 % of the organisations took part once, 0.8 % over 75 times, one 2,701
// times; 57 % of the partnerships have one participant, the largest 186. Any size has the same
// shares.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "graph/collaboration_graph.h"

namespace kontor::bench {

struct NetworkOptions {
  NodeIndex organisations = 40'000;  // at least 100
  uint64_t seed = 7;
};

// Who took part in what. The same for the same options on every machine. Immutable; thread-safe.
//
// There are sqrt(organisations) themes. Every organisation has some, large ones many; seven of ten
// of its partnerships are in them, the others in related or in any themes.
class GeneratedNetwork {
 public:
  // O(participations): about a second for a million organisations.
  explicit GeneratedNetwork(const NetworkOptions& options);

  [[nodiscard]] const NetworkOptions& options() const { return options_; }
  [[nodiscard]] NodeIndex partnership_count() const {
    return static_cast<NodeIndex>(starts_.size());
  }
  [[nodiscard]] size_t participation_count() const { return members_.size(); }
  [[nodiscard]] uint32_t theme_count() const { return theme_count_; }
  [[nodiscard]] uint32_t ThemeOfOrganisation(NodeIndex organisation) const {
    return organisation_themes_[organisation];
  }
  [[nodiscard]] uint32_t ThemeOfPartnership(NodeIndex partnership) const {
    return partnership_themes_[partnership];
  }
  [[nodiscard]] Date Start(NodeIndex partnership) const { return starts_[partnership]; }
  // Different organisations; the first one coordinates.
  [[nodiscard]] std::span<const NodeIndex> Members(NodeIndex partnership) const {
    return std::span(members_).subspan(offsets_[partnership],
                                       offsets_[partnership + 1] - offsets_[partnership]);
  }

 private:
  void DrawThemes(std::vector<uint32_t>& participations);
  void DrawParticipations(NodeIndex organisation, uint32_t count,
                          std::vector<std::vector<NodeIndex>>& pools) const;
  void DrawPartnerships(uint32_t theme, std::vector<NodeIndex>& pool);

  NetworkOptions options_;
  uint32_t theme_count_;
  std::vector<uint32_t> organisation_themes_;
  std::vector<size_t> offsets_ = {0};
  std::vector<NodeIndex> members_;
  std::vector<uint32_t> partnership_themes_;
  std::vector<Date> starts_;
  std::vector<NodeIndex> newest_partnership_;  // of each organisation, while they are drawn
};

// The graph alone: organisations in the order in which they were drawn.
CollaborationGraph BuildGraph(const GeneratedNetwork& network);

}  // namespace kontor::bench
