#include "data/kept_requests.h"

#include <set>
#include <string>

#include "base/limits.h"
#include "store/kept_request_codec.h"

namespace kontor {
namespace {

constexpr size_t kMostForgotten = 16;  // by one request: each makes room for many

// Erases some that are too old; their keys.
Result<std::set<std::string>> ForgetOld(UserChange& change, int64_t before) {
  std::set<std::string> forgotten;
  Status read;
  const Status visited = change.view().ForEachUserRecord(
      UserFamily::kEvent, AgePrefix(), {}, [&](std::string_view key, std::string_view /*value*/) {
        Result<AgedRequest> aged = DecodeAgeKey(key);
        if (!aged) {
          read = std::unexpected(aged.error());
          return false;
        }
        if (aged->unix_seconds >= before) return false;
        change.Erase(std::string(key));
        change.Erase(aged->key);
        forgotten.insert(std::move(aged->key));
        return forgotten.size() < kMostForgotten;
      });
  if (!visited) return std::unexpected(visited.error());
  if (!read) return std::unexpected(read.error());
  return forgotten;
}

void PutRequest(UserChange& change, const KeptRequest& request) {
  change.Put(RequestKey(request.key_id, request.name), EncodeRequest(request));
}

Result<std::optional<KeptRequest>> FindRequest(const UserChange& change, const std::string& key) {
  const auto record = change.view().FindUserRecord(UserFamily::kEvent, key);
  if (!record) return std::unexpected(record.error());
  if (!record->has_value()) return std::nullopt;
  auto request = DecodeRequest(**record);
  if (!request) return std::unexpected(request.error());
  return *std::move(request);
}

}  // namespace

Result<std::optional<KeptRequest>> KeptRequests::Begin(const KeptRequest& request) {
  std::optional<KeptRequest> before;
  const Status begun = writer_.Change({}, [&](UserChange& change) -> Status {
    const std::string key = RequestKey(request.key_id, request.name);
    auto found = FindRequest(change, key);
    if (!found) return std::unexpected(found.error());
    const int64_t oldest = request.unix_seconds - kKeptSeconds;
    if (*found && (**found).unix_seconds >= oldest) {
      before = *std::move(*found);
      return {};
    }
    const auto forgotten = ForgetOld(change, oldest);
    if (!forgotten) return std::unexpected(forgotten.error());
    const Result<uint64_t> count = change.Count(RequestCountKey());
    if (!count) return std::unexpected(count.error());
    uint64_t kept = *count - forgotten->size();
    if (*found && !forgotten->contains(key)) {  // too old, and takes its own place
      change.Erase(AgeKey(**found));
      --kept;
    }
    if (kept >= Limits::max_kept_answers) {
      return Fail(ErrorCode::kUnavailable,
                  "too many requests with an Idempotency-Key came within a day");
    }
    change.Put(RequestCountKey(), EncodeCount(kept + 1));
    PutRequest(change, request);
    change.Put(AgeKey(request), {});
    return {};
  });
  if (!begun) return std::unexpected(begun.error());
  return before;
}

Status KeptRequests::Finish(const KeptRequest& request) {
  return writer_.Change({}, [&](UserChange& change) {
    PutRequest(change, request);
    return Status();
  });
}

Status KeptRequests::Forget(const KeptRequest& request) {
  return writer_.Change({}, [&](UserChange& change) -> Status {
    const Result<uint64_t> count = change.Count(RequestCountKey());
    if (!count) return std::unexpected(count.error());
    change.Put(RequestCountKey(), EncodeCount(*count - 1));
    change.Erase(RequestKey(request.key_id, request.name));
    change.Erase(AgeKey(request));
    return {};
  });
}

}  // namespace kontor
