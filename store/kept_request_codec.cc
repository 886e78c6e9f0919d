#include "store/kept_request_codec.h"

#include "store/bytes.h"

namespace kontor {
namespace {

constexpr uint8_t kRequestVersion = 1;
constexpr char kRequestKind = 0x40;
constexpr char kAgeKind = 0x41;
constexpr char kRequestCountKind = 0x42;

}  // namespace

std::string RequestKey(std::string_view key_id, std::string_view name) {
  std::string key(1, kRequestKind);
  ByteWriter writer(key);
  writer.PutText(key_id);
  writer.PutText(name);
  return key;
}

std::string AgePrefix() { return std::string(1, kAgeKind); }

std::string AgeKey(const KeptRequest& request) {
  std::string key = AgePrefix();
  ByteWriter(key).PutFixed(static_cast<uint64_t>(request.unix_seconds), 8);
  return key + RequestKey(request.key_id, request.name).substr(1);
}

std::string RequestCountKey() { return std::string(1, kRequestCountKind); }

Result<AgedRequest> DecodeAgeKey(std::string_view key) {
  constexpr size_t kBefore = 1 + 8;
  if (key.size() < kBefore) return Fail(ErrorCode::kCorrupt, "the key of a request cannot be read");
  ByteReader reader(key.substr(1, 8));
  AgedRequest aged;
  aged.unix_seconds = static_cast<int64_t>(reader.Fixed(8));
  aged.key = std::string(1, kRequestKind) + std::string(key.substr(kBefore));
  return aged;
}

std::string EncodeRequest(const KeptRequest& request) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.PutByte(kRequestVersion);
  writer.PutText(request.key_id);
  writer.PutText(request.name);
  writer.PutFixed(request.fingerprint, 8);
  writer.PutFixed(static_cast<uint64_t>(request.unix_seconds), 8);
  writer.PutByte(request.response ? 1 : 0);
  if (!request.response) return bytes;
  const KeptResponse& response = *request.response;
  writer.PutVarint(static_cast<uint64_t>(response.status));
  writer.PutText(response.content_type);
  writer.PutVarint(response.headers.size());
  for (const auto& [name, value] : response.headers) {
    writer.PutText(name);
    writer.PutText(value);
  }
  writer.PutText(response.body);
  return bytes;
}

Result<KeptRequest> DecodeRequest(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  KeptRequest request;
  request.key_id = reader.Text();
  request.name = reader.Text();
  request.fingerprint = reader.Fixed(8);
  request.unix_seconds = static_cast<int64_t>(reader.Fixed(8));
  const uint8_t is_answered = reader.Byte();
  if (is_answered == 1) {
    KeptResponse& response = request.response.emplace();
    response.status = static_cast<int>(reader.Varint());
    response.content_type = reader.Text();
    response.headers.resize(reader.Count(2));
    for (auto& [name, value] : response.headers) {
      name = reader.Text();
      value = reader.Text();
    }
    response.body = reader.Text();
  }
  if (!reader.done() || version != kRequestVersion || is_answered > 1) {
    return Fail(ErrorCode::kCorrupt, "a request that was kept cannot be read");
  }
  return request;
}

}  // namespace kontor
