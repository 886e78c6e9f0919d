#include "data/user_writer.h"

#include "base/limits.h"

namespace kontor {

void UserChange::Put(std::string key, std::string value, UserFamily family) {
  changes_.push_back({family, std::move(key), std::move(value)});
}

void UserChange::Erase(std::string key, UserFamily family) {
  changes_.push_back({family, std::move(key), std::nullopt});
}

Result<uint64_t> UserChange::Count(std::string_view key) const {
  const auto record = view_.FindUserRecord(UserFamily::kEvent, key);
  if (!record) return std::unexpected(record.error());
  return *record ? DecodeCount(**record) : Result<uint64_t>(0);
}

Result<uint64_t> UserChange::Next(Counter counter) {
  std::string key = CounterKey(counter);
  const Result<uint64_t> last = Count(key);
  if (!last) return last;
  Put(std::move(key), EncodeCount(*last + 1));
  return *last + 1;
}

Status UserChange::Audit(std::string_view change, std::string subject) {
  const Result<uint64_t> number = Next(Counter::kAudit);
  if (!number) return std::unexpected(number.error());
  Put(AuditKey(*number), EncodeAudit({*number, trace_, std::string(change), std::move(subject)}));
  if (*number > Limits::max_audit_entries) Erase(AuditKey(*number - Limits::max_audit_entries));
  return {};
}

Status UserWriter::Change(const Trace& trace, const Plan& plan) {
  const std::scoped_lock lock(mutex_);
  const auto view = store_.View();
  if (!view) return std::unexpected(view.error());
  UserChange change(**view, trace);
  if (Status planned = plan(change); !planned) return planned;
  return change.changes().empty() ? Status() : store_.WriteUserRecords(change.changes());
}

Result<std::vector<AuditEntry>> UserWriter::Audit(uint64_t first, size_t limit) const {
  const auto view = store_.View();
  if (!view) return std::unexpected(view.error());
  std::vector<AuditEntry> entries;
  Status read;
  const std::string from = AuditKey(first).substr(AuditPrefix().size());
  const Status visited = (*view)->ForEachUserRecord(
      UserFamily::kEvent, AuditPrefix(), from, [&](std::string_view key, std::string_view value) {
        Result<AuditEntry> entry = DecodeAudit(key, value);
        if (!entry) {
          read = std::unexpected(entry.error());
          return false;
        }
        entries.push_back(*std::move(entry));
        return entries.size() < limit;
      });
  if (!visited) return std::unexpected(visited.error());
  if (!read) return std::unexpected(read.error());
  return entries;
}

}  // namespace kontor
