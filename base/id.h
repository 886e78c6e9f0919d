// The names of nodes, edges and fields. Everything here is written to disk: values are frozen,
// new ones are only ever appended.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kontor {

enum class NodeType : uint8_t {
  kOrganisation = 1,
  kSector = 2,        // NACE: "C28.1" (Rev. 2), "2.1:C28.1" (Rev. 2.1)
  kEcosystem = 3,     // "agri-food"
  kValueChain = 4,    // "wind-energy"
  kStage = 5,         // stage of a value chain: "wind-energy/components"
  kTechnology = 6,    // "photonics"
  kRegion = 7,        // NUTS 2021: "DE21"
  kCountry = 8,       // ISO 3166-1 alpha-2: "GR", "GB"
  kLabel = 9,         // "gold"
  kPartnership = 10,  // a joint project, agreement or event: "cordis:633216"
  kCall = 11,         // a funding call or topic: "MSCA-NIGHT-2014"
  kTopic = 12,        // a science or theme vocabulary: "euroscivoc:21/33", "theme:Health"
  kPosting = 13,      // one offer or need of an organisation
  kProgramme = 14,    // "H2020"
};

// True for the codes of taxonomies, which everybody shares.
constexpr bool IsTaxonomy(NodeType type) {
  switch (type) {
    case NodeType::kSector:
    case NodeType::kEcosystem:
    case NodeType::kValueChain:
    case NodeType::kStage:
    case NodeType::kTechnology:
    case NodeType::kRegion:
    case NodeType::kCountry:
    case NodeType::kLabel:
      return true;
    default:
      return false;
  }
}

enum class EdgeType : uint8_t {
  kParticipatesIn = 1,    // organisation -> partnership (role, eu_contribution, total_cost)
  kInCountry = 2,         // organisation, posting, region -> country
  kInRegion = 3,          // organisation -> region
  kInSector = 4,          // organisation, posting, ecosystem, stage -> sector; weight in (0,1]
  kInEcosystem = 5,       // organisation, value chain -> ecosystem
  kUsesTechnology = 6,    // organisation, posting -> technology
  kAtStage = 7,           // organisation, posting -> stage; weight in (0,1]
  kHoldsLabel = 8,        // organisation -> label; valid_from, valid_to
  kTargetsCountry = 9,    // organisation, posting -> country where partners or markets are wanted
  kActiveInCountry = 10,  // organisation -> country where it already works
  kHasMember = 11,        // organisation -> organisation
  kSameAs = 12,          // a duplicate record -> the record that stands for both; undone by erasing
  kParent = 13,          // code -> broader code of the same tree
  kSupplies = 14,        // sector -> sector; weight: share of the user's intermediate inputs
  kAboutTopic = 15,      // partnership, organisation -> topic
  kUnderCall = 16,       // partnership -> call
  kUnderProgramme = 17,  // partnership -> programme; country -> programme (status, dates)
  kOffers = 18,          // organisation -> posting
  kNeeds = 19,           // organisation -> posting
  kStageOf = 20,         // stage -> value chain; weight: position, counted from 1
  kRelatedTo = 21,       // organisation -> organisation (role: parent, child, related, successor)
};

enum class Field : uint8_t {
  // Of any node. `lang` tells the language where it is known.
  kName = 1,   // the current name; a name that loses to a newer one becomes an alias
  kAlias = 2,  // several
  kAcronym = 3,
  kIdentifier = 4,  // several: "vat:…", "ror:05a28rw58"
  kDescription = 5,
  kUrl = 6,
  // Organisations
  kKind = 10,  // see kOrganisationKinds in base/vocabulary.h
  kCity = 11,
  kPostCode = 12,
  kStreet = 13,
  kLocation = 14,  // "latitude,longitude" in degrees
  kLegalForm = 15,
  kFounded = 16,  // year
  kSme = 17,      // "true" or "false"
  kMembersSme = 18,
  kMembersLarge = 19,
  kMembersResearch = 20,
  kMembersPublic = 21,
  kMembersOther = 22,
  kStaff = 23,     // full-time equivalents in the management
  kInvented = 24,  // "true": a demo organisation that does not exist
  // Partnerships, calls, postings
  kTitle = 30,
  kStart = 31,  // ISO date
  kEnd = 32,
  kTotalCost = 33,       // EUR
  kEuContribution = 34,  // EUR
  kStatus = 35,
  kFundingScheme = 36,
  kPartnershipType = 37,  // code of data/taxonomies/partnership-types.csv
  kDeadline = 38,
  kSubject = 39,  // free text of an objective
  kDoi = 40,
  // Edges
  kRole = 50,  // "coordinator", "participant", "partner", "thirdParty", …
  // Taxonomies
  kSortKey = 60,
  kCategory = 61,  // of a region: less_developed, transition, more_developed
  kOutermost = 62,
  kLevel = 63,
  kStageKind = 64,  // raw_material, components, …
  kValidityMonths = 65,
  kAltCode = 66,  // several: another spelling of the code ("EL")
  kRank = 67,
};

// Durable id of a node: the type in the top byte, below it 56 bits of a hash of the node's key
// ("pic:999905974"). It does not depend on the order in which records arrive. Two keys with one id
// are refused by the store (at a million nodes the chance is one in 140,000).
class NodeId {
 public:
  constexpr NodeId() = default;
  constexpr explicit NodeId(uint64_t value) : value_(value) {}
  static NodeId Of(NodeType type, std::string_view key);

  [[nodiscard]] constexpr uint64_t value() const { return value_; }
  [[nodiscard]] constexpr NodeType type() const { return static_cast<NodeType>(value_ >> 56U); }
  friend constexpr auto operator<=>(NodeId, NodeId) = default;

 private:
  uint64_t value_ = 0;
};

// Names as they appear in NDJSON, reports and messages ("organisation", "in_sector", "acronym").
std::string_view Name(NodeType type);
std::string_view Name(EdgeType type);
std::string_view Name(Field field);
std::optional<NodeType> NodeTypeNamed(std::string_view name);
std::optional<EdgeType> EdgeTypeNamed(std::string_view name);
std::optional<Field> FieldNamed(std::string_view name);

}  // namespace kontor

template <>
struct std::hash<kontor::NodeId> {
  size_t operator()(kontor::NodeId id) const noexcept { return id.value(); }
};
