#include "data/kept_requests.h"

#include <catch2/catch_test_macros.hpp>

#include "data/user_records.h"
#include "store/kept_request_codec.h"
#include "store/memory_store.h"
#include "tests/store/records.h"

namespace kontor {
namespace {

constexpr int64_t kFirstSecond = 1'700'000'000;

}  // namespace

TEST_CASE("a request is kept for a day, and makes room then", "[data][user]") {
  const std::unique_ptr<Store> store = MakeMemoryStore();
  UserRecords records{*store};
  KeptRequests& requests = records.requests;
  KeptRequest request{.key_id = "k",
                      .name = "a",
                      .fingerprint = 7,
                      .unix_seconds = kFirstSecond,
                      .response = std::nullopt};
  CHECK_FALSE(Must(requests.Begin(request)));
  CHECK(Must(requests.Begin(request)) == std::optional(request));
  request.response = KeptResponse{201, "text/plain", {}, "done"};
  Must(requests.Finish(request));
  KeptRequest later = request;
  later.unix_seconds = kFirstSecond + KeptRequests::kKeptSeconds;
  CHECK(Must(requests.Begin(later)) == std::optional(request));
  ++later.unix_seconds;
  later.response.reset();
  CHECK_FALSE(Must(requests.Begin(later)));
  CHECK(Must(requests.Begin(later)) == std::optional(later));
  Must(requests.Forget(later));
  const auto view = Must(store->View());
  CHECK(Must(view->FindUserRecord(UserFamily::kEvent, RequestCountKey())) == EncodeCount(0));
  size_t left = 0;
  Must(view->ForEachUserRecord(UserFamily::kEvent, AgePrefix(), {},
                               [&left](std::string_view, std::string_view) { return ++left > 0; }));
  CHECK(left == 0);
}

TEST_CASE("old requests go a few at a time, and no more than the limit are kept", "[data][user]") {
  const std::unique_ptr<Store> store = MakeMemoryStore();
  UserRecords records{*store};
  KeptRequests& requests = records.requests;
  KeptRequest request{.key_id = "k",
                      .name = {},
                      .fingerprint = 7,
                      .unix_seconds = kFirstSecond,
                      .response = std::nullopt};
  for (int i = 0; i < 40; ++i) {
    request.name = std::to_string(i);
    Must(requests.Begin(request));
  }
  request.unix_seconds += 2 * KeptRequests::kKeptSeconds;
  const auto count = [&] {
    const auto record =
        Must(Must(store->View())->FindUserRecord(UserFamily::kEvent, RequestCountKey()));
    return Must(DecodeCount(record.value_or("")));
  };
  CHECK(count() == 40);
  request.name = "39";  // too old, and not among the first that go
  CHECK_FALSE(Must(requests.Begin(request)));
  CHECK(count() == 24);
  for (const char* name : {"x", "y", "z"}) {
    request.name = name;
    Must(requests.Begin(request));
  }
  CHECK(count() == 4);
  const std::vector<UserRecordChange> full = {
      {UserFamily::kEvent, RequestCountKey(), EncodeCount(Limits::max_kept_answers)}};
  Must(store->WriteUserRecords(full));
  request.name = "more";
  CHECK(requests.Begin(request).error().code == ErrorCode::kUnavailable);
}

}  // namespace kontor
