#include "api/access_key.h"

#include <algorithm>
#include <charconv>

#include "api/parameters.h"
#include "base/limits.h"
#include "base/text.h"

namespace kontor {
namespace {

std::unexpected<Error> Invalid(std::string message) {
  return Fail(ErrorCode::kInvalidArgument, std::move(message));
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

bool IsHost(std::string_view host) {
  if (host.starts_with('[')) {
    return host.size() > 2 && host.ends_with(']') &&
           host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdef:.") ==
               std::string_view::npos;
  }
  return !host.empty() &&
         host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string_view::npos;
}

// Nothing where there is none; 0 for what is none.
std::optional<uint32_t> PortIn(std::string_view authority, size_t colon) {
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view text = authority.substr(colon + 1);
  uint32_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool is_port = error == std::errc() && end == text.data() + text.size() && port <= 65'535;
  return is_port ? port : 0;
}

Status ValidateName(std::string_view name) {
  if (name.empty()) return Invalid("a key has a name, that tells whose it is");
  if (name.size() > kMaxKeyNameBytes) {
    return Fail(ErrorCode::kLimit,
                "a key's name has at most " + std::to_string(kMaxKeyNameBytes) + " bytes");
  }
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (!IsCleanUtf8(name) || std::ranges::any_of(name, is_control)) {
    return Invalid("a key's name is a text of one line in UTF-8");
  }
  return {};
}

Status ValidateScopes(const AccessKey& key) {
  if (key.scopes.empty()) return Invalid("a key has at least one scope");
  if (!key.scopes.Has(Scope::kEmbed)) {
    return key.filter.empty()
               ? Status()
               : Invalid(
                     "only a key with the scope embed has a filter: others may ask what they "
                     "like");
  }
  if (key.scopes != ScopeSet{Scope::kEmbed}) {
    return Invalid(
        "the scope embed stands alone: its key is in pages, for everybody to read. Make "
        "another key for the other scopes");
  }
  if (key.origins.empty()) {
    return Invalid("a key with the scope embed names the origins of the pages that it is for");
  }
  return {};
}

Status ValidateFilter(std::span<const Parameter> filter) {
  for (const Parameter& forced : filter) {
    const auto known = PartnerParameters();
    if (std::ranges::find(known, forced.name) == known.end()) {
      constexpr size_t farthest = 3;
      const std::string_view nearest = NearestOf(forced.name, known, farthest);
      return Invalid("a filter is a parameter of partners, and '" + forced.name + "' is none" +
                     (nearest.empty() ? "" : ". Did you mean '" + std::string(nearest) + "'?"));
    }
    if (forced.value.empty() || forced.value.size() > Limits::max_query_bytes ||
        !IsCleanUtf8(forced.value)) {
      return Invalid("the filter " + forced.name + " has no value that could be one");
    }
    if (std::ranges::count(filter, forced.name, &Parameter::name) > 1) {
      return Invalid("the filter " + forced.name + " is given twice: separate values by commas");
    }
  }
  return {};
}

Status ValidateRate(const RequestRate& rate) {
  if (rate.per_minute == 0 || rate.per_minute > kMaxRequestsPerMinute || rate.burst == 0 ||
      rate.burst > kMaxRequestsPerMinute) {
    return Invalid("requests a minute and a burst are from 1 to " +
                   std::to_string(kMaxRequestsPerMinute));
  }
  return {};
}

}  // namespace

std::optional<Scope> ScopeNamed(std::string_view name) {
  const auto found = std::ranges::find(kScopeNames, name);
  if (found == kScopeNames.end()) return std::nullopt;
  return static_cast<Scope>(found - kScopeNames.begin());
}

std::vector<std::string_view> ScopeSet::Names() const {
  std::vector<std::string_view> names;
  for (const std::string_view name : kScopeNames) {
    if (Has(*ScopeNamed(name))) names.push_back(name);
  }
  return names;
}

KeyState StateOf(const AccessKey& key, std::chrono::sys_seconds now) {
  if (key.revoked && *key.revoked <= now) return KeyState::kRevoked;
  if (key.expires && *key.expires <= now) return KeyState::kExpired;
  return KeyState::kValid;
}

std::string_view Name(KeyState state) {
  constexpr auto names = std::to_array<std::string_view>({"valid", "expired", "revoked"});
  return names[static_cast<size_t>(state)];
}

bool Opens(const AccessKey& key, std::string_view secret, std::chrono::sys_seconds now) {
  return std::ranges::any_of(key.secrets, [&](const KeptSecret& kept) {
    return (!kept.until || now < *kept.until) && Matches(secret, kept.hash);
  });
}

Result<std::string> Rotate(AccessKey& key, std::chrono::sys_seconds now,
                           std::chrono::seconds grace) {
  if (const KeyState state = StateOf(key, now); state != KeyState::kValid) {
    return Fail(ErrorCode::kConflict,
                "the key " + key.id + " is " + std::string(Name(state)) + ": create another one");
  }
  for (KeptSecret& kept : key.secrets) {
    kept.until = std::min(kept.until.value_or(now + grace), now + grace);
  }
  std::erase_if(key.secrets, [now](const KeptSecret& kept) { return *kept.until <= now; });
  if (key.secrets.size() >= kMaxKeySecrets) {
    return Fail(ErrorCode::kConflict,
                "the key " + key.id + " has " + std::to_string(key.secrets.size()) +
                    " secrets in their time of grace: rotate without grace, or later");
  }
  std::string secret = DrawSecret();
  key.secrets.insert(key.secrets.begin(), KeptSecret{HashSecret(secret), std::nullopt});
  return secret;
}

Result<std::string> ReadOrigin(std::string_view text) {
  const auto refuse = [text] {
    return Invalid(
        "an origin is scheme://host or scheme://host:port without a path, as in "
        "https://portal.example; '" +
        std::string(text) + "' is none");
  };
  const std::string lower = LowerCase(text);
  const bool is_secure = lower.starts_with("https://");
  if (!is_secure && !lower.starts_with("http://")) return refuse();
  const size_t scheme = lower.find("//") + 2;
  std::string authority = lower.substr(scheme);
  const size_t bracket = authority.rfind(']');
  const size_t colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  const std::optional<uint32_t> port = PortIn(authority, colon);
  if (!IsHost(std::string_view(authority).substr(0, colon)) || port == 0U) return refuse();
  std::string origin = lower.substr(0, scheme) + authority.substr(0, colon);
  const uint32_t usual = is_secure ? 443 : 80;
  if (port && *port != usual) origin += ":" + std::to_string(*port);
  if (origin.size() > Limits::max_query_bytes) return refuse();
  return origin;
}

Status Validate(const AccessKey& key) {
  if (!IsKeyId(key.id)) return Invalid("'" + key.id + "' is not the id of a key");
  if (Status valid = ValidateName(key.name); !valid) return valid;
  if (Status valid = ValidateScopes(key); !valid) return valid;
  if (Status valid = ValidateFilter(key.filter); !valid) return valid;
  if (Status valid = ValidateRate(key.rate); !valid) return valid;
  if (key.origins.size() > kMaxKeyOrigins) {
    return Fail(ErrorCode::kLimit,
                "a key has at most " + std::to_string(kMaxKeyOrigins) + " origins");
  }
  for (const std::string& origin : key.origins) {
    const Result<std::string> read = ReadOrigin(origin);
    if (!read) return std::unexpected(read.error());
    if (*read != origin) return Invalid("the origin " + origin + " is written " + *read);
  }
  if (key.secrets.empty() || key.secrets.size() > kMaxKeySecrets) {
    return Invalid("the key " + key.id + " has no secret, or too many");
  }
  return {};
}

}  // namespace kontor
