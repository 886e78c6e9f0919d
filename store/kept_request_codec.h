// How requests that may be repeated (base/kept_request.h) and their keys are written as bytes:
// frozen, and with the promises of store/user_codec.h. They are records of users as well:
//
//   0x40 request              key id, name (each with its length)
//   0x41 request by age       unix seconds (8 bytes), key id, name      nothing
//   0x42 number of requests                                             8 bytes
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/kept_request.h"

namespace kontor {

std::string RequestKey(std::string_view key_id, std::string_view name);
std::string AgeKey(const KeptRequest& request);
std::string AgePrefix();
std::string RequestCountKey();

// The request that a key by age stands for: its own key, and when it came.
struct AgedRequest {
  std::string key;
  int64_t unix_seconds = 0;
};
Result<AgedRequest> DecodeAgeKey(std::string_view key);

std::string EncodeRequest(const KeptRequest& request);
Result<KeptRequest> DecodeRequest(std::string_view bytes);

}  // namespace kontor
