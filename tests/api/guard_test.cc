#include "api/guard.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <thread>

#include "api/service.h"
#include "base/instant.h"
#include "tests/api/key_support.h"

namespace kontor {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr auto kAllRoutes = std::to_array<Route>(
    {Route::kNone, Route::kPage, Route::kAsset, Route::kDocument, Route::kDocs, Route::kEmbed,
     Route::kEmbedScript, Route::kOrganisations, Route::kOrganisation, Route::kPartners,
     Route::kSearch, Route::kSuggest, Route::kExplain, Route::kPresets, Route::kChanges,
     Route::kKeys, Route::kExports, Route::kHealth, Route::kReady});
constexpr auto kAllMethods =
    std::to_array<std::string_view>({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE"});

std::string Field(const HeaderFields& headers, std::string_view name) {
  const auto found = std::ranges::find(headers, name, &HeaderFields::value_type::first);
  return found == headers.end() ? "" : found->second;
}

// A guard, keys and a clock that the test moves.
class Gate {
 public:
  explicit Gate(bool open_read = false)
      : guard_({keys_, open_read, [this] { return Moment(now_) + moved_.load(); }}) {}

  std::string Add(const TestKey& made) {
    all_.push_back(made.key);
    keys_->Replace(all_);
    return made.token;
  }
  std::vector<AccessKey>& keys() { return all_; }
  void Publish() { keys_->Replace(all_); }
  PublishedKeys& published() { return *keys_; }
  void Wait(Microseconds time) { moved_ = moved_.load() + time; }

  Admission Ask(Route route, std::string_view token, std::string_view method = "GET",
                std::string_view origin = {}) {
    const std::string field = "Bearer " + std::string(token);
    HttpRequest request{method, "/", {}, {}};
    if (!token.empty()) request.fields.push_back({"authorization", field});
    if (!origin.empty()) request.fields.push_back({"Origin", origin});
    return guard_.Admit(request, route);
  }
  [[nodiscard]] bool MayChange(Route route, std::string_view token) const {
    const std::string field = "Bearer " + std::string(token);
    return guard_.MayChange({"PUT", "/", {{"Authorization", field}}, {}}, route);
  }
  // 200 where the request is let in.
  int StatusOf(Route route, std::string_view token, std::string_view method = "GET",
               std::string_view origin = {}) {
    const Admission admission = Ask(route, token, method, origin);
    return admission.caller ? 200 : admission.caller.error().status;
  }
  Guard& guard() { return guard_; }

 private:
  std::shared_ptr<PublishedKeys> keys_ = std::make_shared<PublishedKeys>();
  std::vector<AccessKey> all_;
  Moment now_ = kKeyTime;
  std::atomic<Microseconds> moved_{Microseconds(0)};
  Guard guard_;
};

TEST_CASE("no request gets through to any route without the scope that it needs", "[api][guard]") {
  const bool open_read = GENERATE(false, true);
  Gate gate(open_read);
  for (uint32_t bits = 1; bits < 16; ++bits) {  // all sets of scopes but embed
    ScopeSet scopes;
    for (const Scope scope : {Scope::kRead, Scope::kWrite, Scope::kContact, Scope::kAdmin}) {
      if ((bits >> static_cast<uint32_t>(scope) & 1U) != 0) scopes.Add(scope);
    }
    const std::string token = gate.Add(MakeTestKey(scopes));
    for (const Route route : kAllRoutes) {
      for (const std::string_view method : kAllMethods) {
        const RouteRights rights = RightsOf(route);
        const bool reads = method == "GET" || method == "HEAD";
        const auto needed = reads ? rights.read : rights.change;
        const bool is_open = !needed || (open_read && *needed == Scope::kRead);
        INFO(static_cast<int>(route) << " " << method << " " << bits);
        CHECK(gate.StatusOf(route, "", method) == (is_open ? 200 : 401));
        CHECK(gate.StatusOf(route, token, method) == (is_open || scopes.Has(*needed) ? 200 : 403));
      }
    }
  }
}

TEST_CASE("nothing is changed without a key, whatever the operator opens", "[api][guard]") {
  Gate gate(true);
  for (const Route route : kAllRoutes) {
    const RouteRights rights = RightsOf(route);
    CHECK(rights.change != Scope::kRead);
    if (rights.change) CHECK(gate.StatusOf(route, "", "PUT") == 401);
  }
}

TEST_CASE("a key that opens nothing is told from none, and the reason is told", "[api][guard]") {
  Gate gate(true);
  TestKey made = MakeTestKey({Scope::kRead});
  made.key.expires = kKeyTime + hours(1);
  const std::string token = gate.Add(made);
  const auto detail = [&gate](std::string_view sent) {
    const Admission admission = gate.Ask(Route::kSearch, sent);
    REQUIRE_FALSE(admission.caller);
    CHECK(admission.caller.error().status == 401);
    CHECK(admission.caller.error().code == ErrorCode::kUnauthenticated);
    CHECK(Field(admission.headers, "WWW-Authenticate").ends_with("error=\"invalid_token\""));
    CHECK(admission.caller.error().detail.find(sent.substr(17)) == std::string::npos);
    return admission.caller.error().detail;
  };
  CHECK(detail("kontor_and_something_that_is_not_one").find("cannot be read") != std::string::npos);
  CHECK(detail(MakeTestKey({Scope::kRead}).token).find("no such key") != std::string::npos);
  CHECK(detail(PrintToken({made.key.id, DrawSecret()})).find("no such") != std::string::npos);
  CHECK(gate.StatusOf(Route::kSearch, token) == 200);
  gate.Wait(hours(1));
  CHECK(detail(token).find("expired at 2027-01-15T09:00:00Z") != std::string::npos);
  gate.keys()[0].revoked = kKeyTime;
  gate.Publish();
  CHECK(detail(token).find("was revoked") != std::string::npos);
}

TEST_CASE("without a key where one is needed, it is told how to show one", "[api][guard]") {
  Gate gate;
  const Admission admission = gate.Ask(Route::kSearch, "");
  CHECK(Field(admission.headers, "WWW-Authenticate") == "Bearer realm=\"kontor\"");
  CHECK(admission.caller.error().detail.find("Authorization: Bearer KEY") != std::string::npos);
  HttpRequest basic{"GET", "/", {{"Authorization", "Basic eDp5"}}, {}};
  CHECK(gate.guard().Admit(basic, Route::kSearch).caller.error().detail ==
        admission.caller.error().detail);
}

TEST_CASE("whom a request is from is told, for the log", "[api][guard]") {
  Gate gate;
  const TestKey made = MakeTestKey({Scope::kRead, Scope::kWrite});
  const std::string token = gate.Add(made);
  const Admission admission = gate.Ask(Route::kOrganisation, token, "PUT");
  REQUIRE(admission.caller);
  CHECK(admission.caller->key_id == made.key.id);
  CHECK(admission.caller->scopes == made.key.scopes);
  CHECK(gate.published().Used() == KeyUseDays{{made.key.id, DayOf(kKeyTime)}});
}

TEST_CASE("whether a body is worth reading is asked without taking from the rate", "[api][guard]") {
  Gate gate(true);
  TestKey made = MakeTestKey({Scope::kWrite});
  made.key.rate = {.per_minute = 60, .burst = 1};
  const std::string token = gate.Add(made);
  CHECK(gate.MayChange(Route::kOrganisation, token));
  CHECK(gate.MayChange(Route::kOrganisation, token));
  CHECK_FALSE(gate.MayChange(Route::kSearch, token));
  CHECK_FALSE(gate.MayChange(Route::kOrganisation, ""));
  CHECK_FALSE(gate.MayChange(Route::kOrganisation, gate.Add(MakeTestKey({Scope::kRead}))));
  CHECK(gate.StatusOf(Route::kOrganisation, token, "PUT") == 200);
}

TEST_CASE("a key that asks too often waits until its bucket has a token again", "[api][guard]") {
  Gate gate;
  TestKey made = MakeTestKey({Scope::kRead});
  made.key.rate = {.per_minute = 60, .burst = 3};
  const std::string token = gate.Add(made);
  for (const char* left : {"\"key\";r=2;t=1", "\"key\";r=1;t=2", "\"key\";r=0;t=3"}) {
    const Admission admission = gate.Ask(Route::kSearch, token);
    CHECK(admission.caller);
    CHECK(Field(admission.headers, "RateLimit") == left);
    CHECK(Field(admission.headers, "RateLimit-Policy") == "\"key\";q=3;w=3");
  }
  const Admission refused = gate.Ask(Route::kSearch, token);
  CHECK(refused.caller.error().status == 429);
  CHECK(refused.caller.error().code == ErrorCode::kRateLimited);
  CHECK(Field(refused.headers, "Retry-After") == "1");
  gate.Wait(seconds(1));
  CHECK(gate.StatusOf(Route::kSearch, token) == 200);
  CHECK(gate.StatusOf(Route::kSearch, token) == 429);
  gate.Publish();  // the same keys, read again: the bucket is not filled
  CHECK(gate.StatusOf(Route::kSearch, token) == 429);
  CHECK(gate.StatusOf(Route::kSearch, gate.Add(MakeTestKey({Scope::kRead}))) == 200);
}

TEST_CASE("a clock that is put back does not lock a key out", "[api][guard]") {
  TokenBucket bucket;
  const RequestRate rate = {.per_minute = 60, .burst = 2};
  CHECK(bucket.Take(rate, kKeyTime).granted);
  CHECK(bucket.Take(rate, kKeyTime).granted);
  CHECK_FALSE(bucket.Take(rate, kKeyTime).granted);
  CHECK(bucket.Take(rate, kKeyTime - hours(1)).granted);
}

TEST_CASE("a bucket grants its burst and then its rate, whatever these are", "[api][guard]") {
  for (const uint32_t per_minute : {1U, 7U, 600U, 1'000'000U}) {
    for (const uint32_t burst : {1U, 5U, 1'000U}) {
      TokenBucket bucket;
      const RequestRate rate = {per_minute, burst};
      Moment now = kKeyTime;
      uint32_t granted = 0;
      while (bucket.Take(rate, now).granted) ++granted;
      CHECK(granted == burst);
      for (int i = 0; i < 20; ++i) {
        const Allowance refused = bucket.Take(rate, now);
        CHECK_FALSE(refused.granted);
        now += refused.until_token;
        CHECK_FALSE(bucket.Take(rate, now - Microseconds(1)).granted);
        const Allowance taken = bucket.Take(rate, now);
        CHECK(taken.granted);
        CHECK(taken.remaining == 0);
      }
    }
  }
}

TEST_CASE("many threads get as many tokens as there are", "[api][guard]") {
  TokenBucket bucket;
  const RequestRate rate = {.per_minute = 60, .burst = 1'000};
  std::atomic<int> granted = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 500; ++j) {
        if (bucket.Take(rate, kKeyTime).granted) ++granted;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(granted == 1'000);
}

TEST_CASE("keys change while requests come, and each sees the old or the new ones",
          "[api][guard]") {
  Gate gate;
  const std::string token = gate.Add(MakeTestKey({Scope::kRead}, {"https://portal.example"}));
  gate.keys()[0].rate = {1'000'000, 1'000'000};
  gate.Publish();
  std::atomic<bool> is_over = false;
  std::vector<std::thread> threads;
  std::atomic<int> odd = 0;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      while (!is_over) {
        const int status = gate.StatusOf(Route::kSearch, token, "GET", "https://portal.example");
        if (status != 200 && status != 401) ++odd;
      }
    });
  }
  for (int i = 0; i < 200; ++i) {
    gate.keys()[0].revoked = i % 2 == 0 ? std::optional(kKeyTime) : std::nullopt;
    gate.Publish();
    gate.Wait(seconds(1));
    (void)gate.published().Used();
  }
  is_over = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(odd == 0);
}

TEST_CASE("pages of the key's origins may read answers and refusals, others not", "[api][guard]") {
  Gate gate;
  const std::string portal = "https://portal.example";
  TestKey made = MakeTestKey({Scope::kRead}, {portal});
  made.key.rate = {60, 2};
  const std::string token = gate.Add(made);
  const std::string other = gate.Add(MakeTestKey({Scope::kRead}, {"https://other.example"}));
  const auto allowed = [&](std::string_view key, std::string_view origin,
                           std::string_view method = "GET") {
    const Admission admission = gate.Ask(Route::kOrganisation, key, method, origin);
    CHECK(Field(admission.headers, "Vary") == "Origin");
    return Field(admission.headers, "Access-Control-Allow-Origin");
  };
  CHECK(allowed(token, portal) == portal);
  CHECK(allowed(token, portal, "PUT") == portal);  // 403
  CHECK(allowed(token, portal) == portal);         // 429
  CHECK(allowed("kontor_x", portal) == portal);    // 401: a key is for that page
  CHECK(allowed("", portal) == portal);
  CHECK(allowed(other, portal).empty());
  CHECK(allowed(other, "https://evil.example").empty());
  CHECK(allowed("", "https://evil.example").empty());
  CHECK(allowed(other, "").empty());
  const Admission admission = gate.Ask(Route::kSearch, other, "GET", "https://other.example");
  CHECK(Field(admission.headers, "Access-Control-Expose-Headers").find("Kontor-Generation") !=
        std::string::npos);
}

TEST_CASE("a browser that asks beforehand is answered if a key is for the page", "[api][guard]") {
  Gate gate;
  gate.Add(MakeTestKey({Scope::kEmbed}, {"https://portal.example"}));
  HttpRequest request{"OPTIONS",
                      "/",
                      {{"Origin", "https://portal.example"},
                       {"Access-Control-Request-Method", "GET"},
                       {"Access-Control-Request-Headers", "authorization"}},
                      {}};
  const HeaderFields headers = gate.guard().Preflight(request, "GET, HEAD, OPTIONS");
  CHECK(Field(headers, "Access-Control-Allow-Origin") == "https://portal.example");
  CHECK(Field(headers, "Access-Control-Allow-Methods") == "GET, HEAD, OPTIONS");
  CHECK(Field(headers, "Access-Control-Allow-Headers").starts_with("Authorization"));
  CHECK(Field(headers, "Access-Control-Max-Age") == "600");
  request.fields[0].value = "https://evil.example";
  CHECK(gate.guard().Preflight(request, "GET") == HeaderFields{{"Vary", "Origin"}});
  gate.keys()[0].revoked = kKeyTime;
  gate.Publish();
  request.fields[0].value = "https://portal.example";
  CHECK(gate.guard().Preflight(request, "GET") == HeaderFields{{"Vary", "Origin"}});
}

TEST_CASE("an embed key reads what widgets ask for, from its pages only", "[api][guard]") {
  const bool open_read = GENERATE(false, true);
  Gate gate(open_read);
  const std::string portal = "https://portal.example";
  TestKey made = MakeTestKey({Scope::kEmbed}, {portal});
  made.key.filter = {{"country", "DE"}};
  const std::string token = gate.Add(made);
  for (const Route route : kAllRoutes) {
    const RouteRights rights = RightsOf(route);
    if (rights.ForEverybody()) continue;
    for (const std::string_view method : kAllMethods) {
      const bool reads = method == "GET" || method == "HEAD";
      const bool admitted = rights.embeddable && reads;
      INFO(static_cast<int>(route) << method);
      CHECK(gate.StatusOf(route, token, method, portal) == (admitted ? 200 : 403));
      CHECK(gate.StatusOf(route, token, method, "https://evil.example") == 403);
      CHECK(gate.StatusOf(route, token, method) == 403);
      gate.Wait(hours(1));  // until the bucket is full
    }
  }
  CHECK(gate.Ask(Route::kPartners, token, "GET", portal).caller->forced[0].value == "DE");
  HttpRequest framed{"GET", "/", {{"Sec-Fetch-Site", "same-origin"}}, {}};
  const std::string field = "Bearer " + token;
  framed.fields.push_back({"Authorization", field});
  CHECK(gate.guard().Admit(framed, Route::kPartners).caller);
}

TEST_CASE("a frame is allowed to the origins of an embed key", "[api][guard]") {
  Gate gate;
  const std::string token =
      gate.Add(MakeTestKey({Scope::kEmbed}, {"https://a.example", "http://localhost:8000"}));
  CHECK(gate.guard().FrameAncestors(token) ==
        "frame-ancestors https://a.example http://localhost:8000");
  const std::string reader = gate.Add(MakeTestKey({Scope::kRead}, {"https://a.example"}));
  for (const std::string& other : {reader, std::string(), token.substr(1)}) {
    CHECK(gate.guard().FrameAncestors(other) == "frame-ancestors 'none'");
  }
}

TEST_CASE("what a key always asks for cannot be asked for otherwise", "[api][guard]") {
  const std::vector<Parameter> forced = {{"country", "DE"}};
  Target target = ParseTarget("/v1/organisations/us/partners?top=3").value();
  REQUIRE(Force(forced, target));
  CHECK(*target.Find("country") == "DE");
  REQUIRE(Force(forced, target));
  CHECK(target.parameters.size() == 2);
  target = ParseTarget("/v1/organisations/us/partners?country=FR").value();
  const auto refused = Force(forced, target);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().status == 403);
  CHECK(refused.error().parameter == "country");
}

}  // namespace
}  // namespace kontor
