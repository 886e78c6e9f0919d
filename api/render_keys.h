// Keys as a table for a terminal or as JSON, without anything that opens.
#pragma once

#include <chrono>
#include <map>
#include <span>
#include <string>

#include "api/access_key.h"
#include "base/date.h"

namespace kontor {

// The days on which keys were used last, by their ids.
using KeyUseDays = std::map<std::string, Date, std::less<>>;

// One line each, in the given order.
std::string RenderKeysAsTable(std::span<const AccessKey> keys, const KeyUseDays& used,
                              std::chrono::sys_seconds now);

// {"keys": [{"id", "name", "state", "scopes", "origins", "filter", "created", "expires", "revoked",
// "requests_per_minute", "burst", "secrets", "last_used"}]}
std::string RenderKeysAsJson(std::span<const AccessKey> keys, const KeyUseDays& used,
                             std::chrono::sys_seconds now);

// What is shown once: {"id", "key"}.
std::string RenderNewKeyAsJson(const Token& token);

}  // namespace kontor
