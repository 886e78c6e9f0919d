// What is known of each organisation, in columns, and which organisations carry a code.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "base/column.h"
#include "base/date.h"
#include "base/id.h"
#include "base/packed_numbers.h"
#include "base/texts.h"
#include "base/vocabulary.h"
#include "graph/collaboration_graph.h"
#include "index/codes.h"
#include "index/concepts.h"
#include "index/posting_columns.h"

namespace kontor {

// How many fields count for completeness (index/completeness.h).
inline constexpr uint8_t kCompletenessFields = 12;

struct GeoPoint {
  double latitude = 0.0;   // degrees
  double longitude = 0.0;  // degrees
};

// A view into a ProfileTable: valid as long as it.
struct Profile {
  NodeId id;
  std::string_view key;   // "pic:999905974": how the organisation is known outside
  std::string_view name;  // never empty: the key where no name is known
  std::string_view acronym;
  TextRange aliases;      // other names, those of merged duplicates too
  TextRange identifiers;  // keys that resolve to it as well
  uint8_t kind = 8;       // position in kOrganisationKinds
  std::string_view city;
  std::string_view url;
  std::string_view description;  // in English if there is one; at most 500 bytes, cut at a word
  bool invented = false;
  ConceptIndex country = kNoConcept;
  ConceptIndex region = kNoConcept;  // the finest NUTS code known
  std::optional<GeoPoint> location;  // to the seventh decimal of a degree
  float completeness = 0.0F;         // share of the profile's main fields that are filled, in [0,1]
  Date updated;                      // newest statement about it
  uint32_t labels = 0;               // how many such codes it has, whenever they hold
  uint32_t targets = 0;              // likewise
  TextRange sources;                 // of its statements, ascending: "cordis:h2020"
};

// A partnership's facts, for evidence and theme. A view as well.
struct PartnershipFacts {
  NodeId id;
  std::string_view key;    // "cordis:633216"
  std::string_view label;  // acronym, else title, else key
  Date start;
  std::string_view type;                   // code of a partnership type; may be empty
  std::string_view source;                 // the newest statement's source
  std::span<const ConceptIndex> concepts;  // topics, calls, programme; ascending
};

// Immutable after building; thread-safe. Organisations by NodeIndex, ascending NodeId.
class ProfileTable {
 public:
  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(ids_.size()); }
  // Always inlined, so that fields that are not looked at cost nothing.
  [[gnu::always_inline]] Profile operator[](NodeIndex organisation) const {
    return {
        .id = ids_[organisation],
        .key = keys_[organisation],
        .name = names_[organisation],
        .acronym = acronyms_[organisation],
        .aliases = aliases_[organisation],
        .identifiers = identifiers_[organisation],
        .kind = static_cast<uint8_t>(fields_.At(organisation, kKind)),
        .city = cities_[organisation],
        .url = urls_[organisation],
        .description = descriptions_[organisation],
        .invented = invented_[organisation],
        .country = fields_.At(organisation, kCountry),
        .region = fields_.At(organisation, kRegion),
        .location = locations_[organisation].Point(),
        .completeness = Share(fields_.At(organisation, kFilled)),
        .updated = DayOfNumber(fields_.At(organisation, kUpdated)),
        .labels = fields_.At(organisation, kLabels),
        .targets = fields_.At(organisation, kTargets),
        .sources = source_sets_[source_set_[organisation]],
    };
  }
  // Partnership number `partnership`, counted from 0.
  [[nodiscard, gnu::always_inline]] PartnershipFacts Partnership(NodeIndex partnership) const {
    return {
        .id = partnership_ids_[partnership],
        .key = partnership_keys_[partnership],
        .label = labels_[partnership],
        .start = starts_[partnership],
        .type = partnership_types_[partnership],
        .source = partnership_sources_[partnership],
        .concepts = partnership_concepts_[partnership],
    };
  }
  // All codes of an organisation but its country and region, ascending by (tie, concept).
  [[nodiscard]] CodeRange Codes(NodeIndex organisation) const { return codes_[organisation]; }
  // Those of one tie.
  [[nodiscard]] CodeRange Codes(NodeIndex organisation, EdgeType tie) const {
    return codes_.Of(organisation, tie);
  }
  // Offers, then needs.
  [[nodiscard]] PostingViews Postings(NodeIndex organisation) const {
    return postings_[organisation];
  }
  // Organisations that carry this code by `tie` (not its narrower codes), ascending.
  [[nodiscard]] std::span<const NodeIndex> Carriers(ConceptIndex concept_index, EdgeType tie) const;
  // Organisations of one kind (a position in kOrganisationKinds), ascending.
  [[nodiscard]] std::span<const NodeIndex> OfKind(uint8_t kind) const { return by_kind_[kind]; }
  // True if both are known to be in the same city of one country.
  [[nodiscard]] bool InSameCity(NodeIndex a, NodeIndex b) const {
    return cities_.Number(a) != 0 && cities_.Number(a) == cities_.Number(b) &&
           fields_.At(a, kCountry) == fields_.At(b, kCountry);
  }
  // By stable id, also that of a duplicate that stands for it; kNoNode if unknown.
  [[nodiscard]] NodeIndex Find(NodeId id) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit);

 private:
  friend class ProfileTableBuilder;

  // In ten millionths of a degree: a centimetre.
  struct StoredPoint {
    static constexpr int32_t kUnknown = std::numeric_limits<int32_t>::min();
    static constexpr double kUnits = 1e7;
    int32_t latitude = kUnknown;
    int32_t longitude = kUnknown;

    [[nodiscard]] std::optional<GeoPoint> Point() const {
      if (latitude == kUnknown) return std::nullopt;
      return GeoPoint{latitude / kUnits, longitude / kUnits};
    }
  };
  // What is looked at in every candidate, so that this is one look.
  enum Field : uint8_t {
    kKind,
    kCountry,  // a concept
    kRegion,   // a concept
    kFilled,   // of kCompletenessFields
    kUpdated,
    kLabels,
    kTargets,
    kFieldCount,
  };
  static float Share(uint32_t filled) {
    return static_cast<float>(filled) / static_cast<float>(kCompletenessFields);
  }
  static uint64_t CarrierKey(ConceptIndex concept_index, EdgeType tie) {
    return (static_cast<uint64_t>(tie) << 32U) | concept_index;
  }

  // Of each organisation; what rankings read.
  PackedRows<kFieldCount> fields_;
  CodedTexts cities_;
  Column<StoredPoint> locations_;
  CodeLists codes_;

  // Of each organisation; what only answers show.
  Column<NodeId> ids_;  // ascending
  Texts keys_;
  Texts names_;
  Texts acronyms_;
  TextLists aliases_;
  TextLists identifiers_;
  Texts urls_;
  Texts descriptions_;
  Bits invented_;
  PackedNumbers source_set_;  // of source_sets_

  TextLists source_sets_;
  Column<NodeId> duplicate_ids_;  // ascending
  Column<NodeIndex> duplicates_;  // of each of these: who stands for it

  // Of each partnership.
  Column<NodeId> partnership_ids_;
  Texts partnership_keys_;
  Texts labels_;
  PackedDates starts_;
  CodedTexts partnership_types_;
  CodedTexts partnership_sources_;
  Lists<ConceptIndex> partnership_concepts_;

  PostingColumns postings_;

  Column<uint64_t> carrier_keys_;  // pairs of tie and code that occur, ascending
  Lists<NodeIndex> carriers_;      // of each of these
  Lists<NodeIndex> by_kind_;
};

