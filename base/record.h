// A node and an edge of the property graph, as they are stored, imported and exported.
//
// Records of one node arrive from several sources and in any order. Merging is therefore
// commutative, associative and idempotent: each value is a small join-semilattice, the newest
// statement wins, and equal dates are decided by the source's name and then by the text. Importing
// files in another order, or twice, gives the same record.
#pragma once

#include <compare>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace kontor {

// One statement about a node, without owning its bytes. `source` is a short stable name
// ("cordis:h2020", "ror", "demo"), `date` the day on which the source said so.
struct ValueView {
  Field field = Field::kName;
  std::string_view lang;  // ISO 639-1, or empty
  std::string_view text;  // UTF-8, at most Limits::max_value_bytes
  std::string_view source;
  Date date;
};

struct Value {
  Field field = Field::kName;
  std::string lang;
  std::string text;
  std::string source;
  Date date;

  [[nodiscard]] ValueView View() const { return {field, lang, text, source, date}; }
  friend auto operator<=>(const Value&, const Value&) = default;
};

struct NodeView {
  NodeId id;
  std::string_view key;
  std::span<const ValueView> values;  // sorted by field, language, text

  // The text of the first value of `field`, in any language; empty when there is none.
  [[nodiscard]] std::string_view Text(Field field) const;
};

struct Node {
  NodeType type = NodeType::kOrganisation;
  std::string key;  // the identifier that the node is known by: "pic:999905974", "C28"
  std::vector<Value> values;

  [[nodiscard]] NodeId id() const { return NodeId::Of(type, key); }
  void Set(Field field, std::string_view text, std::string_view source, Date date,
           std::string_view lang = {});  // no-op for an empty text
  [[nodiscard]] std::string_view Text(Field field) const;
  friend bool operator==(const Node&, const Node&) = default;
};

Node ToNode(const NodeView& view);

// True for fields of which a node keeps all values (aliases, identifiers, …); of all other fields
// it keeps one value per language.
bool IsMultiValued(Field field);

// Sorts the values and applies the merge rule among them. Idempotent.
void Normalise(Node& node);

// The merge of two records of one node. REQUIRES: a.type == b.type and a.key == b.key
Node MergeNodes(const Node& a, const Node& b);

struct EdgeKey {
  NodeId from;
  EdgeType type = EdgeType::kParticipatesIn;
  NodeId to;
  friend constexpr auto operator<=>(const EdgeKey&, const EdgeKey&) = default;
};

struct Attribute {
  Field field = Field::kRole;
  std::string text;
  friend auto operator<=>(const Attribute&, const Attribute&) = default;
};

struct Edge {
  EdgeKey key;
  float weight = 1.0F;  // finite, >= 0; its meaning is given with the EdgeType
  Date valid_from;
  Date valid_to;                      // last day on which it holds; unknown: no end known
  std::vector<Attribute> attributes;  // sorted by field, one per field
  std::string source;
  Date date;

  [[nodiscard]] std::string_view Text(Field field) const;
  friend bool operator==(const Edge&, const Edge&) = default;
};

// The merge of two statements of one tie: the newer one, whole; among equal dates by source, then
// by content. REQUIRES: a.key == b.key
const Edge& MergeEdges(const Edge& a, const Edge& b);

}  // namespace kontor
