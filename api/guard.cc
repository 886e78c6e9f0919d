#include "api/guard.h"

#include <algorithm>

#include "api/request_head.h"
#include "api/service.h"
#include "base/instant.h"

namespace kontor {
namespace {

constexpr std::string_view kChallenge = "Bearer realm=\"kontor\"";
constexpr std::string_view kHowToShowKey =
    "This needs a key: send it as 'Authorization: Bearer KEY'. Whoever runs the server makes one "
    "with 'kontor key create'.";
constexpr std::string_view kExposed =
    "ETag, Idempotent-Replayed, Kontor-Generation, Location, RateLimit, RateLimit-Policy, "
    "Retry-After, X-Request-Id";
constexpr std::string_view kAskedFields =
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match";

std::unexpected<Problem> Unauthenticated(std::string detail) {
  return std::unexpected(MakeProblem(401, ErrorCode::kUnauthenticated, std::move(detail)));
}

std::unexpected<Problem> Forbidden(std::string detail) {
  return std::unexpected(MakeProblem(403, ErrorCode::kForbidden, std::move(detail)));
}

// What was sent as "Authorization: Bearer …". Nothing where it was not, or another scheme was: that
// is between the client and a proxy.
std::optional<std::string_view> TokenOf(const HttpRequest& request) {
  constexpr std::string_view scheme = "Bearer ";
  std::string_view field = request.Field("Authorization");
  if (!EqualsIgnoringCase(field.substr(0, scheme.size()), scheme)) return std::nullopt;
  field.remove_prefix(scheme.size());
  while (field.starts_with(' ')) field.remove_prefix(1);
  return field;
}

// Nothing where no method of that kind is answered.
std::optional<Scope> NeededScope(const RouteRights& rights, std::string_view method) {
  return Reads(method) ? rights.read : rights.change;
}

std::string SecondsUp(Microseconds time) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count());
}

// draft-ietf-httpapi-ratelimit-headers-10: of a bucket, its depth and the time in which it fills
// up.
void AddRate(const RequestRate& rate, const Allowance& allowance, HeaderFields& headers) {
  constexpr uint64_t minute = 60;
  const uint64_t window = (rate.burst * minute + rate.per_minute - 1) / rate.per_minute;
  headers.emplace_back("RateLimit-Policy",
                       "\"key\";q=" + std::to_string(rate.burst) + ";w=" + std::to_string(window));
  headers.emplace_back("RateLimit", "\"key\";r=" + std::to_string(allowance.remaining) +
                                        ";t=" + SecondsUp(allowance.until_full));
  if (!allowance.granted) headers.emplace_back("Retry-After", SecondsUp(allowance.until_token));
}

// Lets a page of that origin read the answer.
void AddOrigin(std::string_view origin, HeaderFields& headers) {
  headers.emplace_back("Access-Control-Allow-Origin", origin);
  headers.emplace_back("Access-Control-Expose-Headers", kExposed);
}

bool IsFor(const AccessKey& key, std::string_view origin) {
  return std::ranges::find(key.origins, origin) != key.origins.end();
}

std::expected<void, Problem> CheckEmbed(const AccessKey& key, const HttpRequest& request,
                                        const RouteRights& rights) {
  if (!rights.embeddable || !Reads(request.method)) {
    return Forbidden("The key " + key.id + " is for widgets, and this is nothing that they ask.");
  }
  const std::string_view origin = request.Field("Origin");
  // Our own page in a frame sends no origin; whom it may be framed by is checked before.
  const bool is_ours = origin.empty() && request.Field("Sec-Fetch-Site") == "same-origin";
  if (!is_ours && !IsFor(key, origin)) {
    return Forbidden("The key " + key.id + " is for pages of certain origins, of which " +
                     (origin.empty() ? "none was sent." : "this is none."));
  }
  return {};
}

std::expected<void, Problem> CheckScope(const AccessKey& key, Scope needed) {
  if (key.scopes.Has(needed)) return {};
  return Forbidden("The key " + key.id + " lacks the scope '" + std::string(Name(needed)) + "'.");
}

}  // namespace

bool Guard::NeedsKey(const std::optional<Scope>& needed) const {
  return needed && !(*needed == Scope::kRead && options_.open_read);
}

std::expected<const KeyRing::Entry*, Problem> Guard::Open(const KeyRing& ring,
                                                          std::string_view token) const {
  const Result<Token> read = ParseToken(token);
  if (!read) return Unauthenticated("The key cannot be read: " + read.error().message + ".");
  const auto now = std::chrono::floor<std::chrono::seconds>(options_.now());
  const KeyRing::Entry* entry = ring.Find(read->key_id);
  if (entry == nullptr || !Opens(entry->key, read->secret, now)) {
    return Unauthenticated("There is no such key, or it was rotated.");
  }
  switch (StateOf(entry->key, now)) {
    case KeyState::kRevoked:
      return Unauthenticated("The key " + read->key_id + " was revoked.");
    case KeyState::kExpired:
      return Unauthenticated("The key " + read->key_id + " expired at " +
                             FormatInstant(*entry->key.expires) + ".");
    case KeyState::kValid:
      break;
  }
  return entry;
}

