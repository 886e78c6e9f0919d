// What is known of one organisation, partnership or posting, as it is collected before it goes into
// a ProfileTable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "index/concepts.h"
#include "index/profiles.h"

namespace kontor {

// See Profile for what the fields mean.
struct ProfileRecord {
  NodeId id;
  std::string key;
  std::string name;
  std::string acronym;
  std::vector<std::string> aliases;
  std::vector<std::string> identifiers;
  uint8_t kind = 8;
  std::string city;
  std::string url;
  std::string description;
  bool invented = false;
  ConceptIndex country = kNoConcept;
  ConceptIndex region = kNoConcept;
  std::optional<GeoPoint> location;
  Date updated;
  std::vector<std::string> sources;  // ascending
};

// See PartnershipFacts.
struct PartnershipRecord {
  NodeId id;
  std::string key;
  std::string label;
  Date start;
  std::string type;
  std::string source;
  std::vector<ConceptIndex> concepts;  // ascending
};

// See Posting.
struct PostingRecord {
  NodeId id;
  bool is_need = false;
  std::string title;
  std::string type;
  Date deadline;
  std::vector<ConceptIndex> concepts;  // ascending
};

}  // namespace kontor
