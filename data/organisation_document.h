// An organisation in the two forms that programs and the store have for it. Private to data/.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "data/codes.h"
#include "data/document_reader.h"
#include "store/store.h"

namespace kontor {

// A member that lists codes, and the ties that say the same.
struct CodeMember {
  std::string_view name;
  EdgeType tie;
  NodeType type;
  bool is_list = true;
};
inline constexpr std::array<CodeMember, 10> kCodeMembers = {{
    {"country", EdgeType::kInCountry, NodeType::kCountry, false},
    {"region", EdgeType::kInRegion, NodeType::kRegion, false},
    {"sectors", EdgeType::kInSector, NodeType::kSector},
    {"ecosystems", EdgeType::kInEcosystem, NodeType::kEcosystem},
    {"technologies", EdgeType::kUsesTechnology, NodeType::kTechnology},
    {"stages", EdgeType::kAtStage, NodeType::kStage},
    {"labels", EdgeType::kHoldsLabel, NodeType::kLabel},
    {"target_countries", EdgeType::kTargetsCountry, NodeType::kCountry},
    {"active_countries", EdgeType::kActiveInCountry, NodeType::kCountry},
    {"topics", EdgeType::kAboutTopic, NodeType::kTopic},
}};

// A member that holds one text, and its field.
struct TextMember {
  std::string_view name;
  Field field;
};
inline constexpr std::array<TextMember, 9> kTextMembers = {{
    {"name", Field::kName},
    {"acronym", Field::kAcronym},
    {"kind", Field::kKind},
    {"description", Field::kDescription},
    {"url", Field::kUrl},
    {"city", Field::kCity},
    {"post_code", Field::kPostCode},
    {"street", Field::kStreet},
    {"founded", Field::kFounded},
}};

struct StatedCode {
  EdgeType tie;
  NodeId code;
  float weight = 1.0F;
  Date valid_from;
  Date valid_to;
};

struct StatedPosting {
  bool is_need = false;
  std::string title;
  std::string description;
  std::string type;
  Date deadline;
  std::vector<StatedCode> codes;
};

// What a document says; without sources and days.
struct StatedOrganisation {
  std::string id;                                      // may be empty
  std::array<std::string, kTextMembers.size()> texts;  // parallel to kTextMembers
  std::string location;                                // "latitude,longitude", or empty
  std::vector<std::string> aliases;
  std::vector<std::string> identifiers;
  std::vector<StatedCode> codes;
  std::vector<StatedPosting> postings;
};

// Which members of a document count: all, or those that a patch names.
struct Members {
  const Json* named = nullptr;  // an object; null: all
  [[nodiscard]] bool Has(std::string_view name) const {
    return named == nullptr || named->contains(name);
  }
};

// Faults go to `problems`; nothing is to be used if there are any. A name is required where it
// counts.
Result<StatedOrganisation> ReadOrganisationDocument(const Json& document, Members members,
                                                    const Codes& codes, const ReadView& view,
                                                    std::vector<DocumentProblem>& problems);

// What the store says, as a document that says the same.
Result<Json> DescribeOrganisation(const ReadView& view, const Node& organisation);

// The statement of a field that a document shows: English before no language before others.
const Value* ShownValue(const Node& node, Field field);

}  // namespace kontor
