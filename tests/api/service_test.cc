#include "api/service.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "api/json_document.h"
#include "tests/api/support.h"

namespace kontor {
namespace {

class Town {
 public:
  HttpAnswer Get(std::string_view target, std::string_view tag = {}) {
    return service_.Answer({"GET", target, tag});
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
    return service_.Answer({method, target, {}});
  }
  FixedSource& source() { return source_; }

 private:
  FixedSource source_{Village()};
  Service service_{source_, TestDay, 2, std::chrono::milliseconds(1'000)};
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

TEST_CASE("what is typed is completed to organisations and codes", "[api][service]") {
  Town village;
  const Json found = village.GetJson("/v1/suggest?q=alpha&top=5");
  REQUIRE(found["suggestions"].size() == 1);
  CHECK(found["suggestions"][0]["type"] == "organisation");
  CHECK(found["suggestions"][0]["id"] == "us");
  CHECK(found["generation"] == 1);
  CHECK(found["read_as"].is_null());
  const Json codes = village.GetJson("/v1/suggest?q=c2");
  REQUIRE(codes["suggestions"].size() == 2);
  CHECK(codes["suggestions"][0] ==
        Json{{"type", "sector"}, {"id", "C28"}, {"name", "C28"}, {"organisations", 4}});
  CHECK(village.GetJson("/v1/suggest?q=alhpa")["read_as"] == "alpha");
  CHECK(village.GetJson("/v1/suggest?q=nobody")["suggestions"].empty());
  CHECK(village.GetJson("/v1/suggest?q=", 400)["parameter"] == "q");
  CHECK(village.GetJson("/v1/suggest", 400)["parameter"] == "q");
  CHECK(village.GetJson("/v1/suggest?q=" + std::string(1'025, 'x'), 400)["parameter"] == "q");
  CHECK(village.GetJson("/v1/suggest?q=a&top=51", 400)["parameter"] == "top");
  CHECK(village.GetJson("/v1/organisations?q=alpha", 404)["code"] == "not_found");
}

TEST_CASE("texts and codes are searched", "[api][service]") {
  Town village;
  const Json found = village.GetJson("/v1/search?q=alpha%20masch&country=DE&top=3");
  CHECK(found["generation"] == 1);
  REQUIRE(found["organisations"].size() == 1);
  CHECK(found["organisations"][0]["id"] == "us");
  CHECK(village.GetJson("/v1/search?q=alpa")["did_you_mean"] == "alpha");
  CHECK(village.GetJson("/v1/search?q=alpa&literal=true")["organisations"].empty());
  CHECK(village.GetJson("/v1/search", 400)["parameter"] == "q");
  CHECK(village.GetJson("/v1/search?q=", 400)["parameter"] == "q");
  CHECK(village.GetJson("/v1/search?q=contry:DE", 400)["parameter"] == "q");
  CHECK(village.GetJson("/v1/search?q=a&country=XX", 400)["parameter"] == "country");
  CHECK(village.GetJson("/v1/search?q=a&top=0", 400)["parameter"] == "top");
  CHECK(village.GetJson("/v1/search?q=a&limit=1", 400)["parameter"] == "limit");
}

TEST_CASE("answers come with facets that are asked for", "[api][service]") {
  Town village;
  const Json found = village.GetJson("/v1/search?q=sector:C28&country=DE&facets=country,kind");
  CHECK(found["facets"].size() == 2);
  CHECK(found["facets"]["country"]["different"] == 2);
  CHECK(found["facets"]["country"]["values"][0] ==
        Json{{"code", "DE"}, {"label", "DE"}, {"organisations", 3}, {"chosen", true}});
  const Json partners = village.GetJson("/v1/organisations/us/partners?facets=all&country=DE,FR");
  CHECK(partners["facets"].size() == 11);
  CHECK(partners["facets"]["newcomer"]["values"][0] ==
        Json{{"code", "true"}, {"label", "newcomers"}, {"organisations", 4}, {"chosen", false}});
  CHECK(partners["facets"]["label"]["values"][0]["code"] == "gold");
  const Json unknown = village.GetJson(
      "/v1/organisations/us/partners?exclude_known=true&exclude=kosmos&facets=country");
  CHECK(unknown["facets"]["country"]["different"] == 5);  // ES, FR, AT, IT and a namesake in DE
  CHECK_FALSE(village.GetJson("/v1/search?q=alpha").contains("facets"));
  CHECK(village.GetJson("/v1/search?q=a&facets=colour", 400)["parameter"] == "facets");
  CHECK(village.GetJson("/v1/organisations/us/partners?facets=x", 400)["parameter"] == "facets");
}

TEST_CASE("filters of the query and of the request must both hold", "[api][service]") {
  Town village;
  const Json none = village.GetJson("/v1/search?q=sector:C28+country:IT+-kind:network&country=DE");
  CHECK(none["organisations"].empty());
  CHECK(none["filters"] == Json::parse(R"([
      {"type": "country", "code": "DE", "label": "DE"},
      {"type": "country", "code": "IT", "label": "IT"},
      {"type": "sector", "code": "C28", "label": "C28"},
      {"type": "kind", "code": "network", "label": "network", "excluded": true}])"));
  CHECK(village.GetJson("/v1/search?sector=C28&country=IT")["organisations"][0]["id"] == "danger");
  CHECK(village.GetJson("/v1/search?q=sector:C28&newcomer=true")["organisations"].size() == 3);
  CHECK(village.GetJson("/v1/search?q=sector:C28&active_since=2019")["matching"] == 3);
  CHECK(village.GetJson("/v1/search?q=a&active_since=x", 400)["parameter"] == "active_since");
}

TEST_CASE("hits are near a place or within a box", "[api][service]") {
  Town village;
  const Json found = village.GetJson("/v1/search?q=kind:cluster_organisation&near=us&within=2000");
  CHECK(found["near"] == Json::parse(R"([{"place": "us", "latitude": 50.78, "longitude": 6.08,
                                          "within_km": 2000.0}])"));
  REQUIRE(found["organisations"].size() == 2);
  CHECK(found["organisations"][0]["distance_km"].is_number());
  const Json sorted = village.GetJson(
      "/v1/search?q=kind:cluster_organisation&near=43,-3&within=2000&sort=distance");
  CHECK(sorted["organisations"][0]["id"] == "supplier");
  CHECK(village.GetJson("/v1/search?q=sector:C28&near=Aachen")["organisations"].size() == 1);
  const Json boxed = village.GetJson("/v1/search?q=kind:cluster_organisation&box=40,-10,45,0");
  CHECK(boxed["organisations"].size() == 1);
  CHECK(boxed["box"]["north"] == 45.0);
  CHECK_FALSE(boxed["organisations"][0].contains("distance_km"));
  const auto blamed = [&](const std::string& parameters, int status = 400) {
    return village.GetJson("/v1/search?q=a&" + parameters, status)["parameter"];
  };
  CHECK(blamed("near=Atlantis", 404) == "near");
  CHECK(blamed("near=us&within=x") == "near");
  CHECK(blamed("within=5") == "within");
  CHECK(blamed("box=1,2") == "box");
  CHECK(blamed("sort=name") == "sort");
  CHECK(blamed("sort=distance") == "q");
}

TEST_CASE("pages follow one another", "[api][service]") {
  Town village;
  for (const std::string question : {"q=sector:C28", "q=kind:company,university&for=us"}) {
    const Json all = village.GetJson("/v1/search?" + question);
    Json pages = Json::array();
    std::string cursor;
    do {
      const Json page = village.GetJson("/v1/search?top=1&" + question + "&cursor=" + cursor);
      REQUIRE(page["organisations"].size() == 1);
      pages.push_back(page["organisations"][0]);
      cursor = page["next"].is_null() ? "" : page["next"].get<std::string>();
    } while (!cursor.empty());
    CHECK(pages == all["organisations"]);
  }
  const std::string next = village.GetJson("/v1/search?q=sector:C28&top=1")["next"];
  CHECK(village.GetJson("/v1/search?q=sector:C24&cursor=" + next, 400)["parameter"] == "cursor");
  CHECK(village.GetJson("/v1/search?q=sector:C28&cursor=1", 400)["parameter"] == "cursor");
  const Json gone = village.GetJson("/v1/search?q=sector:C28&cursor=2" + next.substr(1), 410);
  CHECK(gone["code"] == "conflict");
  CHECK(gone["title"] == "Gone");
}

TEST_CASE("hits say which wishes they meet", "[api][service]") {
  Town village;
  const Json found =
      village.GetJson("/v1/search?q=sector:C28&should=country:IT&nice=kind:company,university");
  REQUIRE(found["organisations"].size() == 4);
  CHECK(found["wishes"] == Json::parse(R"([{"strength": "should", "text": "country:IT"},
                                            {"strength": "nice", "text": "kind:company,university"}])"));
  CHECK(found["organisations"][0]["id"] == "danger");
  CHECK(found["organisations"][0]["missed"].empty());
  CHECK(found["organisations"][3]["met"].empty());
  CHECK(found["organisations"][3]["missed"].size() == 2);
  CHECK(village.GetJson("/v1/search?q=a&should=country:XX", 400)["parameter"] == "should");
  CHECK(village.GetJson("/v1/search?q=a&nice=gold", 400)["parameter"] == "nice");
}

TEST_CASE("hits are ranked as partners for whom it is asked", "[api][service]") {
  Town village;
  const HttpAnswer german = village.Get("/v1/search?q=sector:C24&for=us&lang=de");
  CHECK(Header(german, "Content-Language") == "de");
  const Json found = village.GetJson("/v1/search?q=sector:C24&for=us&preset=similar");
  CHECK(found["for"]["id"] == "us");
  CHECK(found["model"].get<std::string>().starts_with("similar"));
  REQUIRE(found["organisations"].size() == 2);
  double last = 100.0;
  for (const Json& hit : found["organisations"]) {
    const Json pair = village.GetJson("/v1/explain?preset=similar&for=us&candidate=" +
                                      hit["id"].get<std::string>())["partner"];
    for (const char* member : {"score", "fit", "reach", "mutual", "reasons", "reverse_reasons"}) {
      CHECK(hit["partner"][member] == pair[member]);
    }
    CHECK(hit["partner"]["score"].get<double>() <= last);
    last = hit["partner"]["score"];
  }
  CHECK(village.GetJson("/v1/search?q=alpha&for=us")["organisations"].empty());
  CHECK(village.GetJson("/v1/search?q=a&for=nobody", 404)["parameter"] == "for");
  CHECK(village.GetJson("/v1/search?q=a&for=us&preset=best", 400)["parameter"] == "preset");
  CHECK(village.GetJson("/v1/search?q=a&for=us&lang=tlh", 400)["parameter"] == "lang");
  CHECK(village.GetJson("/v1/search?q=a&preset=similar", 400)["parameter"] == "preset");
  CHECK(village.GetJson("/v1/search?q=a&lang=de", 400)["parameter"] == "lang");
  CHECK(village.GetJson("/v1/search?q=&for=us", 400)["parameter"] == "q");
  const Json empty = village.GetJson("/v1/search?q=a&for=", 400);
  CHECK(empty["detail"].get<std::string>().starts_with("The parameter 'for' is empty"));
  CHECK(village.GetJson("/v1/search?q=near:us&for=us&sort=distance", 400)["parameter"] == "q");
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

TEST_CASE("presets are listed, the default first", "[api][service]") {
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

}  // namespace
}  // namespace kontor
