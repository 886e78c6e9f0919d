// A request that its client may send again, and the answer that it got first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kontor {

struct KeptResponse {
  int status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  friend bool operator==(const KeptResponse&, const KeptResponse&) = default;
};

struct KeptRequest {
  std::string key_id;                    // of the API key that it came with
  std::string name;                      // what its client calls it: the Idempotency-Key
  uint64_t fingerprint = 0;              // of all that it asks for
  int64_t unix_seconds = 0;              // when it came first
  std::optional<KeptResponse> response;  // none: it has begun, and was not answered yet
  friend bool operator==(const KeptRequest&, const KeptRequest&) = default;
};

}  // namespace kontor
