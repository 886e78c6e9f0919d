#include "api/service.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "api/json_document.h"
#include "tests/api/support.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

class Town {
 public:
  HttpAnswer Get(std::string_view target, std::string_view tag = {}) {
    const HttpRequest request{"GET", target, {{"if-none-match", tag}}, {}};
    return Described(request, service_.Answer(request));
  }
  Json GetJson(std::string_view target, int status = 200) {
    const HttpAnswer answer = Get(target);
    INFO(target << " -> " << answer.body);
    REQUIRE(answer.status == status);
    return Json::parse(answer.body);
  }
  // A copy, as a loop over a part of an answer would outlive the answer.
  Json Partners(std::string_view target) { return GetJson(target)["partners"]; }
  HttpAnswer Ask(std::string_view method, std::string_view target) {
    const HttpRequest request{method, target, {}, {}};
    return Described(request, service_.Answer(request));
  }
  FixedSource& source() { return source_; }

 private:
  FixedSource source_{Village()};
  Service service_{source_, TestDay, {.max_questions = 2}};
};

std::string Header(const HttpAnswer& answer, std::string_view name) {
  for (const auto& [field, value] : answer.headers) {
    if (field == name) return value;
  }
  return "";
}

TEST_CASE("an organisation is found by id, identifier and name", "[api][service]") {
  Town village;
  for (const char* id :
       {"us", "pic:111", "vat:DE%2F1", "vat:DE/1", "Alpha%20Maschinenbau", "AMB"}) {
    const Json organisation = village.GetJson("/v1/organisations/" + std::string(id));
    CHECK(organisation["id"] == "us");
    CHECK(organisation["country"]["code"] == "DE");
    CHECK(organisation["invented"] == true);
    CHECK(organisation["partnership_count"] == 2);
    CHECK(organisation["partnerships"][0]["id"] == "P3");  // the newest first
    CHECK(organisation["sectors"][0]["code"] == "C28");
  }
}

TEST_CASE("a question that is asked again gets the same answer until the data change",
          "[api][service][cache]") {
  Town village;
  for (const char* target :
       {"/v1/organisations/us/partners", "/v1/organisations/us/partners?lang=de&top=2",
        "/v1/search?q=alpha", "/v1/search?q=werke&for=us&lang=fr"}) {
    const auto told = [](const HttpAnswer& answer) {
      std::string text = std::to_string(answer.status) + answer.content_type + answer.body;
      for (const auto& [name, value] : answer.headers) {
        if (name != "X-Request-Id") text += "\n" + name + ": " + value;
      }
      return text;
    };
    const HttpAnswer first = village.Get(target);
    CHECK(first.status == 200);
    CHECK(told(village.Get(target)) == told(first));
    CHECK(village.Get(target, Header(first, "ETag")).status == 304);
  }
  CHECK(village.Partners("/v1/organisations/us/partners?lang=de") !=
        village.Partners("/v1/organisations/us/partners"));
  village.source().Set(BuildSnapshot(Draw("us --P1-- other\n us: name=\"Alpha\" country=DE\n"
                                          "other: name=\"Other\" country=FR"),
                                     {}, 2));
  const Json partners = village.Partners("/v1/organisations/us/partners");
  REQUIRE(partners.size() == 1);
  CHECK(partners[0]["id"] == "other");
}

TEST_CASE("partners come ranked, with reasons, and their points add up", "[api][service]") {
  Town village;
  const Json answer = village.GetJson("/v1/organisations/us/partners");
  CHECK(answer["for"] == Json{{"id", "us"}, {"name", "Alpha Maschinenbau"}});
  CHECK(answer["generation"] == 1);
  CHECK(answer["as_of"] == "2021-06-01");
  REQUIRE(answer["partners"].size() > 3);
  double last = 100.0;
  size_t rank = 0;
  for (const Json& partner : answer["partners"]) {
    CHECK(partner["rank"] == ++rank);
    const double score = partner["score"];
    CHECK(score <= last);
    last = score;
    double sum = 0.0;
    for (const Json& contribution : partner["contributions"])
      sum += contribution["points"].get<double>();
    CHECK(std::abs(sum - score) <= 0.03);
    CHECK(std::abs(partner["fit"].get<double>() + partner["reach"].get<double>() - score) <= 0.03);
    CHECK_FALSE(partner["reasons"].empty());
  }
  const Json& best = answer["partners"][0];
  CHECK(best["id"] == "twin");
  CHECK(best["known_partner"] == true);
  CHECK(best["joint_partnerships"] == 2);
  CHECK(best["path"][0]["from"]["id"] == "us");
  CHECK(best["path"][0]["partnership"]["source"] == "drawn");
}