std::expected<Caller, Problem> Guard::AdmitKey(const KeyRing::Entry& entry,
                                               const HttpRequest& request,
                                               const RouteRights& rights,
                                               HeaderFields& headers) const {
  const AccessKey& key = entry.key;
  const Moment now = options_.now();
  const Date today = DayOf(std::chrono::floor<std::chrono::seconds>(now));
  entry.use->last_day.store(today.days, std::memory_order_relaxed);
  const Allowance allowance = entry.use->bucket.Take(key.rate, now);
  AddRate(key.rate, allowance, headers);
  if (!allowance.granted) {
    return std::unexpected(MakeProblem(429, ErrorCode::kRateLimited,
                                       "The key " + key.id + " has asked too often: its rate is " +
                                           std::to_string(key.rate.per_minute) +
                                           " requests a minute. Retry-After says when."));
  }
  const std::optional<Scope> needed = NeededScope(rights, request.method);
  const auto checked = key.scopes.Has(Scope::kEmbed) ? CheckEmbed(key, request, rights)
                       : NeedsKey(needed)            ? CheckScope(key, *needed)
                                                     : std::expected<void, Problem>();
  if (!checked) return std::unexpected(checked.error());
  return Caller{key.id, key.scopes, key.filter};
}

Admission Guard::Admit(const HttpRequest& request, Route route) const {
  const RouteRights rights = RightsOf(route);
  if (rights.ForEverybody()) return {};
  Admission admission{Caller(), {{"Vary", "Origin"}}};
  const auto ring = options_.keys->Current();
  const std::string_view origin = request.Field("Origin");
  bool may_read = ring->Allows(origin);
  const std::optional<std::string_view> token = TokenOf(request);
  if (!token && !NeedsKey(NeededScope(rights, request.method))) return admission;
  const auto entry = token ? Open(*ring, *token) : Unauthenticated(std::string(kHowToShowKey));
  if (entry) {
    may_read = IsFor((**entry).key, origin);
    admission.caller = AdmitKey(**entry, request, rights, admission.headers);
  } else {
    admission.caller = std::unexpected(entry.error());
    const std::string_view reason = token ? ", error=\"invalid_token\"" : "";
    admission.headers.emplace_back("WWW-Authenticate", std::string(kChallenge).append(reason));
  }
  if (may_read) AddOrigin(origin, admission.headers);
  return admission;
}

bool Guard::MayChange(const HttpRequest& request, Route route) const {
  const std::optional<Scope> needed = RightsOf(route).change;
  const std::optional<std::string_view> token = TokenOf(request);
  if (!needed || !token) return false;
  const auto ring = options_.keys->Current();
  const auto entry = Open(*ring, *token);
  return entry && (**entry).key.scopes.Has(*needed);
}

HeaderFields Guard::Preflight(const HttpRequest& request, std::string_view methods) const {
  HeaderFields headers = {{"Vary", "Origin"}};
  const std::string_view origin = request.Field("Origin");
  if (request.Field("Access-Control-Request-Method").empty() ||
      !options_.keys->Current()->Allows(origin)) {
    return headers;
  }
  constexpr std::string_view seconds = "600";
  headers.emplace_back("Access-Control-Allow-Origin", origin);
  headers.emplace_back("Access-Control-Allow-Methods", methods);
  headers.emplace_back("Access-Control-Allow-Headers", kAskedFields);
  headers.emplace_back("Access-Control-Max-Age", seconds);
  return headers;
}

std::string Guard::FrameAncestors(std::string_view token) const {
  const auto ring = options_.keys->Current();
  const auto entry = Open(*ring, token);
  std::string origins;
  if (entry && (**entry).key.scopes.Has(Scope::kEmbed)) {
    for (const std::string& origin : (**entry).key.origins) origins += " " + origin;
  }
  return "frame-ancestors" + (origins.empty() ? " 'none'" : origins);
}

std::expected<void, Problem> Force(const std::vector<Parameter>& forced, Target& target) {
  for (const Parameter& parameter : forced) {
    const std::string* asked = target.Find(parameter.name);
    if (asked == nullptr) {
      target.parameters.push_back(parameter);
    } else if (*asked != parameter.value) {
      Problem problem =
          MakeProblem(403, ErrorCode::kForbidden,
                      "This key always asks for " + parameter.name + "=" + parameter.value + ".");
      problem.parameter = parameter.name;
      return std::unexpected(std::move(problem));
    }
  }
  return {};
}

}  // namespace kontor
