// Records of nodes, edges and the commit log from any bytes: an error, or a record that is written
// and read back as itself.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "store/codec.h"
#include "store/log_codec.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void FuzzNode(std::string_view bytes) {
  const kontor::NodeId id(uint64_t{1} << 56U);
  kontor::NodeBuffer buffer;
  const auto view = kontor::DecodeNode(id, bytes, buffer);
  if (!view.has_value()) return;
  std::string once;
  kontor::EncodeNode(kontor::ToNode(*view), once);
  const auto again = kontor::DecodeNode(id, once, buffer);
  Require(again.has_value());
  std::string twice;
  kontor::EncodeNode(kontor::ToNode(*again), twice);
  Require(once == twice);
}

void FuzzEdge(std::string_view bytes) {
  kontor::Edge edge;
  if (!kontor::DecodeEdge({}, bytes, edge).has_value()) return;
  std::string encoded;
  kontor::EncodeEdge(edge, encoded);
  kontor::Edge again;
  Require(kontor::DecodeEdge({}, encoded, again).has_value());
  Require(again == edge);
}

void FuzzLog(std::string_view bytes) {
  (void)kontor::DecodeCommit("12345678", bytes);
  const auto entry = kontor::DecodeLogEntry("123456789012", bytes);
  if (!entry.has_value()) return;
  std::string encoded;
  kontor::EncodeLogEntry(*entry, encoded);
  const auto again = kontor::DecodeLogEntry("123456789012", encoded);
  Require(again.has_value() && again->edges == entry->edges && again->nodes == entry->nodes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      FuzzNode(bytes);
      break;
    case 1:
      FuzzEdge(bytes);
      break;
    default:
      FuzzLog(bytes);
  }
  (void)kontor::DecodeEdgeKey(bytes);
  (void)kontor::DecodeNodeKey(bytes);
  return 0;
}
