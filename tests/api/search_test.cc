// Searches and suggestions over HTTP.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "api/json_document.h"
#include "api/service.h"
#include "tests/api/support.h"

namespace kontor {
namespace {

class SearchedTown {
 public:
  HttpAnswer Get(std::string_view target) {
    const HttpRequest request{"GET", target, {}, {}};
    return Described(request, service_.Answer(request));
  }
  Json GetJson(std::string_view target, int status = 200) {
    const HttpAnswer answer = Get(target);
    INFO(target << " -> " << answer.body);
    REQUIRE(answer.status == status);
    return Json::parse(answer.body);
  }

 private:
  FixedSource source_{Village()};
  Service service_{source_, TestDay, {.max_questions = 2}};
};

TEST_CASE("what is typed is completed to organisations and codes", "[api][search]") {
  SearchedTown village;
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
  CHECK(village.GetJson("/v1/organisations?q=alpha", 405)["code"] == "invalid_argument");
}

TEST_CASE("texts and codes are searched", "[api][search]") {
  SearchedTown village;
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

TEST_CASE("answers come with facets that are asked for", "[api][search]") {
  SearchedTown village;
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

TEST_CASE("filters of the query and of the request must both hold", "[api][search]") {
  SearchedTown village;
  const Json none = village.GetJson("/v1/search?q=sector:C28+country:IT+-kind:network&country=DE");
  CHECK(none["organisations"].empty());
  CHECK(none["filters"] == Json::parse(R"([
      {"type": "country", "code": "DE", "label": "DE"},
      {"type": "country", "code": "IT", "label": "IT"},
      {"type": "sector", "code": "C28", "label": "C28"},
      {"type": "kind", "code": "network", "label": "network", "excluded": true}])"));
  CHECK(village.GetJson("/v1/search?sector=C28&country=IT")["organisations"][0]["id"] == "danger");
  CHECK(village.GetJson("/v1/search?q=sector:C28&newcomer=true")["organisations"].size() == 4);
  CHECK(village.GetJson("/v1/search?q=sector:C28&active_since=2019")["matching"] == 3);
  CHECK(village.GetJson("/v1/search?q=a&active_since=x", 400)["parameter"] == "active_since");
}

TEST_CASE("hits are near a place or within a box", "[api][search]") {
  SearchedTown village;
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
  CHECK(blamed("near=us&within=x") == "within");
  CHECK(blamed("within=5") == "within");
  CHECK(blamed("box=1,2") == "box");
  CHECK(blamed("sort=name") == "sort");
  CHECK(blamed("sort=distance") == "sort");
  CHECK(blamed("near=us&sort=distance&for=us") == "sort");
  const std::string empty = "/v1/search?q=alpha&near=&within=&box=&sort=";  // of a form
  CHECK(village.GetJson(empty)["organisations"].size() == 1);
  const Json near = village.GetJson("/v1/search?q=sector:C28+near:Aachen&sort=distance");
  CHECK(near["near"][0]["organisations"] == 1);
  CHECK(near["notes"].size() == 2);  // who is left out, and on what the middle rests
}

TEST_CASE("pages follow one another", "[api][search]") {
  SearchedTown village;
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

TEST_CASE("hits say which wishes they meet", "[api][search]") {
  SearchedTown village;
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

TEST_CASE("hits are ranked as partners for whom it is asked", "[api][search]") {
  SearchedTown village;
  const HttpAnswer german = village.Get("/v1/search?q=sector:C24&for=us&lang=de");
  CHECK(std::ranges::find(german.headers, std::pair<std::string, std::string>(
                                              "Content-Language", "de")) != german.headers.end());
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
  CHECK(village.GetJson("/v1/search?q=near:us&for=us&sort=distance", 400)["parameter"] == "sort");
  CHECK(village.GetJson("/v1/search?q=a&exclude_known=true", 400)["parameter"] == "exclude_known");
  const auto found_for_us = [&](const std::string& more) {
    return village.GetJson("/v1/search?q=sector:C28&for=us" + more)["matching"].get<size_t>();
  };
  CHECK(found_for_us("&exclude_known=true") + 2 == found_for_us(""));  // twin and friend
}

TEST_CASE("a guess is told to be one, and so are words that are found nowhere", "[api][search]") {
  SearchedTown village;
  const Json exact = village.GetJson("/v1/search?q=C28");
  REQUIRE(exact["understood"].size() == 1);
  CHECK(exact["understood"][0]["read_as"].is_null());
  CHECK(village.GetJson("/v1/search?q=alpha+zzqxv")["notes"] ==
        Json::parse(R"(["Found nowhere: 'zzqxv'."])"));
}

}  // namespace
}  // namespace kontor