template <typename Self, typename Visitor>
void ProfileTable::VisitColumns(Self& self, Visitor& visit) {
  visit("fields", self.fields_);
  visit("cities", self.cities_);
  visit("locations", self.locations_);
  visit("codes", self.codes_);
  visit("ids", self.ids_);
  visit("keys", self.keys_);
  visit("names", self.names_);
  visit("acronyms", self.acronyms_);
  visit("aliases", self.aliases_);
  visit("identifiers", self.identifiers_);
  visit("urls", self.urls_);
  visit("descriptions", self.descriptions_);
  visit("invented", self.invented_);
  visit("source_set", self.source_set_);
  visit("source_sets", self.source_sets_);
  visit("duplicate_ids", self.duplicate_ids_);
  visit("duplicates", self.duplicates_);
  visit("partnership_ids", self.partnership_ids_);
  visit("partnership_keys", self.partnership_keys_);
  visit("partnership_labels", self.labels_);
  visit("partnership_starts", self.starts_);
  visit("partnership_types", self.partnership_types_);
  visit("partnership_sources", self.partnership_sources_);
  visit("partnership_concepts", self.partnership_concepts_);
  visit("postings", self.postings_);
  visit("carrier_keys", self.carrier_keys_);
  visit("carriers", self.carriers_);
  visit("by_kind", self.by_kind_);
}

}  // namespace kontor