TEST_CASE("reasons are told in the language that is asked for", "[api][service]") {
  Town village;
  const std::string partners = "/v1/organisations/us/partners?country=ES";
  const HttpAnswer german = village.Get(partners + "&lang=de");
  CHECK(Header(german, "Content-Language") == "de");
  const auto has = [](const Json& partner, const char* reason) {
    const std::vector<std::string> reasons = partner["reasons"];
    return std::ranges::find(reasons, reason) != reasons.end();
  };
  const Json partner = Json::parse(german.body)["partners"][0];
  CHECK(has(partner, "Der Partner sucht Kontakte in Ihrem Land: DE."));
  CHECK(Header(village.Get(partners), "Content-Language") == "en");
  const HttpAnswer pair = village.Get("/v1/explain?for=us&candidate=supplier&lang=fr");
  CHECK(Header(pair, "Content-Language") == "fr");
  CHECK(has(Json::parse(pair.body)["partner"],
            "Ce partenaire cherche des contacts dans votre pays\u00A0: DE."));
  CHECK(village.GetJson(partners + "&lang=tlh", 400)["parameter"] == "lang");
  CHECK(village.GetJson("/v1/explain?for=us&candidate=supplier&lang=", 400)["parameter"] == "lang");
}

TEST_CASE("options narrow the answer", "[api][service]") {
  Town village;
  const std::string base = "/v1/organisations/us/partners";
  CHECK(village.GetJson(base + "?top=1")["partners"].size() == 1);
  for (const Json& partner : village.Partners(base + "?country=ES,FR")) {
    CHECK((partner["country"] == "ES" || partner["country"] == "FR"));
  }
  for (const Json& partner : village.Partners(base + "?country=ES%2C%20FR&kind=company")) {
    CHECK(partner["id"] == "stranger");
  }
  for (const Json& partner : village.Partners(base + "?exclude_known=true")) {
    CHECK(partner["known_partner"] == false);
  }
  for (const Json& partner : village.Partners(base + "?exclude=twin,Delta+Ferme")) {
    CHECK((partner["id"] != "twin" && partner["id"] != "stranger"));
  }
  const Json pinned = village.Partners(base + "?pin=Delta+Ferme,kosmos&country=ES&top=3");
  REQUIRE(pinned.size() == 3);
  CHECK(pinned[0]["id"] == "stranger");
  CHECK(pinned[1]["placed_by"] == "pin");
  CHECK(pinned[2]["id"] == "supplier");
  const Json capped = village.GetJson(base + "?max_per_country=1&max_per_region=5&max_per_kind=9");
  CHECK(capped["partners"].size() == 6);  // DE, ES, FR, AT, IT, GR
  CHECK(capped["notes"][0].get<std::string>().starts_with("2 places stay empty"));
  CHECK(village.GetJson(base + "?newcomers=1")["partners"][0]["rank_by_score"] == 1);
  CHECK(
      village.GetJson(base + "?preset=similar")["model"].get<std::string>().starts_with("similar"));
  CHECK(village.GetJson(base + "?as_of=2020-01-02")["as_of"] == "2020-01-02");
  CHECK(village.GetJson(base + "?diversity=0.5&sector=C28&label=&technology=")["for"]["id"] ==
        "us");
}

TEST_CASE("a wrong parameter is named in the problem", "[api][service][errors]") {
  Town village;
  const auto blamed = [&](const std::string& query, int status = 400) {
    const Json problem = village.GetJson("/v1/organisations/us/partners?" + query, status);
    CHECK(problem["status"] == status);
    CHECK(problem["instance"] == "/v1/organisations/us/partners");
    return problem["parameter"].get<std::string>();
  };
  CHECK(blamed("top=0") == "top");
  CHECK(blamed("top=1000000") == "top");
  CHECK(blamed("top=-1") == "top");
  CHECK(blamed("top=5x") == "top");
  CHECK(blamed("country=XX") == "country");
  CHECK(blamed("sector=Q99") == "sector");
  CHECK(blamed("kind=cluster") == "kind");
  CHECK(blamed("preset=best") == "preset");
  CHECK(blamed("exclude_known=maybe") == "exclude_known");
  CHECK(blamed("exclude=nobody") == "exclude");
  CHECK(blamed("as_of=2021-02-30") == "as_of");
  CHECK(blamed("as_of=") == "as_of");
  CHECK(blamed("pin=nobody") == "pin");
  CHECK(blamed("max_per_country=0") == "max_per_country");
  CHECK(blamed("max_per_region=-1") == "max_per_region");
  CHECK(blamed("max_per_kind=many") == "max_per_kind");
  CHECK(blamed("newcomers=20") == "newcomers");
  CHECK(blamed("diversity=2") == "diversity");
  CHECK(blamed("diversity=nan") == "diversity");
  CHECK(blamed("top=1&top=2") == "top");
  CHECK(blamed("colour=red") == "colour");
}

