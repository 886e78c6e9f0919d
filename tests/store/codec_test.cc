#include "store/codec.h"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>

#include "store/bytes.h"
#include "store/log_codec.h"
#include "tests/store/records.h"

namespace kontor {
namespace {

using Random = std::mt19937_64;

std::string RandomText(Random& random, size_t max_size) {
  std::string text(random() % (max_size + 1), ' ');
  for (char& c : text) c = static_cast<char>(random());
  return text;
}

Date RandomDate(Random& random) {
  if (random() % 4 == 0) return {};
  constexpr uint64_t kDays = Date::kLastDay - Date::kFirstDay + 1;
  return {static_cast<int32_t>(Date::kFirstDay + static_cast<int64_t>(random() % kDays))};
}

Node RandomNode(Random& random) {
  Node node{static_cast<NodeType>(1 + random() % 14), RandomText(random, 20), {}};
  const size_t count = random() % 8;
  for (size_t i = 0; i < count; ++i) {
    node.values.push_back({static_cast<Field>(random()), RandomText(random, 2),
                           RandomText(random, random() % 10 == 0 ? 20'000 : 30),
                           random() % 2 == 0 ? "cordis:h2020" : RandomText(random, 5),
                           RandomDate(random)});
  }
  return node;
}

Edge RandomEdge(Random& random) {
  Edge edge;
  edge.key = {NodeId(random()), static_cast<EdgeType>(random() % 128), NodeId(random())};
  if (random() % 2 == 0) edge.weight = static_cast<float>(random() % 1000) / 7;
  if (random() % 2 == 0) edge.valid_from = RandomDate(random);
  if (random() % 2 == 0) edge.valid_to = RandomDate(random);
  const size_t count = random() % 4;
  for (size_t i = 0; i < count; ++i) {
    edge.attributes.push_back({static_cast<Field>(random()), RandomText(random, 200)});
  }
  edge.source = RandomText(random, 12);
  edge.date = RandomDate(random);
  return edge;
}

std::string Encoded(const Node& node) {
  std::string bytes;
  EncodeNode(node, bytes);
  return bytes;
}

std::string Encoded(const Edge& edge) {
  std::string bytes;
  EncodeEdge(edge, bytes);
  return bytes;
}

// Decodes bytes that may be anything: either an error, or a record that is written and read again.
void CheckNodeBytes(std::string_view bytes) {
  NodeBuffer buffer;
  const Result<NodeView> view = DecodeNode(NodeId(1), bytes, buffer);
  if (!view.has_value()) {
    REQUIRE(view.error().code == ErrorCode::kCorrupt);
    return;
  }
  Node node{NodeType::kOrganisation, std::string(view->key), {}};
  for (const ValueView& value : view->values) {
    node.values.push_back({value.field, std::string(value.lang), std::string(value.text),
                           std::string(value.source), value.date});
  }
  NodeBuffer again;
  REQUIRE(DecodeNode(NodeId(1), Encoded(node), again).has_value());
  REQUIRE(again.values.size() == node.values.size());
}

void CheckEdgeBytes(std::string_view bytes) {
  Edge edge;
  const Status decoded = DecodeEdge({}, bytes, edge);
  if (!decoded.has_value()) {
    REQUIRE(decoded.error().code == ErrorCode::kCorrupt);
    return;
  }
  Edge again;
  Must(DecodeEdge({}, Encoded(edge), again));
  REQUIRE(again == edge);
}

TEST_CASE("keys sort as ids do and are read back", "[store][codec]") {
  Random random(1);
  for (int i = 0; i < 2'000; ++i) {
    const Edge a = RandomEdge(random);
    const Edge b = RandomEdge(random);
    REQUIRE(Must(DecodeNodeKey(EncodeNodeKey(a.key.from).view())) == a.key.from);
    REQUIRE(Must(DecodeEdgeKey(EncodeEdgeKey(a.key).view())) == a.key);
    REQUIRE(Must(DecodeReverseEdgeKey(EncodeReverseEdgeKey(a.key).view())) == a.key);
    REQUIRE((EncodeNodeKey(a.key.to).view() < EncodeNodeKey(b.key.to).view()) ==
            (a.key.to < b.key.to));
    REQUIRE((EncodeEdgeKey(a.key).view() < EncodeEdgeKey(b.key).view()) == (a.key < b.key));
  }
  CHECK(DecodeNodeKey("1234567").error().code == ErrorCode::kCorrupt);
  CHECK(DecodeNodeKey("123456789").error().code == ErrorCode::kCorrupt);
  CHECK(DecodeEdgeKey("").error().code == ErrorCode::kCorrupt);
  CHECK(DecodeReverseEdgeKey("123456789012345678").error().code == ErrorCode::kCorrupt);
}

TEST_CASE("a node is read as it was written", "[store][codec]") {
  Random random(2);
  NodeBuffer buffer;
  for (int i = 0; i < 2'000; ++i) {
    const Node node = RandomNode(random);
    const std::string bytes = Encoded(node);
    const NodeView view = Must(DecodeNode(node.id(), bytes, buffer));
    REQUIRE(view.key == node.key);
    REQUIRE(std::ranges::equal(view.values, node.values, {}, [](const ValueView& value) {
      return Value{value.field, std::string(value.lang), std::string(value.text),
                   std::string(value.source), value.date};
    }));
  }
}

TEST_CASE("an edge is read as it was written", "[store][codec]") {
  Random random(3);
  Edge decoded;
  for (int i = 0; i < 5'000; ++i) {
    const Edge edge = RandomEdge(random);
    Must(DecodeEdge(edge.key, Encoded(edge), decoded));
    REQUIRE(decoded == edge);
  }
}

TEST_CASE("the bytes of records are frozen", "[store][codec]") {
  Node node{NodeType::kOrganisation, "pic:1", {}};
  node.Set(Field::kName, "A", "s", MakeDate(1000, 1, 1), "de");
  node.Set(Field::kCity, "B", "s", MakeDate(1000, 1, 1));
  using namespace std::string_view_literals;
  CHECK(Encoded(node) == "\1\5pic:1\1\1s\1\2\1\0\2de\1A\13\0\0\1B"sv);
  Edge edge;
  CHECK(Encoded(edge) == "\1\0\0\0"sv);
  edge.weight = 0.5F;
  edge.valid_from = MakeDate(1000, 1, 1);
  edge.attributes = {{Field::kRole, "r"}};
  edge.source = "s";
  CHECK(Encoded(edge) == "\1\13\x3f\0\0\0\1\1\62\1r\0\1s"sv);
}

TEST_CASE("a record that is cut off or longer is refused", "[store][codec]") {
  Random random(4);
  NodeBuffer buffer;
  Edge edge;
  for (int i = 0; i < 50; ++i) {
    const std::string node_bytes = Encoded(RandomNode(random)).substr(0, 400);
    for (size_t size = 0; size < node_bytes.size(); ++size) {
      CheckNodeBytes({node_bytes.data(), size});
    }
    const std::string edge_bytes = Encoded(RandomEdge(random));
    for (size_t size = 0; size < edge_bytes.size(); ++size) {
      REQUIRE_FALSE(DecodeEdge({}, {edge_bytes.data(), size}, edge).has_value());
    }
    REQUIRE_FALSE(DecodeEdge({}, edge_bytes + "x", edge).has_value());
    REQUIRE_FALSE(DecodeNode(NodeId(1), Encoded(RandomNode(random)) + "x", buffer).has_value());
  }
}

TEST_CASE("hostile bytes give an error or a sound record, never a crash", "[store][codec]") {
  Random random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string node_bytes = i % 2 == 0 ? RandomText(random, 60) : Encoded(RandomNode(random));
    std::string edge_bytes = i % 2 == 0 ? RandomText(random, 60) : Encoded(RandomEdge(random));
    for (std::string* bytes : {&node_bytes, &edge_bytes}) {
      if (bytes->empty()) continue;
      (*bytes)[0] = '\1';
      (*bytes)[random() % bytes->size()] = static_cast<char>(random());
    }
    CheckNodeBytes(node_bytes);
    CheckEdgeBytes(edge_bytes);
    (void)DecodeCommit("12345678", edge_bytes);
    (void)DecodeLogEntry("123456789012", edge_bytes);
  }
}

TEST_CASE("an announced size takes no memory that the bytes do not justify", "[store][codec]") {
  std::string bytes("\1\0", 2);
  ByteWriter(bytes).PutVarint(std::numeric_limits<uint64_t>::max());
  NodeBuffer buffer;
  CHECK(DecodeNode(NodeId(1), bytes, buffer).error().code == ErrorCode::kCorrupt);
  CHECK(buffer.provenance.capacity() == 0);
}

TEST_CASE("an edge with a weight that is no number is refused", "[store][codec]") {
  Edge edge;
  for (const float weight :
       {-1.0F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
    std::string bytes("\1\1", 2);
    ByteWriter(bytes).PutFixed(std::bit_cast<uint32_t>(weight), 4);
    bytes += std::string(2, '\0');
    CHECK(DecodeEdge({}, bytes, edge).error().code == ErrorCode::kCorrupt);
  }
}

TEST_CASE("a commit and its log entries are read as they were written", "[store][codec]") {
  Random random(6);
  const CommitRecord record{{7, {"import", "file.csv", -5}, {1, 2, 3, 4}}, 9};
  std::string bytes;
  EncodeCommit(record, bytes);
  const CommitRecord read = Must(DecodeCommit(EncodeCommitKey(7).view(), bytes));
  CHECK(read.commit.generation == 7);
  CHECK(read.commit.info.origin == "import");
  CHECK(read.commit.info.detail == "file.csv");
  CHECK(read.commit.info.unix_seconds == -5);
  CHECK(read.commit.counts.erased == 4);
  CHECK(read.parts == 9);

  LogEntry entry{7, 300, {NodeId(1), NodeId(2)}, {}, {NodeId(3)}, {}};
  for (int i = 0; i < 50; ++i) entry.edges.push_back(RandomEdge(random).key);
  for (EdgeKey& key : entry.edges) key.from = NodeId(random() % 3);
  std::ranges::sort(entry.edges);
  entry.erased_edges = entry.edges;
  bytes.clear();
  EncodeLogEntry(entry, bytes);
  const LogEntry got = Must(DecodeLogEntry(EncodeLogEntryKey(7, 300).view(), bytes));
  CHECK(got.generation == 7);
  CHECK(got.part == 300);
  CHECK(got.nodes == entry.nodes);
  CHECK(got.edges == entry.edges);
  CHECK(got.erased_nodes == entry.erased_nodes);
  CHECK(got.erased_edges == entry.erased_edges);
  CHECK(DecodeLogEntry("short", bytes).error().code == ErrorCode::kCorrupt);
  CHECK(DecodeCommit("short", bytes).error().code == ErrorCode::kCorrupt);
}

TEST_CASE("numbers of every size are read as they were written", "[store][codec]") {
  std::string bytes;
  ByteWriter writer(bytes);
  for (unsigned shift = 0; shift < 64; ++shift) writer.PutVarint(uint64_t{1} << shift);
  writer.PutVarint(std::numeric_limits<uint64_t>::max());
  ByteReader reader(bytes);
  for (unsigned shift = 0; shift < 64; ++shift) CHECK(reader.Varint() == uint64_t{1} << shift);
  CHECK(reader.Varint() == std::numeric_limits<uint64_t>::max());
  CHECK(reader.done());
  CHECK(reader.Byte() == 0);
  CHECK_FALSE(reader.ok());
}

}  // namespace
}  // namespace kontor
