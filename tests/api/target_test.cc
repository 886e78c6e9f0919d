#include "api/target.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "api/routes.h"

namespace kontor {
namespace {

TEST_CASE("a target is taken apart before it is decoded", "[api][target]") {
  const auto target =
      ParseTarget("/v1/organisations/a%2Fb%20c:1/partners?q=x+y%2B%C3%A9&top=5&flag");
  REQUIRE(target);
  CHECK(target->segments == std::vector<std::string>{"v1", "organisations", "a/b c:1", "partners"});
  CHECK(*target->Find("q") == "x y+é");
  CHECK(*target->Find("top") == "5");
  CHECK(target->Find("flag")->empty());
  CHECK(target->Find("other") == nullptr);
}

TEST_CASE("the root has no segments", "[api][target]") {
  CHECK(ParseTarget("/")->segments.empty());
  CHECK(ParseTarget("/?for=a")->segments.empty());
  CHECK(ParseTarget("/?&&")->parameters.empty());
}

TEST_CASE("escapes that are none are refused", "[api][target]") {
  for (const char* target :
       {"/%", "/%4", "/%zz", "/a?b=%g1", "/%00", "/%FF", "/a?%C3=1", "/%C0%AF"}) {
    CHECK(ParseTarget(target).error().code == ErrorCode::kInvalidArgument);
  }
}

TEST_CASE("what is encoded is decoded to itself", "[api][target][property]") {
  std::mt19937 random(11);
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    for (size_t length = random() % 20 + 1; length > 0; --length) {
      text += static_cast<char>(random() % 127 + 1);
    }
    const auto target = ParseTarget("/" + PercentEncode(text) + "?k=" + PercentEncode(text));
    REQUIRE(target);
    REQUIRE(target->segments == std::vector{text});
    REQUIRE(*target->Find("k") == text);
  }
}

RouteMatch Match(std::string_view target) { return MatchRoute(ParseTarget(target)->segments); }

TEST_CASE("every address of the API has its route", "[api][routes]") {
  CHECK(Match("/").route == Route::kPage);
  CHECK(Match("/assets/kontor.js").route == Route::kAsset);
  CHECK(Match("/embed?for=us").route == Route::kEmbed);
  CHECK(Match("/embed.js").route == Route::kEmbedScript);
  CHECK(Match("/healthz").route == Route::kHealth);
  CHECK(Match("/readyz").route == Route::kReady);
  CHECK(Match("/v1/presets").route == Route::kPresets);
  CHECK(Match("/v1/explain").route == Route::kExplain);
  CHECK(Match("/v1/search").route == Route::kSearch);
  CHECK(Match("/v1/suggest").route == Route::kSuggest);
  CHECK(Match("/v1/organisations/a").route == Route::kOrganisation);
  CHECK(Match("/v1/organisations/a/partners").route == Route::kPartners);
}

TEST_CASE("an id may hold slashes, encoded or not", "[api][routes]") {
  CHECK(Match("/v1/organisations/vat:DE%2F1").name == "vat:DE/1");
  CHECK(Match("/v1/organisations/vat:DE/1").name == "vat:DE/1");
  CHECK(Match("/v1/organisations/vat:DE/1/partners").name == "vat:DE/1");
  CHECK(Match("/v1/organisations/vat:DE/1/partners").route == Route::kPartners);
  CHECK(Match("/v1/organisations/partners").name == "partners");
}

TEST_CASE("the address of all organisations is told from that of one", "[api][routes]") {
  CHECK(Match("/v1/organisations").route == Route::kOrganisations);
  CHECK(AllowedMethods(Route::kOrganisations) == "POST, OPTIONS");
}

TEST_CASE("other addresses have none", "[api][routes]") {
  for (const char* target :
       {"/v1", "/v2/presets", "/v1/", "/v1/presets/x", "/healthz/", "/assets", "/assets/a/b",
        "/embed/", "/embed.html", "/v1/organisations/", "/x", "//"}) {
    CHECK(Match(target).route == Route::kNone);
  }
}

}  // namespace
}  // namespace kontor
