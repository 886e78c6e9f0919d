#include "api/key_ring.h"

#include <algorithm>

namespace kontor {

KeyRing::KeyRing(std::vector<AccessKey> keys, const KeyRing& before) {
  std::ranges::sort(keys, {}, &AccessKey::id);
  for (AccessKey& key : keys) {
    const Entry* known = before.Find(key.id);
    if (!key.revoked) origins_.insert(key.origins.begin(), key.origins.end());
    entries_.push_back(
        {std::move(key), known == nullptr ? std::make_shared<KeyUse>() : known->use});
  }
}

const KeyRing::Entry* KeyRing::Find(std::string_view id) const {
  const auto id_of = [](const Entry& entry) { return std::string_view(entry.key.id); };
  const auto found = std::ranges::lower_bound(entries_, id, {}, id_of);
  return found == entries_.end() || found->key.id != id ? nullptr : &*found;
}

std::shared_ptr<const KeyRing> PublishedKeys::Current() const {
  const std::scoped_lock lock(mutex_);
  return ring_;
}

void PublishedKeys::Replace(std::vector<AccessKey> keys) {
  auto next = std::make_shared<const KeyRing>(std::move(keys), *Current());
  const std::scoped_lock lock(mutex_);
  ring_.swap(next);
}

KeyUseDays PublishedKeys::Used() const {
  KeyUseDays used;
  const auto ring = Current();
  for (const KeyRing::Entry& entry : ring->entries()) {
    const Date day{entry.use->last_day.load(std::memory_order_relaxed)};
    if (day.known()) used[entry.key.id] = day;
  }
  return used;
}

void PublishedKeys::Remember(const KeyUseDays& used) const {
  const auto ring = Current();
  for (const auto& [id, day] : used) {
    const KeyRing::Entry* entry = ring->Find(id);
    int32_t unknown = Date::kNoDay;  // a day since then is later
    if (entry != nullptr) entry->use->last_day.compare_exchange_strong(unknown, day.days);
  }
}

}  // namespace kontor
