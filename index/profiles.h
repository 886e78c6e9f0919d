// What is known of each organisation, in columns, and which organisations carry a code.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/vocabulary.h"
#include "graph/collaboration_graph.h"
#include "index/concepts.h"

namespace kontor {

// A code of an organisation.
struct Attribution {
  ConceptIndex concept_index = kNoConcept;
  EdgeType tie = EdgeType::kInSector;
  float weight = 1.0F;  // in (0,1]
  Date valid_from;
  Date valid_to;

  // True if it holds on that day; unknown ends are open.
  [[nodiscard]] bool HoldsOn(Date day) const {
    return (!valid_from.known() || valid_from <= day) && (!valid_to.known() || day <= valid_to);
  }
};

struct GeoPoint {
  double latitude = 0.0;   // degrees
  double longitude = 0.0;  // degrees
};

// One offer or need.
struct Posting {
  NodeId id;
  bool is_need = false;
  std::string title;
  std::string type;                    // code of a partnership type; may be empty
  Date deadline;                       // the last day on which it stands; unknown: no end known
  std::vector<ConceptIndex> concepts;  // sectors, technologies, stages, countries; ascending
};

struct Profile {
  NodeId id;
  std::string key;   // "pic:999905974": how the organisation is known outside
  std::string name;  // never empty: the key where no name is known
  std::string acronym;
  std::vector<std::string> aliases;      // other names, those of merged duplicates too
  std::vector<std::string> identifiers;  // keys that resolve to it as well
  uint8_t kind = 8;                      // position in kOrganisationKinds
  std::string city;
  std::string url;
  std::string description;  // in English if there is one; at most 500 bytes, cut at a word
  bool invented = false;
  ConceptIndex country = kNoConcept;
  ConceptIndex region = kNoConcept;  // the finest NUTS code known
  std::optional<GeoPoint> location;
  float completeness = 0.0F;         // share of the profile's main fields that are filled, in [0,1]
  Date updated;                      // newest statement about it
  std::vector<std::string> sources;  // of its statements, ascending: "cordis:h2020"
};

// A partnership's facts, for evidence and theme.
struct PartnershipFacts {
  NodeId id;
  std::string key;    // "cordis:633216"
  std::string label;  // acronym, else title, else key
  Date start;
  std::string type;                    // code of a partnership type; may be empty
  std::string source;                  // the newest statement's source
  std::vector<ConceptIndex> concepts;  // topics, calls, programme; ascending
};

// Immutable after building; thread-safe. Organisations by NodeIndex, ascending NodeId.
class ProfileTable {
 public:
  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(profiles_.size()); }
  [[nodiscard]] const Profile& operator[](NodeIndex organisation) const {
    return profiles_[organisation];
  }
  // Partnership number `partnership`, counted from 0.
  [[nodiscard]] const PartnershipFacts& Partnership(NodeIndex partnership) const {
    return partnerships_[partnership];
  }
  // All codes of an organisation, ascending by (tie, concept).
  [[nodiscard]] std::span<const Attribution> Codes(NodeIndex organisation) const;
  // Those of one tie.
  [[nodiscard]] std::span<const Attribution> Codes(NodeIndex organisation, EdgeType tie) const;
  [[nodiscard]] std::span<const Posting> Postings(NodeIndex organisation) const;
  // Organisations that carry this code by `tie` (not its narrower codes), ascending.
  [[nodiscard]] std::span<const NodeIndex> Carriers(ConceptIndex concept_index, EdgeType tie) const;
  // Organisations of one kind (a position in kOrganisationKinds), ascending.
  [[nodiscard]] std::span<const NodeIndex> OfKind(uint8_t kind) const { return by_kind_[kind]; }
  // True if both are known to be in the same city of one country.
  [[nodiscard]] bool InSameCity(NodeIndex a, NodeIndex b) const {
    return cities_[a] != kNoCity && cities_[a] == cities_[b];
  }
  // By stable id, also that of a duplicate that stands for it; kNoNode if unknown.
  [[nodiscard]] NodeIndex Find(NodeId id) const;

 private:
  friend class ProfileTableBuilder;
  static constexpr uint32_t kNoCity = UINT32_MAX;
  static uint64_t CarrierKey(ConceptIndex concept_index, EdgeType tie) {
    return (static_cast<uint64_t>(tie) << 32U) | concept_index;
  }

  std::vector<Profile> profiles_;
  std::vector<PartnershipFacts> partnerships_;
  std::vector<size_t> code_offsets_;
  std::vector<Attribution> codes_;
  std::vector<size_t> posting_offsets_;
  std::vector<Posting> postings_;
  // Carriers: entries sorted by (tie, concept); carrier_keys_ holds the pairs that occur.
  std::vector<uint64_t> carrier_keys_;
  std::vector<size_t> carrier_offsets_;
  std::vector<NodeIndex> carriers_;
  std::vector<uint32_t> cities_;  // of organisations: a number for each city of a country
  std::array<std::vector<NodeIndex>, kOrganisationKinds.size()> by_kind_;
  std::vector<std::pair<NodeId, NodeIndex>> by_id_;  // ascending
};

}  // namespace kontor
