// The keys of a store as the text of the file that holds them. On disk, frozen: a JSON object with
// the format's number, the keys, and a check sum of these, because a damaged digit must not prolong
// a key. Times are seconds since 1970, in UTC.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/access_key.h"
#include "base/error.h"

namespace kontor {

inline constexpr size_t kMaxKeyFileBytes = 32 << 20;

// Same keys, same bytes. kLimit for more than kMaxKeys, kInvalidArgument for what Validate refuses.
Result<std::string> WriteKeys(std::span<const AccessKey> keys);

// kCorrupt for what WriteKeys did not write, kTooNew for a later format.
Result<std::vector<AccessKey>> ReadKeys(std::string_view text);

}  // namespace kontor
