// The keys that are in force, ready to be looked up by every request.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/access_key.h"
#include "api/render_keys.h"
#include "api/token_bucket.h"
#include "base/date.h"

namespace kontor {

// What requests leave behind; outlives a change of the keys. Thread-safe.
struct KeyUse {
  TokenBucket bucket;
  std::atomic<int32_t> last_day{Date::kNoDay};
};

// Immutable; what it holds of their use is thread-safe.
class KeyRing {
 public:
  struct Entry {
    AccessKey key;
    std::shared_ptr<KeyUse> use;
  };

  KeyRing() = default;
  // Keys that were there before go on with the use they had. REQUIRES: different ids
  KeyRing(std::vector<AccessKey> keys, const KeyRing& before);

  // Null where there is none. O(log keys)
  [[nodiscard]] const Entry* Find(std::string_view id) const;
  // True if a key that is not revoked is for pages of that origin. O(log origins)
  [[nodiscard]] bool Allows(std::string_view origin) const { return origins_.contains(origin); }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;  // by their ids
  std::set<std::string, std::less<>> origins_;
};

// The ring that requests see, which is replaced when the keys change. Thread-safe: the lock is held
// for the copy of a pointer.
class PublishedKeys {
 public:
  [[nodiscard]] std::shared_ptr<const KeyRing> Current() const;
  // Of one thread at a time.
  void Replace(std::vector<AccessKey> keys);
  // Of keys that were ever used, as far as is known.
  [[nodiscard]] KeyUseDays Used() const;
  // Adds what was known before.
  void Remember(const KeyUseDays& used) const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const KeyRing> ring_ = std::make_shared<const KeyRing>();
};

}  // namespace kontor
