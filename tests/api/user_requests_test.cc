// Requests that are sent twice, and persons: what is kept of them, and what is not.
#include <catch2/catch_test_macros.hpp>

#include "tests/api/user_support.h"

namespace kontor {

TEST_CASE("a request that is sent twice is done once", "[api][user][once]") {
  RecordingTown town;
  const std::string_view target = "/v1/shortlists";
  const std::string_view body = R"({"for": "us", "name": "A"})";
  const auto send = [&](std::string_view text, std::string_view name) {
    return town.Ask("POST", target, text, {{"Idempotency-Key", name}});
  };
  const HttpAnswer first = send(body, "one");
  CHECK(first.status == 201);
  CHECK(HeaderOf(first, "Idempotent-Replayed").empty());
  town.Wait(std::chrono::hours(23));
  const HttpAnswer again = send(body, "one");
  CHECK(again.status == 201);
  CHECK(again.body == first.body);
  CHECK(HeaderOf(again, "Location") == "/v1/shortlists/1");
  CHECK(HeaderOf(again, "ETag") == HeaderOf(first, "ETag"));
  CHECK(HeaderOf(again, "Idempotent-Replayed") == "true");
  CHECK(town.Get("/v1/shortlists?for=us")["shortlists"].size() == 1);

  const HttpAnswer other = send(R"({"for": "us", "name": "B"})", "one");
  CHECK(other.status == 422);
  CHECK(Json::parse(other.body)["code"] == "conflict");
  CHECK(send(body, "two").status == 201);
  CHECK(town.Ask("POST", target, body).status == 201);
  CHECK(town.Get("/v1/shortlists?for=us")["shortlists"].size() == 3);
  town.Wait(std::chrono::hours(2));
  CHECK(Json::parse(send(body, "one").body)["id"] == "4");

  const HttpAnswer faulty = send("{}", "three");
  CHECK(faulty.status == 422);
  CHECK(send("{}", "three").body == faulty.body);
  CHECK(send(body, std::string(256, 'x')).status == 400);
  CHECK(send(body, "a b").status == 400);
}

TEST_CASE("a request that has begun and was never answered is not done again",
          "[api][user][once]") {
  RecordingTown town;
  const std::string_view body = R"({"for": "us", "name": "A"})";
  REQUIRE(town.Ask("POST", "/v1/shortlists", body, {{"Idempotency-Key", "x"}}).status == 201);
  KeptRequest begun = *town.Kept("x");
  begun.response.reset();
  REQUIRE(town.records().requests.Finish(begun));
  const HttpAnswer refused = town.Ask("POST", "/v1/shortlists", body, {{"Idempotency-Key", "x"}});
  CHECK(refused.status == 409);
  CHECK(town.Get("/v1/shortlists?for=us")["shortlists"].size() == 1);
}

TEST_CASE("a long answer is repeated without its body, and a failure is not kept",
          "[api][user][once]") {
  RecordingTown town;
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "A"})").status == 201);
  for (int i = 0; i < 20; ++i) {
    ShortlistEntry entry;
    entry.organisation = "gone" + std::to_string(i);
    entry.note = std::string(Limits::max_note_bytes, 'n');
    REQUIRE(town.records().shortlists.Add({1, {}}, entry));
  }
  const auto add = [&] {
    return town.Ask("POST", "/v1/shortlists/1/organisations", R"({"organisation": "supplier"})",
                    {{"Idempotency-Key", "k"}});
  };
  const HttpAnswer first = add();
  REQUIRE(first.status == 201);
  REQUIRE(first.body.size() > Limits::max_kept_answer_bytes);
  const HttpAnswer again = add();
  CHECK(again.status == 201);
  CHECK(again.body.empty());
  CHECK(HeaderOf(again, "Location") == HeaderOf(first, "Location"));

  const auto break_off = [&] {
    town.source().Set(nullptr);
    const int status = town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "B"})",
                                {{"Idempotency-Key", "o"}})
                           .status;
    town.source().Set(UserTown());
    return status;
  };
  CHECK(break_off() == 503);
  CHECK(break_off() == 503);
  CHECK(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "B"})",
                 {{"Idempotency-Key", "o"}})
            .status == 201);
}

TEST_CASE("persons are seen with the scope contact only", "[api][user][persons]") {
  RecordingTown town;
  const std::string_view body = R"({"organisation": "vat:DE/1", "name": "Ada Lovelace",
                                    "email": "ada@example.org"})";
  const HttpAnswer made = town.Ask("POST", "/v1/persons", body);
  REQUIRE(made.status == 201);
  CHECK(HeaderOf(made, "Location") == "/v1/persons/1");
  const Json ada = Json::parse(made.body);
  CHECK(ada["organisation"] == "us");
  CHECK(ada["phone"].is_null());
  CHECK(town.Get("/v1/persons/1") == ada);
  CHECK(town.Get("/v1/persons?organisation=us")["persons"] == Json::array({ada}));
  for (const char* target : {"/v1/persons/1", "/v1/persons?organisation=us"}) {
    CHECK(town.service().Answer({"GET", target, {}, {}}).status == 401);
    CHECK(town.AskWith({Scope::kRead, Scope::kWrite, Scope::kAdmin}, target).status == 403);
    CHECK(town.AskWith({Scope::kContact}, target).status == 200);
  }
  const HttpAnswer changed = town.Ask(
      "PUT", "/v1/persons/1", R"({"organisation": "us", "name": "Ada King", "phone": "1"})");
  CHECK(changed.status == 200);
  CHECK(Json::parse(changed.body)["email"].is_null());
  CHECK(HeaderOf(changed, "Cache-Control") == "no-store");
  CHECK(town.Ask("PUT", "/v1/persons/1", R"({"name": "Ada"})").status == 200);
  const HttpAnswer moved =
      town.Ask("PUT", "/v1/persons/1", R"({"organisation": "supplier", "name": "Ada"})");
  CHECK(moved.status == 422);
  CHECK(Json::parse(moved.body)["errors"][0]["pointer"] == "/organisation");
  for (const char* target : {"/v1/organisations/us", "/v1/audit", "/v1/search?q=us"}) {
    CHECK_FALSE(town.Ask("GET", target).body.contains("Ada"));
  }
}

