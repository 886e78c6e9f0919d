#include "api/exports.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <vector>

#include "api/export.h"
#include "api/json_document.h"
#include "tests/api/support.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

class ExportTown {
 public:
  HttpAnswer Get(std::string_view target) {
    const HttpRequest request{"GET", target, {}, {}};
    return Described(request, service_.Answer(request));
  }
  // The body, be it a stream or not; fails the test unless the status is 200.
  std::string Body(std::string_view target) {
    const HttpAnswer answer = Get(target);
    INFO(target << " -> " << answer.body);
    REQUIRE(answer.status == 200);
    std::string body = answer.body;
    if (answer.stream) REQUIRE(answer.stream(AppendTo(body)));
    return body;
  }

 private:
  FixedSource source_{Village()};
  Service service_{
      source_, TestDay, {.max_questions = 2, .question_timeout = std::chrono::milliseconds(50)}};
};

std::string ExportField(const HttpAnswer& answer, std::string_view name) {
  for (const auto& [field, value] : answer.headers) {
    if (field == name) return value;
  }
  return "";
}

TEST_CASE("exports are files with a name and a type", "[api][exports]") {
  ExportTown town;
  const HttpAnswer partners = town.Get("/v1/exports/partners?for=us");
  CHECK(partners.content_type == "text/csv; charset=utf-8");
  CHECK(ExportField(partners, "Content-Disposition") ==
        "attachment; filename=\"partners-alpha-maschinenbau.csv\"; "
        "filename*=UTF-8''partners-Alpha%20Maschinenbau.csv");
  CHECK(partners.body.starts_with("\xEF\xBB\xBFrank,id,name,"));
  CHECK(partners.body.contains(",/v1/exports/partners?for=us\r\n"));
  const HttpAnswer greek = town.Get("/v1/exports/partners?for=kosmos&format=xlsx&lang=de");
  CHECK(ExportField(greek, "Content-Disposition") ==
        "attachment; filename=\"partners-kosmos-klaster.xlsx\"; filename*=UTF-8''partners-"
        "%CE%9A%CF%8C%CF%83%CE%BC%CE%BF%CF%82%20%CE%9A%CE%BB%CE%AC%CF%83%CF%84%CE%B5%CF%81.xlsx");
  CHECK(ExportField(greek, "Content-Language") == "de");
  CHECK(greek.body.starts_with("PK"));
  const HttpAnswer all = town.Get("/v1/exports/organisations");
  CHECK(ExportField(all, "Content-Disposition") == "attachment; filename=\"organisations.csv\"");
  CHECK(all.body.empty());
  CHECK(ExportField(all, "ETag").empty());
}

TEST_CASE("an export over HTTP has what the command line writes", "[api][exports]") {
  ExportTown town;
  const Json whole = Json::parse(town.Body("/v1/exports/organisations?format=json"));
  CHECK(whole["matching"] == 9);
  CHECK(whole["organisations"].size() == 9);
  CHECK(whole["generation"] == 1);
  CHECK(whole["sources"] == Json::array({"drawn"}));
  CHECK(whole["as_of"] == "2021-06-01");
  const Json french =
      Json::parse(town.Body("/v1/exports/organisations?format=json&country=FR&kind=company"));
  REQUIRE(french["organisations"].size() == 1);
  CHECK(french["organisations"][0]["id"] == "stranger");
  CHECK(french["question"] == "/v1/exports/organisations?country=FR&kind=company");

  const std::string near = town.Body("/v1/exports/graph?around=us&hops=1&format=csv");
  CHECK(near.contains("organisation:friend,partnership:P1,participates_in,"));
  CHECK_FALSE(near.contains("P2"));
  CHECK(town.Body("/v1/exports/graph?around=us&hops=2&format=csv").contains("organisation:kosmos"));
  CHECK(town.Body("/v1/exports/graph").contains("<graphml"));

  const Json found = Json::parse(town.Body("/v1/exports/search?q=zeta&literal=true&format=json"));
  CHECK(found["organisations"].size() == 2);
  CHECK(town.Body("/v1/exports/search?q=sector:C24&for=us&format=graphml").contains(">suggested<"));
  const Json linked = Json::parse(town.Body("/v1/exports/partners?for=us&format=jsonld&top=2"));
  CHECK(linked["itemListElement"].size() == 2);
  CHECK(linked["kontor:model"].get<std::string>().contains("/"));
}

