#include "api/key_json.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <stdexcept>

#include "api/json_document.h"
#include "base/checksum.h"
#include "base/date.h"

namespace kontor {
namespace {

using std::chrono::sys_seconds;

constexpr int kKeyFormat = 1;

template <size_t n>
std::string Hex(const std::array<uint8_t, n>& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const uint8_t byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

// Throws std::invalid_argument.
template <size_t n>
std::array<uint8_t, n> FromHex(const std::string& text) {
  std::array<uint8_t, n> bytes{};
  if (text.size() != 2 * n) throw std::invalid_argument("not as many digits as there should be");
  for (size_t i = 0; i < n; ++i) {
    const char* first = text.data() + 2 * i;
    const auto [end, error] = std::from_chars(first, first + 2, bytes[i], 16);
    if (error != std::errc() || end != first + 2) throw std::invalid_argument("not hexadecimal");
  }
  return bytes;
}

Json SecondsOrNull(const std::optional<sys_seconds>& moment) {
  return moment ? Json(moment->time_since_epoch().count()) : Json();
}

sys_seconds ToMoment(const Json& value) {
  constexpr int64_t last = int64_t{Date::kLastDay} * 86'400;
  const auto count = value.get<int64_t>();
  if (count < 0 || count > last) throw std::invalid_argument("a time out of range");
  return sys_seconds(std::chrono::seconds(count));
}

std::optional<sys_seconds> ToOptionalMoment(const Json& value) {
  if (value.is_null()) return std::nullopt;
  return ToMoment(value);
}

Json ToJson(const AccessKey& key) {
  Json json;
  json["id"] = key.id;
  json["name"] = key.name;
  json["scopes"] = key.scopes.Names();
  json["origins"] = key.origins;
  json["filter"] = Json::array();
  for (const auto& [name, value] : key.filter) json["filter"].push_back({name, value});
  json["created"] = key.created.time_since_epoch().count();
  json["expires"] = SecondsOrNull(key.expires);
  json["revoked"] = SecondsOrNull(key.revoked);
  json["requests_per_minute"] = key.rate.per_minute;
  json["burst"] = key.rate.burst;
  json["secrets"] = Json::array();
  for (const KeptSecret& kept : key.secrets) {
    json["secrets"].push_back({{"salt", Hex(kept.hash.salt)},
                               {"hash", Hex(kept.hash.hash)},
                               {"until", SecondsOrNull(kept.until)}});
  }
  return json;
}

// Throws what the JSON library throws, and std::invalid_argument.
AccessKey ToKey(const Json& json) {
  AccessKey key;
  json.at("id").get_to(key.id);
  json.at("name").get_to(key.name);
  for (const Json& name : json.at("scopes")) {
    const auto scope = ScopeNamed(name.get<std::string>());
    if (!scope) throw std::invalid_argument("a scope that is not known");
    key.scopes.Add(*scope);
  }
  json.at("origins").get_to(key.origins);
  for (const Json& forced : json.at("filter")) {
    key.filter.push_back({forced.at(0).get<std::string>(), forced.at(1).get<std::string>()});
  }
  key.created = ToMoment(json.at("created"));
  key.expires = ToOptionalMoment(json.at("expires"));
  key.revoked = ToOptionalMoment(json.at("revoked"));
  json.at("requests_per_minute").get_to(key.rate.per_minute);
  json.at("burst").get_to(key.rate.burst);
  for (const Json& kept : json.at("secrets")) {
    key.secrets.push_back({{FromHex<16>(kept.at("salt").get<std::string>()),
                            FromHex<32>(kept.at("hash").get<std::string>())},
                           ToOptionalMoment(kept.at("until"))});
  }
  return key;
}

uint64_t CheckSumOf(const Json& keys) {
  const std::string text = Dump(keys);
  return BlockChecksum(std::as_bytes(std::span(text)));
}

Status ValidateAll(std::span<const AccessKey> keys) {
  if (keys.size() > kMaxKeys) {
    return Fail(ErrorCode::kLimit, "a store has at most " + std::to_string(kMaxKeys) +
                                       " keys, with those that are revoked");
  }
  std::set<std::string_view> ids;
  for (const AccessKey& key : keys) {
    if (Status valid = Validate(key); !valid) return valid;
    if (!ids.insert(key.id).second) {
      return Fail(ErrorCode::kInvalidArgument, "two keys have the id " + key.id);
    }
  }
  return {};
}

std::unexpected<Error> DamagedKeys(std::string_view how) {
  return Fail(ErrorCode::kCorrupt, "the keys are damaged: " + std::string(how));
}

}  // namespace

Result<std::string> WriteKeys(std::span<const AccessKey> keys) {
  if (Status valid = ValidateAll(keys); !valid) return std::unexpected(valid.error());
  Json document;
  document["kontor_keys"] = kKeyFormat;
  Json& list = document["keys"] = Json::array();
  for (const AccessKey& key : keys) list.push_back(ToJson(key));
  document["checksum"] = CheckSumOf(list);
  return document.dump(1) + "\n";
}

Result<std::vector<AccessKey>> ReadKeys(std::string_view text) try {
  if (text.size() > kMaxKeyFileBytes) return DamagedKeys("the file is too long");
  constexpr int deepest = 8;  // deeper ones would overflow the stack when they are written
  const Json document = Json::parse(text, [](int depth, Json::parse_event_t, const Json&) {
    if (depth > deepest) throw std::invalid_argument("nested too deeply");
    return true;
  });
  if (document.at("kontor_keys").get<int>() > kKeyFormat) {
    return Fail(ErrorCode::kTooNew,
                "the keys were written by a newer version of kontor: update kontor");
  }
  const Json& list = document.at("keys");
  if (document.at("checksum") != CheckSumOf(list)) return DamagedKeys("their check sum is another");
  std::vector<AccessKey> keys;
  for (const Json& key : list) keys.push_back(ToKey(key));
  if (Status valid = ValidateAll(keys); !valid) return DamagedKeys(valid.error().message);
  return keys;
} catch (const std::exception& error) {
  return DamagedKeys(error.what());
}

}  // namespace kontor