TEST_CASE("who cannot be pinned is named in the problem", "[api][service][errors]") {
  Town village;
  for (const char* query :
       {"pin=twin&exclude=twin", "pin=twin,twin", "pin=twin,friend&top=1", "pin=us"}) {
    const Json problem =
        village.GetJson("/v1/organisations/us/partners?" + std::string(query), 400);
    INFO(problem);
    CHECK(problem["code"] == "invalid_argument");
    CHECK(problem["detail"].get<std::string>().contains("pinned"));
  }
  std::string many = "pin=us";
  for (int i = 0; i < 200; ++i) many += ",us";
  CHECK(village.GetJson("/v1/organisations/us/partners?" + many, 400)["code"] == "limit");
}

TEST_CASE("an unknown parameter is answered with the nearest known one", "[api][service][errors]") {
  Town village;
  const Json problem = village.GetJson("/v1/organisations/us/partners?contry=DE", 400);
  CHECK(problem["detail"].get<std::string>().find("'country'") != std::string::npos);
  CHECK(problem["code"] == "invalid_argument");
  CHECK(village.GetJson("/v1/presets?x=1", 400)["parameter"] == "x");
}

TEST_CASE("an unknown and an ambiguous organisation are told apart", "[api][service][errors]") {
  Town village;
  CHECK(village.GetJson("/v1/organisations/nobody", 404)["code"] == "not_found");
  const Json problem = village.GetJson("/v1/organisations/Zeta%20Verein", 409);
  CHECK(problem["code"] == "ambiguous");
  CHECK(problem["detail"].get<std::string>().find("same1") != std::string::npos);
}

TEST_CASE("one pair is explained whatever its rank", "[api][service]") {
  Town village;
  const Json answer = village.GetJson("/v1/explain?for=us&candidate=supplier");
  CHECK(answer["for"]["id"] == "us");
  CHECK(answer["partner"]["id"] == "supplier");
  CHECK_FALSE(answer["partner"].contains("rank"));
  CHECK(village.GetJson("/v1/explain?for=us", 400)["parameter"] == "candidate");
  CHECK(village.GetJson("/v1/explain?for=nobody&candidate=us", 404)["parameter"] == "for");
  const Json in_list = village.GetJson("/v1/organisations/us/partners?country=ES");
  CHECK(in_list["partners"][0]["score"] == answer["partner"]["score"]);
  CHECK(in_list["model"] == answer["model"]);
}

TEST_CASE("presets are listed, and which ranks where none is named", "[api][service]") {
  Town village;
  const Json presets = village.GetJson("/v1/presets")["presets"];
  REQUIRE(presets.size() >= 5);
  CHECK(presets[0]["default"] == true);
  CHECK(presets[1]["default"] == false);
}

TEST_CASE("health needs no data, readiness does", "[api][service]") {
  Town village;
  CHECK(village.GetJson("/readyz")["organisations"] == 9);
  village.source().Set(nullptr);
  CHECK(village.GetJson("/healthz")["status"] == "ok");
  const HttpAnswer answer = village.Get("/readyz");
  CHECK(answer.status == 503);
  CHECK(Header(answer, "Retry-After") == "5");
  CHECK(village.GetJson("/v1/organisations/us", 503)["code"] == "unavailable");
}