TEST_CASE("a dossier is a page of its own styles and no scripts", "[api][exports]") {
  ExportTown town;
  const HttpAnswer answer = town.Get("/v1/exports/dossier?for=us&top=20&lang=fr");
  CHECK(answer.content_type == "text/html; charset=utf-8");
  CHECK(ExportField(answer, "Content-Disposition").starts_with("inline; "));
  CHECK(
      ExportField(answer, "Content-Security-Policy").starts_with("default-src 'none'; style-src"));
  CHECK(answer.body.contains("<html lang=\"fr\">"));
  CHECK(answer.body.contains("Partenaires suggérés"));
  CHECK(answer.body.contains("Vous avez déjà travaillé ensemble"));
  CHECK(answer.body.contains("href=\"https://beta.example\""));
  CHECK(answer.body.contains("Sources: drawn"));
  CHECK_FALSE(answer.body.contains("<script"));
  CHECK(town.Body("/v1/exports/dossier?for=us&kind=network")
            .contains("No organisation is suggested"));
}

TEST_CASE("exports that are wrong are refused with the parameter", "[api][exports][errors]") {
  ExportTown town;
  const auto parameter = [&](std::string_view target, int status = 400) {
    const HttpAnswer answer = town.Get(target);
    INFO(target << " -> " << answer.body);
    CHECK(answer.status == status);
    const Json problem = Json::parse(answer.body);
    return problem.value("parameter", std::string());
  };
  CHECK(parameter("/v1/exports/partners") == "for");
  CHECK(parameter("/v1/exports/partners?for=nobody", 404) == "for");
  CHECK(parameter("/v1/exports/partners?for=us&format=table") == "format");
  CHECK(parameter("/v1/exports/partners?for=us&formt=csv") == "formt");
  CHECK(parameter("/v1/exports/partners?for=us&lang=xx") == "lang");
  CHECK(parameter("/v1/exports/partners?for=us&top=0") == "top");
  CHECK(parameter("/v1/exports/partners?for=us&as_of=then") == "as_of");
  CHECK(parameter("/v1/exports/partners?for=us&pin=us").empty());
  CHECK(parameter("/v1/exports/dossier?for=us&format=csv") == "format");
  CHECK(parameter("/v1/exports/dossier?fr=us") == "fr");
  CHECK(parameter("/v1/exports/search?q=a&format=html") == "format");
  CHECK(parameter("/v1/exports/search?q=a&cursor=1") == "cursor");
  CHECK(parameter("/v1/exports/search?q=") == "q");
  CHECK(parameter("/v1/exports/search?q=a&top=x") == "top");
  CHECK(parameter("/v1/exports/search?q=a&for=nobody", 404) == "for");
  CHECK(parameter("/v1/exports/organisations?country=XX") == "country");
  CHECK(parameter("/v1/exports/organisations?format=gexf") == "format");
  CHECK(parameter("/v1/exports/organisations?as_of=x") == "as_of");
  CHECK(parameter("/v1/exports/organisations?q=x") == "q");
  CHECK(parameter("/v1/exports/graph?hops=7") == "hops");
  CHECK(parameter("/v1/exports/graph?around=nobody", 404) == "around");
  CHECK(parameter("/v1/exports/graph?format=ndjson") == "format");
  CHECK(parameter("/v1/exports/graph?as_of=x") == "as_of");
  CHECK(parameter("/v1/exports/graph?top=x") == "top");
  CHECK(parameter("/v1/exports/nothing", 404).empty());
}

TEST_CASE("long exports are few at a time, and wait for one another", "[api][exports]") {
  ExportTown town;
  std::vector<HttpAnswer> held;
  for (int i = 0; i < 4; ++i) held.push_back(town.Get("/v1/exports/graph"));
  CHECK(held.back().status == 200);
  CHECK(town.Get("/v1/exports/organisations").status == 503);
  CHECK(town.Get("/v1/exports/partners?for=us").status == 200);  // others go on
  held.pop_back();
  CHECK(town.Get("/v1/exports/organisations").status == 200);
}

TEST_CASE("a long export goes over the wire in chunks", "[api][exports][server]") {
  TestServer server;
  auto client = server.Client();
  const auto answer = client.Get("/v1/exports/organisations?format=ndjson");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->get_header_value("Transfer-Encoding") == "chunked");
  CHECK(answer->get_header_value("Content-Type") == "application/x-ndjson");
  CHECK(std::ranges::count(answer->body, '\n') == 9);
  const auto head = client.Head("/v1/exports/organisations");
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
}

TEST_CASE("an export stops where its reader does", "[api][exports]") {
  for (const Format format : kOrganisationFormats) {
    int calls = 0;
    const Sink closed = [&calls](std::string_view) {
      ++calls;
      return Status(Fail(ErrorCode::kIo, "gone"));
    };
    const Status status = ExportOrganisations(*Village(), {.filters = {}, .as_of = TestDay()},
                                              {.format = format}, closed);
    CHECK_FALSE(status);
    CHECK(calls == 1);
  }
  for (const Format format : kGraphFormats) {
    const Sink closed = [](std::string_view) { return Status(Fail(ErrorCode::kIo, "gone")); };
    CHECK_FALSE(ExportGraph(*Village(), {.as_of = TestDay()}, {.format = format}, closed));
  }
}

}  // namespace
}  // namespace kontor
