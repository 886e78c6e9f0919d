// How a node, an edge and their keys are written as bytes. On disk and therefore frozen: a changed
// layout takes a new version byte, and the decoders go on reading the old ones.
//
// Encoding is canonical: equal records have equal bytes. Decoding never reads out of bounds and
// accepts only what an encoder wrote; anything else is ErrorCode::kCorrupt. Thread-safe.
//
//   node  version 1: version, key, provenance count, {source, date}…, value count,
//                    {field, index of provenance, language, text}…
//   edge  version 1: version, flags, [weight: 4 bytes of IEEE 754], [valid_from], [valid_to],
//                    [attribute count, {field, text}…], date, source
// Integers and lengths are varints, dates varints of days since 1000-01-01 plus 1, 0 for unknown.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/record.h"

namespace kontor {

// Version of all that is on disk: the column families, their keys and records. A store of a higher
// version is refused with kTooNew.
inline constexpr uint32_t kSchemaVersion = 1;

// A key of fixed width; sorts like the integers that it is made of.
template <size_t kBytes>
struct FixedKey {
  std::array<char, kBytes> bytes;
  [[nodiscard]] std::string_view view() const { return {bytes.data(), bytes.size()}; }
};

using NodeKeyBytes = FixedKey<8>;
using EdgeKeyBytes = FixedKey<17>;

NodeKeyBytes EncodeNodeKey(NodeId id);
EdgeKeyBytes EncodeEdgeKey(const EdgeKey& key);         // from, type, to
EdgeKeyBytes EncodeReverseEdgeKey(const EdgeKey& key);  // to, type, from
Result<NodeId> DecodeNodeKey(std::string_view bytes);
Result<EdgeKey> DecodeEdgeKey(std::string_view bytes);
Result<EdgeKey> DecodeReverseEdgeKey(std::string_view bytes);

// Appends to `out`. REQUIRES: normalised (base/record.h), all dates valid
void EncodeNode(const Node& node, std::string& out);
// REQUIRES: attributes sorted, weight finite, all dates valid
void EncodeEdge(const Edge& edge, std::string& out);

// Memory that DecodeNode works in; reused from one call to the next it allocates nothing.
struct NodeBuffer {
  std::vector<ValueView> values;
  std::vector<std::pair<std::string_view, Date>> provenance;
};

// The view's texts point into `bytes`, its values into `buffer`: it lives until either changes.
Result<NodeView> DecodeNode(NodeId id, std::string_view bytes, NodeBuffer& buffer);
// Overwrites `edge`, reusing its memory. On failure its content is unspecified.
Status DecodeEdge(const EdgeKey& key, std::string_view bytes, Edge& edge);

// "0x01…" and "0x01… -in_country-> 0x08…", for messages.
std::string Describe(NodeId id);
std::string Describe(const EdgeKey& key);

}  // namespace kontor
