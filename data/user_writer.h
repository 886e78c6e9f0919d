// Changes records of users, one after the other, each with an entry of the audit log.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/user_record.h"
#include "store/store.h"
#include "store/user_codec.h"

namespace kontor {

// What one change reads and writes. Reads see the state before it.
class UserChange {
 public:
  UserChange(const ReadView& view, Trace trace) : view_(view), trace_(std::move(trace)) {}

  [[nodiscard]] const ReadView& view() const { return view_; }
  [[nodiscard]] const Trace& trace() const { return trace_; }

  void Put(std::string key, std::string value, UserFamily family = UserFamily::kEvent);
  void Erase(std::string key, UserFamily family = UserFamily::kEvent);
  // The number under a key that EncodeCount wrote; 0 where there is none.
  [[nodiscard]] Result<uint64_t> Count(std::string_view key) const;
  // The next number of a counter. REQUIRES: asked once for each counter
  Result<uint64_t> Next(Counter counter);
  // `subject`: which record, without personal data.
  Status Audit(std::string_view change, std::string subject);

  [[nodiscard]] const std::vector<UserRecordChange>& changes() const { return changes_; }

 private:
  const ReadView& view_;
  const Trace trace_;
  std::vector<UserRecordChange> changes_;
};

// Thread-safe. What a call has written is durable when it returns.
class UserWriter {
 public:
  explicit UserWriter(Store& store) : store_(store) {}  // outlives it

  [[nodiscard]] Result<std::unique_ptr<ReadView>> View() const { return store_.View(); }

  // Writes together what `plan` puts and erases; nothing where it fails.
  using Plan = std::function<Status(UserChange&)>;
  Status Change(const Trace& trace, const Plan& plan);

  // What was removed from that family goes from its files. Fails as Store::PurgeUserRecords does.
  Status Purge(UserFamily family) { return store_.PurgeUserRecords(family); }

  // Entries of the audit log from `first` on, ascending, at most `limit`.
  [[nodiscard]] Result<std::vector<AuditEntry>> Audit(uint64_t first, size_t limit) const;

 private:
  Store& store_;
  std::mutex mutex_;  // held from reading to writing
};

}  // namespace kontor
