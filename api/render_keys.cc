#include "api/render_keys.h"

#include "api/display_width.h"
#include "api/json_document.h"
#include "base/instant.h"

namespace kontor {
namespace {

using std::chrono::sys_seconds;

std::string JoinWords(const auto& words, std::string_view separator) {
  std::string joined;
  for (const auto& word : words) {
    if (!joined.empty()) joined += separator;
    joined += word;
  }
  return joined;
}

Date LastUse(const AccessKey& key, const KeyUseDays& used) {
  const auto found = used.find(key.id);
  return found == used.end() ? Date{} : found->second;
}

std::string StateInWords(const AccessKey& key, sys_seconds now) {
  const KeyState state = StateOf(key, now);
  std::string text(Name(state));
  if (state == KeyState::kRevoked) return text + " " + FormatInstant(*key.revoked);
  if (key.expires) {
    text += (state == KeyState::kExpired ? " " : ", expires ") + FormatInstant(*key.expires);
  }
  return text;
}

Json InstantOrNull(const std::optional<sys_seconds>& instant) {
  return instant ? Json(FormatInstant(*instant)) : Json();
}

// How many of its secrets open something, and until when the older ones do.
Json SecretsToJson(const AccessKey& key, sys_seconds now) {
  Json secrets = Json::array();
  for (const KeptSecret& kept : key.secrets) {
    if (!kept.until || now < *kept.until) secrets.push_back({{"until", InstantOrNull(kept.until)}});
  }
  return secrets;
}

Json KeyToJson(const AccessKey& key, Date used, sys_seconds now) {
  Json json;
  json["id"] = key.id;
  json["name"] = key.name;
  json["state"] = Name(StateOf(key, now));
  json["scopes"] = key.scopes.Names();
  json["origins"] = key.origins;
  json["filter"] = Json::object();
  for (const auto& [name, value] : key.filter) json["filter"][name] = value;
  json["created"] = FormatInstant(key.created);
  json["expires"] = InstantOrNull(key.expires);
  json["revoked"] = InstantOrNull(key.revoked);
  json["requests_per_minute"] = key.rate.per_minute;
  json["burst"] = key.rate.burst;
  json["secrets"] = SecretsToJson(key, now);
  json["last_used"] = OrNull(FormatDate(used));
  return json;
}

}  // namespace

std::string RenderKeysAsTable(std::span<const AccessKey> keys, const KeyUseDays& used,
                              sys_seconds now) {
  if (keys.empty()) return "no keys\n";
  std::string table;
  for (const AccessKey& key : keys) {
    const Date last_use = LastUse(key, used);
    table += key.id + "  " + Printable(key.name) + "\n";
    table += "    " + StateInWords(key, now) + "; " + JoinWords(key.scopes.Names(), ", ") + "; " +
             std::to_string(key.rate.per_minute) + " requests a minute, " +
             std::to_string(key.rate.burst) + " at once\n";
    if (!key.origins.empty()) table += "    from " + JoinWords(key.origins, ", ") + "\n";
    for (const auto& [name, value] : key.filter) {
      table += "    always " + name + "=" + Printable(value) + "\n";
    }
    table += "    created " + FormatDate(DayOf(key.created)) + ", last used " +
             (last_use.known() ? FormatDate(last_use) : "never") + "\n";
  }
  return table;
}

std::string RenderKeysAsJson(std::span<const AccessKey> keys, const KeyUseDays& used,
                             sys_seconds now) {
  Json document;
  Json& list = document["keys"] = Json::array();
  for (const AccessKey& key : keys) list.push_back(KeyToJson(key, LastUse(key, used), now));
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string RenderNewKeyAsJson(const Token& token) {
  return Dump({{"id", token.key_id}, {"key", PrintToken(token)}});
}

}  // namespace kontor