TEST_CASE("wrong methods and addresses are answered", "[api][service][errors]") {
  Town village;
  CHECK(village.GetJson("/v1/nothing", 404)["code"] == "not_found");
  CHECK(village.GetJson("/assets/nothing.js", 404)["code"] == "not_found");
  const HttpAnswer refused = village.Ask("DELETE", "/v1/presets");
  CHECK(refused.status == 405);
  CHECK(Header(refused, "Allow") == "GET, HEAD, OPTIONS");
  const HttpAnswer options = village.Ask("OPTIONS", "/v1/presets");
  CHECK(options.status == 204);
  CHECK(Header(options, "Allow") == "GET, HEAD, OPTIONS");
  CHECK(village.Ask("OPTIONS", "*").status == 204);
  CHECK(village.Get("/%zz").status == 400);
}

TEST_CASE("an answer that the client has is not sent again", "[api][service]") {
  Town village;
  const HttpAnswer first = village.Get("/v1/organisations/us/partners?top=2");
  const std::string tag = Header(first, "ETag");
  REQUIRE_FALSE(tag.empty());
  const HttpAnswer second = village.Get("/v1/organisations/us/partners?top=2", tag);
  CHECK(second.status == 304);
  CHECK(second.body.empty());
  CHECK(Header(second, "ETag") == tag);
  CHECK(village.Get("/v1/organisations/us/partners?top=2", "\"x\", " + tag.substr(2)).status ==
        304);
  CHECK(village.Get("/v1/organisations/us/partners?top=3", tag).status == 200);
  CHECK(village.Get("/v1/organisations/us/partners?top=2", "W/\"1-0\"").status == 200);
}

TEST_CASE("every answer names its generation and is safe in a browser", "[api][service]") {
  Town village;
  for (const char* target : {"/", "/assets/kontor.css", "/v1/presets", "/healthz", "/nothing",
                             "/v1/organisations/us/partners", "/v1/organisations/nobody", "/%zz"}) {
    const HttpAnswer answer = village.Get(target);
    CHECK(Header(answer, "Kontor-Generation") == "1");
    CHECK(Header(answer, "X-Content-Type-Options") == "nosniff");
    CHECK(Header(answer, "Referrer-Policy") == "no-referrer");
    const std::string policy = Header(answer, "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'"));
    CHECK(policy.find("unsafe") == std::string::npos);
  }
}

TEST_CASE("the page and its files are served with their types", "[api][service][page]") {
  Town village;
  CHECK(village.Get("/").content_type == "text/html; charset=utf-8");
  CHECK(village.Get("/?for=us").status == 200);
  CHECK(village.Get("/assets/kontor.js").content_type == "text/javascript; charset=utf-8");
  CHECK(village.Get("/assets/icon.svg").content_type == "image/svg+xml");
  const std::string page = village.Get("/").body;
  for (size_t at = page.find("\"/assets/"); at != std::string::npos;
       at = page.find("\"/assets/", at + 1)) {
    const std::string path = page.substr(at + 1, page.find('"', at + 1) - at - 1);
    INFO(path);
    CHECK(village.Get(path).status == 200);
  }
  CHECK(page.find("http://") == std::string::npos);
  CHECK(page.find("https://") == std::string::npos);
  CHECK(page.find("style=") == std::string::npos);
  CHECK(page.find("<script>") == std::string::npos);
}

TEST_CASE("the widget's script may be loaded by pages of others and is kept for a day",
          "[api][service][embed]") {
  Town village;
  const HttpAnswer script = village.Get("/embed.js");
  CHECK(script.content_type == "text/javascript; charset=utf-8");
  CHECK(Header(script, "Access-Control-Allow-Origin") == "*");
  CHECK(Header(script, "Cross-Origin-Resource-Policy") == "cross-origin");
  CHECK(Header(script, "Cache-Control").starts_with("public, max-age=86400"));
  CHECK(village.Get("/embed.js", Header(script, "ETag")).status == 304);
  CHECK(Header(village.Get("/assets/kontor.js"), "Access-Control-Allow-Origin").empty());
}

TEST_CASE("the widget's page for frames runs files of this server only", "[api][service][embed]") {
  Town village;
  const HttpAnswer page = village.Get("/embed?for=us&lang=de");
  CHECK(page.content_type == "text/html; charset=utf-8");
  const std::string policy = Header(page, "Content-Security-Policy");
  CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(page.body.find("<script>") == std::string::npos);
  for (const char* file : {"/embed.js", "/assets/embed_page.js", "/assets/embed_page.css"}) {
    CHECK(page.body.find(file + 1) != std::string::npos);
    CHECK(village.Get(file).status == 200);
  }
}

}  // namespace
}  // namespace kontor