TEST_CASE("a person that has changed since is neither replaced nor removed",
          "[api][user][persons]") {
  RecordingTown town;
  const std::string_view body = R"({"organisation": "us", "name": "Ada Lovelace"})";
  REQUIRE(town.Ask("POST", "/v1/persons", body).status == 201);
  const HttpAnswer read = town.Ask("GET", "/v1/persons/1");
  const std::string tag = HeaderOf(read, "ETag");
  CHECK(HeaderOf(read, "Cache-Control") == "no-store");
  const std::string_view other = R"({"name": "Ada King"})";
  CHECK(town.Ask("PUT", "/v1/persons/1", other, {{"If-Match", "\"stale\""}}).status == 412);
  const HttpAnswer changed = town.Ask("PUT", "/v1/persons/1", other, {{"If-Match", tag}});
  CHECK(changed.status == 200);
  CHECK(town.Ask("PUT", "/v1/persons/1", other, {{"If-Match", tag}}).status == 412);
  CHECK(town.Ask("DELETE", "/v1/persons/1", {}, {{"If-Match", tag}}).status == 412);
  CHECK(town.Ask("DELETE", "/v1/persons/1", {}, {{"If-Match", HeaderOf(changed, "ETag")}}).status ==
        200);
}

TEST_CASE("a refused person may be sent again, and is not kept", "[api][user][persons]") {
  RecordingTown town;
  for (int i = 0; i < 2; ++i) {
    const HttpAnswer refused =
        town.Ask("POST", "/v1/persons", R"({"organisation": "us", "name": "A", "email": "x"})",
                 {{"Idempotency-Key", "p"}});
    CHECK(refused.status == 422);
    CHECK(Json::parse(refused.body)["errors"][0]["pointer"] == "/email");
  }
  const HttpAnswer empty = town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "B"})",
                                    {{"Idempotency-Key", ""}});
  CHECK(empty.status == 400);
}

TEST_CASE("a person that is removed is gone, with a receipt", "[api][user][persons]") {
  RecordingTown town;
  const std::string_view body = R"({"organisation": "us", "name": "Ada Lovelace"})";
  const auto send = [&] {
    return town.Ask("POST", "/v1/persons", body, {{"Idempotency-Key", "p"}});
  };
  REQUIRE(send().status == 201);
  const HttpAnswer again = send();
  CHECK(again.status == 201);
  CHECK(again.body.empty());
  CHECK(HeaderOf(again, "Location") == "/v1/persons/1");
  const HttpAnswer erased = town.Ask("DELETE", "/v1/persons/1");
  CHECK(erased.status == 200);
  CHECK(Json::parse(erased.body) == Json({{"id", "1"},
                                          {"erased", "2027-01-15T08:00:00Z"},
                                          {"key", town.key_id()},
                                          {"files_rewritten", true}}));
  CHECK(town.Ask("GET", "/v1/persons/1").status == 404);
  CHECK(town.Ask("DELETE", "/v1/persons/1").status == 404);
  CHECK(town.Ask("PUT", "/v1/persons/1", body).status == 404);
  CHECK(town.Ask("GET", "/v1/persons/x").status == 404);
  CHECK(town.Get("/v1/persons?organisation=us")["persons"].empty());
  const auto view = *town.store().View();
  for (const UserFamily family : {UserFamily::kEvent, UserFamily::kPerson}) {
    (void)view->ForEachUserRecord(family, {}, {}, [](std::string_view, std::string_view value) {
      CHECK_FALSE(value.contains("Ada"));
      return true;
    });
  }
}

TEST_CASE("persons that cannot be kept are told with pointers", "[api][user][persons]") {
  RecordingTown town;
  CHECK(town.Ask("POST", "/v1/persons", R"({"organisation": "us"})").status == 422);
  const HttpAnswer unknown =
      town.Ask("POST", "/v1/persons", R"({"organisation": "nobody", "name": "Ada"})");
  CHECK(unknown.status == 422);
  CHECK(Json::parse(unknown.body)["errors"][0]["pointer"] == "/organisation");
  CHECK(town.Ask("POST", "/v1/persons").status == 415);
  CHECK(town.Ask("GET", "/v1/persons").status == 400);
  CHECK(town.Ask("GET", "/v1/persons?x=1").status == 400);
  CHECK(town.Ask("PUT", "/v1/persons/1", "{").status == 400);
}

}  // namespace kontor
