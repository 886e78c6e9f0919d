#include "store/codec.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <tuple>

#include "store/bytes.h"

namespace kontor {
namespace {

constexpr uint8_t kNodeVersion = 1;
constexpr uint8_t kEdgeVersion = 1;

// Flags of an edge record: which of the optional parts follow.
constexpr uint8_t kHasWeight = 1;  // other than 1
constexpr uint8_t kHasValidFrom = 2;
constexpr uint8_t kHasValidTo = 4;
constexpr uint8_t kHasAttributes = 8;
constexpr uint8_t kAllFlags = 15;

constexpr size_t kMinProvenanceBytes = 2;
constexpr size_t kMinValueBytes = 4;
constexpr size_t kMinAttributeBytes = 2;

template <size_t kBytes>
void PutBigEndian(FixedKey<kBytes>& key, size_t at, uint64_t value) {
  for (size_t i = 0; i < 8; ++i) key.bytes[at + i] = static_cast<char>(value >> (56 - 8 * i));
}

EdgeKeyBytes EdgeKeyOf(NodeId first, EdgeType type, NodeId second) {
  EdgeKeyBytes key;
  PutBigEndian(key, 0, first.value());
  key.bytes[8] = static_cast<char>(type);
  PutBigEndian(key, 9, second.value());
  return key;
}

std::unexpected<Error> BadRecord(std::string_view what, const std::string& which) {
  return Fail(ErrorCode::kCorrupt, "the record of " + std::string(what) + " " + which +
                                       " cannot be read; run kontor verify");
}

std::string Hex(uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "0x";
  for (unsigned shift = 64; shift > 0; shift -= 4) text += kDigits[(value >> (shift - 4)) & 0xFU];
  return text;
}

using Provenance = std::pair<std::string_view, Date>;

std::vector<Provenance> ProvenanceOf(const Node& node) {
  std::vector<Provenance> all;
  for (const Value& value : node.values) {
    const Provenance provenance(value.source, value.date);
    // Nearly always one or two: a search from the front beats any set.
    if (std::ranges::find(all, provenance) == all.end()) all.push_back(provenance);
  }
  return all;
}

Field ReadField(ByteReader& reader) { return static_cast<Field>(reader.Byte()); }

void ReadAttributes(ByteReader& reader, std::vector<Attribute>& attributes) {
  attributes.resize(reader.Count(kMinAttributeBytes));
  for (Attribute& attribute : attributes) {
    attribute.field = ReadField(reader);
    attribute.text = reader.Text();
  }
}

float ReadWeight(ByteReader& reader) {
  const auto weight = std::bit_cast<float>(static_cast<uint32_t>(reader.Fixed(4)));
  if (!std::isfinite(weight) || weight < 0) reader.Reject();
  return weight;
}

}  // namespace

NodeKeyBytes EncodeNodeKey(NodeId id) {
  NodeKeyBytes key;
  PutBigEndian(key, 0, id.value());
  return key;
}

EdgeKeyBytes EncodeEdgeKey(const EdgeKey& key) { return EdgeKeyOf(key.from, key.type, key.to); }

EdgeKeyBytes EncodeReverseEdgeKey(const EdgeKey& key) {
  return EdgeKeyOf(key.to, key.type, key.from);
}

Result<NodeId> DecodeNodeKey(std::string_view bytes) {
  ByteReader reader(bytes);
  const NodeId id(reader.Fixed(8));
  if (!reader.done()) return Fail(ErrorCode::kCorrupt, "a node's key has a wrong length");
  return id;
}

Result<EdgeKey> DecodeEdgeKey(std::string_view bytes) {
  ByteReader reader(bytes);
  EdgeKey key;
  key.from = NodeId(reader.Fixed(8));
  key.type = static_cast<EdgeType>(reader.Byte());
  key.to = NodeId(reader.Fixed(8));
  if (!reader.done()) return Fail(ErrorCode::kCorrupt, "an edge's key has a wrong length");
  return key;
}

Result<EdgeKey> DecodeReverseEdgeKey(std::string_view bytes) {
  Result<EdgeKey> key = DecodeEdgeKey(bytes);
  if (key.has_value()) std::swap(key->from, key->to);
  return key;
}

void EncodeNode(const Node& node, std::string& out) {
  ByteWriter writer(out);
  writer.PutByte(kNodeVersion);
  writer.PutText(node.key);
  const std::vector<Provenance> provenance = ProvenanceOf(node);
  writer.PutVarint(provenance.size());
  for (const auto& [source, date] : provenance) {
    assert(date.valid());
    writer.PutText(source);
    writer.PutDate(date);
  }
  writer.PutVarint(node.values.size());
  for (const Value& value : node.values) {
    const auto found = std::ranges::find(provenance, Provenance(value.source, value.date));
    writer.PutByte(static_cast<uint8_t>(value.field));
    writer.PutVarint(static_cast<uint64_t>(found - provenance.begin()));
    writer.PutText(value.lang);
    writer.PutText(value.text);
  }
}

void EncodeEdge(const Edge& edge, std::string& out) {
  assert(std::isfinite(edge.weight) && edge.date.valid());
  uint8_t flags = 0;
  if (edge.weight != 1.0F) flags |= kHasWeight;
  if (edge.valid_from.known()) flags |= kHasValidFrom;
  if (edge.valid_to.known()) flags |= kHasValidTo;
  if (!edge.attributes.empty()) flags |= kHasAttributes;

  ByteWriter writer(out);
  writer.PutByte(kEdgeVersion);
  writer.PutByte(flags);
  if ((flags & kHasWeight) != 0) writer.PutFixed(std::bit_cast<uint32_t>(edge.weight), 4);
  if ((flags & kHasValidFrom) != 0) writer.PutDate(edge.valid_from);
  if ((flags & kHasValidTo) != 0) writer.PutDate(edge.valid_to);
  if ((flags & kHasAttributes) != 0) {
    writer.PutVarint(edge.attributes.size());
    for (const Attribute& attribute : edge.attributes) {
      writer.PutByte(static_cast<uint8_t>(attribute.field));
      writer.PutText(attribute.text);
    }
  }
  writer.PutDate(edge.date);
  writer.PutText(edge.source);
}

Result<NodeView> DecodeNode(NodeId id, std::string_view bytes, NodeBuffer& buffer) {
  ByteReader reader(bytes);
  if (reader.Byte() != kNodeVersion) return BadRecord("node", Describe(id));
  NodeView view{id, reader.Text(), {}};
  buffer.provenance.resize(reader.Count(kMinProvenanceBytes));
  for (auto& [source, date] : buffer.provenance) {
    source = reader.Text();
    date = reader.ReadDate();
  }
  buffer.values.resize(reader.Count(kMinValueBytes));
  for (ValueView& value : buffer.values) {
    value.field = ReadField(reader);
    const uint64_t index = reader.Varint();
    if (index >= buffer.provenance.size()) return BadRecord("node", Describe(id));
    std::tie(value.source, value.date) = buffer.provenance[index];
    value.lang = reader.Text();
    value.text = reader.Text();
  }
  if (!reader.done()) return BadRecord("node", Describe(id));
  view.values = buffer.values;
  return view;
}

Status DecodeEdge(const EdgeKey& key, std::string_view bytes, Edge& edge) {
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  const uint8_t flags = reader.Byte();
  if (version != kEdgeVersion || flags > kAllFlags) return BadRecord("edge", Describe(key));
  edge.key = key;
  edge.weight = (flags & kHasWeight) != 0 ? ReadWeight(reader) : 1.0F;
  edge.valid_from = (flags & kHasValidFrom) != 0 ? reader.ReadDate() : Date{};
  edge.valid_to = (flags & kHasValidTo) != 0 ? reader.ReadDate() : Date{};
  if ((flags & kHasAttributes) != 0) {
    ReadAttributes(reader, edge.attributes);
  } else {
    edge.attributes.clear();
  }
  edge.date = reader.ReadDate();
  edge.source = reader.Text();
  if (!reader.done()) return BadRecord("edge", Describe(key));
  return {};
}

std::string Describe(NodeId id) { return std::string(Name(id.type())) + " " + Hex(id.value()); }

std::string Describe(const EdgeKey& key) {
  return Describe(key.from) + " -" + std::string(Name(key.type)) + "-> " + Describe(key.to);
}

}  // namespace kontor
