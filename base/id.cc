#include "base/id.h"

#include <array>
#include <span>
#include <utility>

namespace kontor {
namespace {

template <typename Enum>
using Entry = std::pair<Enum, std::string_view>;

constexpr std::array kNodeTypes = std::to_array<Entry<NodeType>>({
    {NodeType::kOrganisation, "organisation"},
    {NodeType::kSector, "sector"},
    {NodeType::kEcosystem, "ecosystem"},
    {NodeType::kValueChain, "value_chain"},
    {NodeType::kStage, "stage"},
    {NodeType::kTechnology, "technology"},
    {NodeType::kRegion, "region"},
    {NodeType::kCountry, "country"},
    {NodeType::kLabel, "label"},
    {NodeType::kPartnership, "partnership"},
    {NodeType::kCall, "call"},
    {NodeType::kTopic, "topic"},
    {NodeType::kPosting, "posting"},
    {NodeType::kProgramme, "programme"},
});

constexpr std::array kEdgeTypes = std::to_array<Entry<EdgeType>>({
    {EdgeType::kParticipatesIn, "participates_in"},
    {EdgeType::kInCountry, "in_country"},
    {EdgeType::kInRegion, "in_region"},
    {EdgeType::kInSector, "in_sector"},
    {EdgeType::kInEcosystem, "in_ecosystem"},
    {EdgeType::kUsesTechnology, "uses_technology"},
    {EdgeType::kAtStage, "at_stage"},
    {EdgeType::kHoldsLabel, "holds_label"},
    {EdgeType::kTargetsCountry, "targets_country"},
    {EdgeType::kActiveInCountry, "active_in_country"},
    {EdgeType::kHasMember, "has_member"},
    {EdgeType::kSameAs, "same_as"},
    {EdgeType::kParent, "parent"},
    {EdgeType::kSupplies, "supplies"},
    {EdgeType::kAboutTopic, "about_topic"},
    {EdgeType::kUnderCall, "under_call"},
    {EdgeType::kUnderProgramme, "under_programme"},
    {EdgeType::kOffers, "offers"},
    {EdgeType::kNeeds, "needs"},
    {EdgeType::kStageOf, "stage_of"},
    {EdgeType::kRelatedTo, "related_to"},
});

constexpr std::array kFields = std::to_array<Entry<Field>>({
    {Field::kName, "name"},
    {Field::kAlias, "alias"},
    {Field::kAcronym, "acronym"},
    {Field::kIdentifier, "identifier"},
    {Field::kDescription, "description"},
    {Field::kUrl, "url"},
    {Field::kKind, "kind"},
    {Field::kCity, "city"},
    {Field::kPostCode, "post_code"},
    {Field::kStreet, "street"},
    {Field::kLocation, "location"},
    {Field::kLegalForm, "legal_form"},
    {Field::kFounded, "founded"},
    {Field::kSme, "sme"},
    {Field::kMembersSme, "members_sme"},
    {Field::kMembersLarge, "members_large"},
    {Field::kMembersResearch, "members_research"},
    {Field::kMembersPublic, "members_public"},
    {Field::kMembersOther, "members_other"},
    {Field::kStaff, "staff"},
    {Field::kInvented, "invented"},
    {Field::kTitle, "title"},
    {Field::kStart, "start"},
    {Field::kEnd, "end"},
    {Field::kTotalCost, "total_cost"},
    {Field::kEuContribution, "eu_contribution"},
    {Field::kStatus, "status"},
    {Field::kFundingScheme, "funding_scheme"},
    {Field::kPartnershipType, "partnership_type"},
    {Field::kDeadline, "deadline"},
    {Field::kSubject, "subject"},
    {Field::kDoi, "doi"},
    {Field::kRole, "role"},
    {Field::kSortKey, "sort_key"},
    {Field::kCategory, "category"},
    {Field::kOutermost, "outermost"},
    {Field::kLevel, "level"},
    {Field::kStageKind, "stage_kind"},
    {Field::kValidityMonths, "validity_months"},
    {Field::kAltCode, "alt_code"},
    {Field::kRank, "rank"},
});

template <typename Enum>
std::string_view NameIn(std::span<const Entry<Enum>> table, Enum value) {
  for (const auto& [entry, name] : table) {
    if (entry == value) return name;
  }
  return "unknown";
}

template <typename Enum>
std::optional<Enum> NamedIn(std::span<const Entry<Enum>> table, std::string_view wanted) {
  for (const auto& [entry, name] : table) {
    if (name == wanted) return entry;
  }
  return std::nullopt;
}

// FNV-1a, then the finaliser of MurmurHash3 so that the top bits depend on every byte.
uint64_t HashKey(std::string_view key) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : key) {
    hash ^= static_cast<uint8_t>(c);
    hash *= 0x100000001b3ULL;
  }
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33U;
  hash *= 0xc4ceb9fe1a85ec53ULL;
  return hash ^ (hash >> 33U);
}

}  // namespace

NodeId NodeId::Of(NodeType type, std::string_view key) {
  constexpr uint64_t kHashBits = (uint64_t{1} << 56U) - 1;
  return NodeId((static_cast<uint64_t>(type) << 56U) | (HashKey(key) & kHashBits));
}

std::string_view Name(NodeType type) { return NameIn<NodeType>(kNodeTypes, type); }
std::string_view Name(EdgeType type) { return NameIn<EdgeType>(kEdgeTypes, type); }
std::string_view Name(Field field) { return NameIn<Field>(kFields, field); }

std::optional<NodeType> NodeTypeNamed(std::string_view name) {
  return NamedIn<NodeType>(kNodeTypes, name);
}
std::optional<EdgeType> EdgeTypeNamed(std::string_view name) {
  return NamedIn<EdgeType>(kEdgeTypes, name);
}
std::optional<Field> FieldNamed(std::string_view name) { return NamedIn<Field>(kFields, name); }

}  // namespace kontor
