// A key that a program asks with: what it may do, from where, how often and until when.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/key_secret.h"
#include "api/target.h"
#include "base/error.h"

namespace kontor {

// On disk by name, so that names are frozen. None includes another.
enum class Scope : uint8_t {
  kRead,     // everything but contact data
  kWrite,    // change what the store holds
  kContact,  // contact data of persons
  kAdmin,    // the list of keys
  kEmbed,    // what a widget on somebody's page asks for; stands alone
};
inline constexpr auto kScopeNames =
    std::to_array<std::string_view>({"read", "write", "contact", "admin", "embed"});

constexpr std::string_view Name(Scope scope) { return kScopeNames[static_cast<size_t>(scope)]; }
std::optional<Scope> ScopeNamed(std::string_view name);

class ScopeSet {
 public:
  ScopeSet() = default;
  ScopeSet(std::initializer_list<Scope> scopes) {
    for (const Scope scope : scopes) Add(scope);
  }
  void Add(Scope scope) { bits_ |= Bit(scope); }
  [[nodiscard]] bool Has(Scope scope) const { return (bits_ & Bit(scope)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  [[nodiscard]] std::vector<std::string_view> Names() const;  // in the order of Scope
  friend bool operator==(const ScopeSet&, const ScopeSet&) = default;

 private:
  static uint32_t Bit(Scope scope) { return 1U << static_cast<uint32_t>(scope); }
  uint32_t bits_ = 0;
};

// A bucket of `burst` requests that fills up at that rate.
struct RequestRate {
  uint32_t per_minute = 600;
  uint32_t burst = 120;
  friend bool operator==(const RequestRate&, const RequestRate&) = default;
};

struct KeptSecret {
  SecretHash hash;
  // Of one that was replaced: it opens nothing from then on.
  std::optional<std::chrono::sys_seconds> until;
};

struct AccessKey {
  std::string id;    // public: it stands in logs
  std::string name;  // for people
  ScopeSet scopes;
  std::vector<std::string> origins;  // of pages that may use it, as ReadOrigin writes them
  std::vector<Parameter> filter;     // of an embed key: parameters of partners that it forces
  std::chrono::sys_seconds created{};
  std::optional<std::chrono::sys_seconds> expires;  // from then on it opens nothing
  std::optional<std::chrono::sys_seconds> revoked;
  RequestRate rate;
  std::vector<KeptSecret> secrets;  // the newest first
};

enum class KeyState : uint8_t { kValid, kExpired, kRevoked };
KeyState StateOf(const AccessKey& key, std::chrono::sys_seconds now);
std::string_view Name(KeyState state);

// True if it is a secret of the key that has not been replaced by then.
bool Opens(const AccessKey& key, std::string_view secret, std::chrono::sys_seconds now);

// Gives the key another secret, which it returns; those before end after `grace`, if they don't
// end earlier. kConflict for a key that is not valid, and when too many secrets are still in their
// time of grace. REQUIRES: grace >= 0
Result<std::string> Rotate(AccessKey& key, std::chrono::sys_seconds now,
                           std::chrono::seconds grace);

// An origin as browsers write it (RFC 6454): "https://portal.example", "http://localhost:8000";
// small letters, without the port that its scheme has anyway. kInvalidArgument for all else.
Result<std::string> ReadOrigin(std::string_view text);

inline constexpr size_t kMaxKeys = 10'000;
inline constexpr size_t kMaxKeySecrets = 4;
inline constexpr size_t kMaxKeyOrigins = 32;
inline constexpr size_t kMaxKeyNameBytes = 200;
inline constexpr uint32_t kMaxRequestsPerMinute = 1'000'000;

// kInvalidArgument, or kLimit, with what is wrong and what to do.
Status Validate(const AccessKey& key);

}  // namespace kontor
