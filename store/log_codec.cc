#include "store/log_codec.h"

#include "store/bytes.h"

namespace kontor {
namespace {

constexpr uint8_t kCommitVersion = 1;
constexpr uint8_t kLogEntryVersion = 1;

// In the byte of an edge's type: this edge starts where the one before it does.
constexpr uint8_t kSameFrom = 0x80;

constexpr size_t kNodeBytes = 8;
constexpr size_t kMinEdgeBytes = 9;

void PutNodes(ByteWriter& writer, const std::vector<NodeId>& nodes) {
  writer.PutVarint(nodes.size());
  for (const NodeId id : nodes) writer.PutFixed(id.value(), 8);
}

void PutEdges(ByteWriter& writer, const std::vector<EdgeKey>& edges) {
  writer.PutVarint(edges.size());
  const EdgeKey* before = nullptr;
  for (const EdgeKey& edge : edges) {
    const bool same = before != nullptr && before->from == edge.from;
    writer.PutByte(static_cast<uint8_t>(static_cast<uint8_t>(edge.type) | (same ? kSameFrom : 0)));
    if (!same) writer.PutFixed(edge.from.value(), 8);
    writer.PutFixed(edge.to.value(), 8);
    before = &edge;
  }
}

std::vector<NodeId> ReadNodes(ByteReader& reader) {
  std::vector<NodeId> nodes(reader.Count(kNodeBytes));
  for (NodeId& id : nodes) id = NodeId(reader.Fixed(8));
  return nodes;
}

std::vector<EdgeKey> ReadEdges(ByteReader& reader) {
  std::vector<EdgeKey> edges(reader.Count(kMinEdgeBytes));
  NodeId from;
  for (EdgeKey& edge : edges) {
    const uint8_t type = reader.Byte();
    if ((type & kSameFrom) == 0) from = NodeId(reader.Fixed(8));
    edge.from = from;
    edge.type = static_cast<EdgeType>(type & ~kSameFrom);
    edge.to = NodeId(reader.Fixed(8));
  }
  return edges;
}

}  // namespace

CommitKeyBytes EncodeCommitKey(Generation generation) { return EncodeNodeKey(NodeId(generation)); }

LogEntryKeyBytes EncodeLogEntryKey(Generation generation, uint32_t part) {
  LogEntryKeyBytes key;
  for (size_t i = 0; i < 8; ++i) key.bytes[i] = static_cast<char>(generation >> (56 - 8 * i));
  for (size_t i = 0; i < 4; ++i) key.bytes[8 + i] = static_cast<char>(part >> (24 - 8 * i));
  return key;
}

void EncodeCommit(const CommitRecord& record, std::string& out) {
  const Commit& commit = record.commit;
  ByteWriter writer(out);
  writer.PutByte(kCommitVersion);
  writer.PutText(commit.info.origin);
  writer.PutText(commit.info.detail);
  writer.PutFixed(static_cast<uint64_t>(commit.info.unix_seconds), 8);
  writer.PutVarint(commit.counts.added);
  writer.PutVarint(commit.counts.changed);
  writer.PutVarint(commit.counts.unchanged);
  writer.PutVarint(commit.counts.erased);
  writer.PutVarint(record.parts);
}

Result<CommitRecord> DecodeCommit(std::string_view key, std::string_view bytes) {
  ByteReader key_reader(key);
  ByteReader reader(bytes);
  CommitRecord record;
  record.commit.generation = key_reader.Fixed(8);
  const uint8_t version = reader.Byte();
  record.commit.info.origin = reader.Text();
  record.commit.info.detail = reader.Text();
  record.commit.info.unix_seconds = static_cast<int64_t>(reader.Fixed(8));
  record.commit.counts.added = reader.Varint();
  record.commit.counts.changed = reader.Varint();
  record.commit.counts.unchanged = reader.Varint();
  record.commit.counts.erased = reader.Varint();
  record.parts = static_cast<uint32_t>(reader.Varint());
  if (!key_reader.done() || !reader.done() || version != kCommitVersion) {
    return Fail(ErrorCode::kCorrupt, "a commit of the commit log cannot be read");
  }
  return record;
}

void EncodeLogEntry(const LogEntry& entry, std::string& out) {
  ByteWriter writer(out);
  writer.PutByte(kLogEntryVersion);
  PutNodes(writer, entry.nodes);
  PutEdges(writer, entry.edges);
  PutNodes(writer, entry.erased_nodes);
  PutEdges(writer, entry.erased_edges);
}

Result<LogEntry> DecodeLogEntry(std::string_view key, std::string_view bytes) {
  ByteReader key_reader(key);
  ByteReader reader(bytes);
  LogEntry entry;
  entry.generation = key_reader.Fixed(8);
  entry.part = static_cast<uint32_t>(key_reader.Fixed(4));
  const uint8_t version = reader.Byte();
  entry.nodes = ReadNodes(reader);
  entry.edges = ReadEdges(reader);
  entry.erased_nodes = ReadNodes(reader);
  entry.erased_edges = ReadEdges(reader);
  if (!key_reader.done() || !reader.done() || version != kLogEntryVersion) {
    return Fail(ErrorCode::kCorrupt, "an entry of the commit log cannot be read");
  }
  return entry;
}

}  // namespace kontor
