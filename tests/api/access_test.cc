// Keys as requests meet them: from header fields to answers.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "api/json_document.h"
#include "api/service.h"
#include "tests/api/key_support.h"
#include "tests/api/support.h"

namespace kontor {
namespace {

constexpr std::string_view kPortal = "https://portal.example";

// The village, where reading needs a key.
class GuardedTown {
 public:
  std::string Add(TestKey made) {
    all_.push_back(std::move(made.key));
    access_.keys->Replace(all_);
    return made.token;
  }
  HttpAnswer Ask(std::string_view target, std::string_view token,
                 std::vector<HttpField> fields = {}, std::string_view method = "GET") {
    const std::string shown = "Bearer " + std::string(token);
    if (!token.empty()) fields.push_back({"Authorization", shown});
    const HttpRequest request{method, target, std::move(fields), {}};
    return Described(request, service_.Answer(request));
  }

 private:
  AccessOptions access_{std::make_shared<PublishedKeys>(), false, [] { return Moment(kKeyTime); }};
  std::vector<AccessKey> all_;
  FixedSource source_{Village()};
  Service service_{source_, TestDay, {.max_questions = 2, .access = access_}};
};

std::string FieldOf(const HttpAnswer& answer, std::string_view name) {
  std::string value;
  for (const auto& [field, text] : answer.headers) {
    if (field != name) continue;
    CHECK(value.empty());  // no field comes twice
    value = text;
  }
  return value;
}

TEST_CASE("a refusal for want of a key is a problem document like any other", "[api][access]") {
  GuardedTown town;
  const HttpAnswer refused = town.Ask("/v1/organisations/us?x=1", "");
  CHECK(refused.status == 401);
  CHECK(refused.content_type == kProblemType);
  const Json problem = Json::parse(refused.body);
  CHECK(problem["code"] == "unauthenticated");
  CHECK(problem["title"] == "Unauthorized");
  CHECK(problem["instance"] == "/v1/organisations/us");
  CHECK(FieldOf(refused, "WWW-Authenticate") == "Bearer realm=\"kontor\"");
  CHECK(FieldOf(refused, "Kontor-Generation") == "1");
  for (const char* open :
       {"/", "/embed", "/embed.js", "/assets/kontor.js", "/healthz", "/readyz"}) {
    CHECK(town.Ask(open, "").status == 200);
    CHECK(town.Ask(open, "nonsense").status == 200);
  }
}

TEST_CASE("a key reads, and the answer tells its rate", "[api][access]") {
  GuardedTown town;
  const std::string token = town.Add(MakeTestKey({Scope::kRead}));
  const HttpAnswer answer = town.Ask("/v1/organisations/us", token);
  CHECK(answer.status == 200);
  CHECK(FieldOf(answer, "RateLimit-Policy") == "\"key\";q=120;w=12");
  CHECK(FieldOf(answer, "RateLimit") == "\"key\";r=119;t=1");
  CHECK(FieldOf(answer, "Vary") == "Accept-Encoding, Origin");
  CHECK(FieldOf(answer, "Access-Control-Allow-Origin").empty());
  CHECK(town.Ask("/v1/organisations/us", token, {}, "DELETE").status == 403);
}

TEST_CASE("a page asks beforehand, then asks, and may read the answer", "[api][access]") {
  GuardedTown town;
  const std::string token = town.Add(MakeTestKey({Scope::kRead}, {std::string(kPortal)}));
  const HttpAnswer before =
      town.Ask("/v1/organisations/us", "",
               {{"Origin", kPortal}, {"Access-Control-Request-Method", "GET"}}, "OPTIONS");
  CHECK(before.status == 204);
  CHECK(FieldOf(before, "Access-Control-Allow-Origin") == kPortal);
  CHECK(FieldOf(before, "Access-Control-Allow-Methods") == FieldOf(before, "Allow"));
  const HttpAnswer answer = town.Ask("/v1/organisations/us", token, {{"Origin", kPortal}});
  CHECK(answer.status == 200);
  CHECK(FieldOf(answer, "Access-Control-Allow-Origin") == kPortal);
  const HttpAnswer missing = town.Ask("/v1/organisations/nobody", token, {{"Origin", kPortal}});
  CHECK(missing.status == 404);
  CHECK(FieldOf(missing, "Access-Control-Allow-Origin") == kPortal);
}

TEST_CASE("an embed key finds and explains only partners that its filter lets through",
          "[api][access]") {
  GuardedTown town;
  TestKey made = MakeTestKey({Scope::kEmbed}, {std::string(kPortal)});
  made.key.filter = {{"country", "DE"}};
  const std::string token = town.Add(std::move(made));
  const auto ask = [&](std::string_view target) {
    return town.Ask(target, token, {{"Origin", kPortal}});
  };
  const HttpAnswer partners = ask("/v1/organisations/us/partners");
  REQUIRE(partners.status == 200);
  const Json list = Json::parse(partners.body)["partners"];
  REQUIRE_FALSE(list.empty());
  for (const Json& partner : list) CHECK(partner["country"] == "DE");
  CHECK(ask("/v1/organisations/us/partners?country=DE").status == 200);
  CHECK(ask("/v1/organisations/us/partners?country=IT").status == 403);
  const auto explain = [&](const Json& id) {
    return ask("/v1/explain?for=us&candidate=" + PercentEncode(id.get<std::string>())).status;
  };
  for (const Json& partner : list) CHECK(explain(partner["id"]) == 200);
  CHECK(explain("danger") == 403);  // of Italy
  CHECK(ask("/v1/suggest?q=alpha").status == 200);
  CHECK(ask("/v1/search?q=alpha").status == 403);
  CHECK(ask("/v1/organisations/us").status == 200);
}

TEST_CASE("an administrator lists the keys, without what opens", "[api][access]") {
  GuardedTown town;
  const TestKey made = MakeTestKey({Scope::kAdmin});
  const std::string token = town.Add(made);
  const std::string reader = town.Add(MakeTestKey({Scope::kRead, Scope::kWrite}));
  const HttpAnswer answer = town.Ask("/v1/keys", token);
  REQUIRE(answer.status == 200);
  CHECK(answer.body.find(ParseToken(token)->secret) == std::string::npos);
  CHECK(Json::parse(answer.body)["keys"].size() == 2);
  CHECK(answer.body.find("\"last_used\": \"2027-01-15\"") != std::string::npos);
  CHECK(town.Ask("/v1/keys", reader).status == 403);
  CHECK(town.Ask("/v1/keys", "").status == 401);
}

TEST_CASE("only pages of the key's origins may hold the widget in a frame", "[api][access]") {
  GuardedTown town;
  const std::string token = town.Add(MakeTestKey({Scope::kEmbed}, {std::string(kPortal)}));
  const auto policy = [&town](const std::string& target) {
    return FieldOf(town.Ask(target, ""), "Content-Security-Policy");
  };
  CHECK(
      policy("/embed?for=us&key=" + token).ends_with("; frame-ancestors " + std::string(kPortal)));
  CHECK(policy("/embed?for=us&key=x").ends_with("; frame-ancestors 'none'"));
  CHECK(policy("/embed?for=us").ends_with("; frame-ancestors 'self'"));
}

}  // namespace
}  // namespace kontor
