// Feedback and shortlists, from requests to answers.
#include <catch2/catch_test_macros.hpp>

#include "tests/api/user_support.h"

namespace kontor {
namespace {

std::vector<std::string> PartnersIn(RecordingTown& town, const std::string& target) {
  std::vector<std::string> ids;
  const Json answer = town.Get(target);
  for (const Json& partner : answer["partners"]) ids.push_back(partner["id"]);
  return ids;
}

bool Has(const std::vector<std::string>& ids, std::string_view id) {
  return std::ranges::find(ids, id) != ids.end();
}

constexpr std::string_view kFeedbackTarget = "/v1/feedback";
constexpr std::string_view kPartnersOfUs = "/v1/organisations/us/partners";
constexpr std::string_view kDismissal =
    R"({"for": "pic:111", "organisation": "supplier", "action": "dismissed", "note": "too far"})";

// The pointers of a problem's errors.
std::string Pointers(const HttpAnswer& answer) {
  std::string pointers;
  const Json document = Json::parse(answer.body);
  for (const Json& error : document["errors"]) {
    pointers += error["pointer"].get<std::string>() + " ";
  }
  return pointers;
}

}  // namespace

TEST_CASE("whom an organisation dismisses is suggested to it no more", "[api][user]") {
  RecordingTown town;
  REQUIRE(Has(PartnersIn(town, std::string(kPartnersOfUs)), "supplier"));
  const HttpAnswer made = town.Ask("POST", kFeedbackTarget, kDismissal);
  CHECK(made.status == 201);
  const Json said = Json::parse(made.body);
  CHECK(said["for"] == "us");
  CHECK(said["organisation"]["id"] == "supplier");
  CHECK(said["organisation"]["name"] == "Gamma Aceros");
  CHECK(said["action"] == "dismissed");
  CHECK(said["day"] == "2027-01-15");
  CHECK(said["note"] == "too far");
  CHECK(said["recorded"] == "2027-01-15T08:00:00Z");
  CHECK(said["key"] == town.key_id());
  CHECK_FALSE(Has(PartnersIn(town, std::string(kPartnersOfUs)), "supplier"));
  CHECK(town.Ask("GET", "/v1/exports/partners?for=us&format=csv").body.find("Gamma Aceros") ==
        std::string::npos);
  CHECK(town.Ask("GET", "/v1/exports/dossier?for=us").body.find("Gamma Aceros") ==
        std::string::npos);
  CHECK(Has(PartnersIn(town, "/v1/organisations/kosmos/partners"), "supplier"));
  CHECK(Has(PartnersIn(town, std::string(kPartnersOfUs) + "?pin=supplier"), "supplier"));

  const std::string same = HeaderOf(made, "Location");
  CHECK(same == "/v1/feedback/" + said["id"].get<std::string>());
  CHECK(town.Get(same) == said);
  CHECK(town.Ask("DELETE", same).status == 204);
  CHECK(town.Ask("DELETE", same).status == 404);
  CHECK(town.Ask("GET", same).status == 404);
  CHECK(Has(PartnersIn(town, std::string(kPartnersOfUs)), "supplier"));
}

TEST_CASE("feedback is listed for each organisation, also of those that are gone", "[api][user]") {
  RecordingTown town;
  CHECK(town.Ask("POST", kFeedbackTarget, kDismissal).status == 201);
  CHECK(town.Ask("POST", kFeedbackTarget, kDismissal).status == 200);
  CHECK(town.Ask("POST", kFeedbackTarget,
                 R"({"for": "us", "organisation": "twin", "action": "saved"})")
            .status == 201);
  (void)town.records().feedback.Put({.for_key = "us",
                                     .organisation = "gone",
                                     .action = FeedbackAction::kSaved,
                                     .day = TestDay(),
                                     .note = {},
                                     .trace = {}});
  CHECK(town.Get("/v1/feedback?for=us")["feedback"].size() == 3);
  const Json saved = town.Get("/v1/feedback?for=us&action=saved&top=1");
  REQUIRE(saved["feedback"].size() == 1);
  const std::string next = saved["next"];
  const Json rest = town.Get("/v1/feedback?for=us&action=saved&cursor=" + next);
  REQUIRE(rest["feedback"].size() == 1);
  CHECK(rest["next"].is_null());
  const Json both = {saved["feedback"][0]["organisation"]["name"],
                     rest["feedback"][0]["organisation"]["name"]};
  CHECK((both == Json({nullptr, "Beta Werke"}) || both == Json({"Beta Werke", nullptr})));
  const std::string gone =
      FeedbackId({.for_key = "us", .organisation = "gone", .action = FeedbackAction::kSaved});
  CHECK(town.Ask("DELETE", "/v1/feedback/" + gone).status == 204);
  CHECK(town.Get("/v1/feedback?for=kosmos")["feedback"].empty());
}

TEST_CASE("feedback that cannot be kept is told with pointers", "[api][user]") {
  RecordingTown town;
  const HttpAnswer faulty = town.Ask("POST", kFeedbackTarget, R"({"for": "us", "action": "ok"})");
  CHECK(faulty.status == 422);
  CHECK(Pointers(faulty) == "/organisation /action ");
  const HttpAnswer unknown = town.Ask(
      "POST", kFeedbackTarget, R"({"for": "us", "organisation": "nobody", "action": "saved"})");
  CHECK(unknown.status == 422);
  CHECK(Pointers(unknown) == "/organisation ");
  CHECK(Pointers(town.Ask("POST", kFeedbackTarget,
                          R"({"for": "no", "organisation": "us", "action": "saved"})")) == "/for ");
  CHECK(Pointers(town.Ask("POST", kFeedbackTarget,
                          R"({"for": "us", "organisation": "us", "action": "saved"})")) ==
        "/organisation ");
  CHECK(town.Ask("POST", kFeedbackTarget, "{").status == 400);
  CHECK(town.Ask("POST", kFeedbackTarget).status == 415);
  CHECK(town.Ask("POST", kFeedbackTarget, {}, {{"Content-Type", "application/json"}}).status ==
        400);
  CHECK(town.Ask("POST", "/v1/feedback?x=1", kDismissal).status == 400);
  for (const char* target :
       {"/v1/feedback", "/v1/feedback?for=us&action=liked", "/v1/feedback?for=us&cursor=x",
        "/v1/feedback?for=us&top=0", "/v1/feedback?for=us&to=1"}) {
    CHECK(town.Ask("GET", target).status == 400);
  }
  CHECK(town.Ask("GET", "/v1/feedback?for=Zeta+Verein").status == 409);
  CHECK(town.Ask("DELETE", "/v1/feedback/1?x=1").status == 400);
  CHECK(town.Ask("DELETE", "/v1/feedback/1").status == 404);
}

TEST_CASE("records of users need the scope write, also to be read", "[api][user][access]") {
  RecordingTown town;
  for (const char* target : {"/v1/feedback?for=us", "/v1/shortlists?for=us", "/v1/shortlists/1",
                             "/v1/interests?from=us", "/v1/interests/1"}) {
    CHECK(town.service().Answer({"GET", target, {}, {}}).status == 401);
  }
  CHECK(town.Ask("PUT", kFeedbackTarget).status == 405);
  CHECK(town.Ask("GET", "/v1/shortlists/1/organisations").status == 405);
  CHECK(town.Ask("GET", "/v1/shortlists/1/other").status == 404);
  CHECK(town.Ask("GET", "/v1/shortlists/1/organisations/").status == 404);
}

TEST_CASE("a server without a store keeps no records of users", "[api][user]") {
  FixedSource source{Village()};
  AccessOptions access;
  const TestKey key = MakeTestKey({Scope::kWrite, Scope::kAdmin});
  access.keys->Replace({key.key});
  access.now = [] { return Moment(kKeyTime); };
  Service service(source, TestDay, {.max_questions = 1, .access = access});
  const std::string shown = "Bearer " + key.token;
  for (const char* target : {"/v1/feedback?for=us", "/v1/shortlists?for=us", "/v1/audit",
                             "/v1/exports/shortlist?shortlist=1"}) {
    CHECK(service.Answer({"GET", target, {{"Authorization", shown}}, {}}).status == 403);
  }
}

TEST_CASE("a shortlist keeps an organisation with what was said of it then", "[api][user]") {
  RecordingTown town;
  const HttpAnswer made =
      town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "Steel", "note": "spring"})");
  REQUIRE(made.status == 201);
  CHECK(HeaderOf(made, "Location") == "/v1/shortlists/1");
  const HttpAnswer added = town.Ask("POST", "/v1/shortlists/1/organisations?lang=de",
                                    R"({"organisation": "Gamma Aceros", "note": "call them"})");
  REQUIRE(added.status == 201);
  CHECK(HeaderOf(added, "Location") == "/v1/shortlists/1/organisations/supplier");
  const Json list = town.Get("/v1/shortlists/1");
  CHECK(list == Json::parse(added.body));
  CHECK(list["name"] == "Steel");
  CHECK(list["for"] == "us");
  CHECK(list["size"] == 1);
  const Json& entry = list["organisations"][0];
  CHECK(entry["id"] == "supplier");
  CHECK(entry["note"] == "call them");
  const Json then = town.Get("/v1/explain?for=us&candidate=supplier&lang=de");
  const Json& kept = entry["at_the_time"];
  CHECK(kept["generation"] == then["generation"]);
  CHECK(kept["model"] == then["model"]);
  CHECK(kept["as_of"] == then["as_of"]);
  CHECK(kept["lang"] == "de");
  for (const char* member : {"score", "fit", "reach", "mutual", "reverse_score", "reasons",
                             "reverse_reasons", "joint_partnerships"}) {
    INFO(member);
    CHECK(kept[member] == then["partner"][member]);
  }
  double points = 0;
  for (size_t i = 0; i < kept["contributions"].size(); ++i) {
    const Json& part = kept["contributions"][i];
    CHECK(part["points"] == then["partner"]["contributions"][i]["points"]);
    points += part["points"].get<double>();
  }
  CHECK(std::abs(points - kept["score"].get<double>()) < 0.005);
}

TEST_CASE("shortlists are listed, renamed and removed", "[api][user]") {
  RecordingTown town;
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "A"})").status == 201);
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "B"})").status == 201);
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "twin", "name": "C"})").status == 201);
  const Json first = town.Get("/v1/shortlists?for=us&top=1");
  REQUIRE(first["shortlists"].size() == 1);
  CHECK(first["shortlists"][0]["name"] == "A");
  const Json second = town.Get("/v1/shortlists?for=us&cursor=" + first["next"].get<std::string>());
  REQUIRE(second["shortlists"].size() == 1);
  CHECK(second["shortlists"][0]["name"] == "B");
  const HttpAnswer renamed = town.Ask("PATCH", "/v1/shortlists/1", R"({"name": "Z"})");
  CHECK(renamed.status == 200);
  CHECK(Json::parse(renamed.body)["name"] == "Z");
  CHECK(town.Ask("DELETE", "/v1/shortlists/1").status == 204);
  for (const char* method : {"GET", "DELETE"}) {
    CHECK(town.Ask(method, "/v1/shortlists/1").status == 404);
    CHECK(town.Ask(method, "/v1/shortlists/one").status == 404);
  }
  CHECK(town.Ask("PATCH", "/v1/shortlists/1", R"({"name": "Z"})").status == 404);
}

TEST_CASE("notes of a shortlist change, and organisations leave it", "[api][user]") {
  RecordingTown town;
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "A"})").status == 201);
  const std::string_view add = "/v1/shortlists/1/organisations";
  REQUIRE(town.Ask("POST", add, R"({"organisation": "vat:DE/1"})").status == 422);  // itself
  REQUIRE(town.Ask("POST", add, R"({"organisation": "twin"})").status == 201);
  CHECK(town.Ask("POST", add, R"({"organisation": "twin"})").status == 409);
  const std::string_view one = "/v1/shortlists/1/organisations/twin";
  const HttpAnswer noted = town.Ask("PATCH", one, R"({"note": "nice"})");
  CHECK(noted.status == 200);
  CHECK(Json::parse(noted.body)["organisations"][0]["note"] == "nice");
  CHECK(town.Ask("DELETE", one).status == 204);
  CHECK(town.Ask("DELETE", one).status == 404);
  CHECK(town.Ask("PATCH", one, R"({"note": "nice"})").status == 404);
  CHECK(town.Ask("PATCH", "/v1/shortlists/1/organisations/Zeta%20Verein", R"({"note": "x"})")
            .status == 409);
}

TEST_CASE("two who change a shortlist do not overwrite each other", "[api][user]") {
  RecordingTown town;
  const HttpAnswer made = town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "A"})");
  const std::string tag = HeaderOf(made, "ETag");
  CHECK(HeaderOf(town.Ask("GET", "/v1/shortlists/1"), "ETag") == tag);
  CHECK(town.Ask("GET", "/v1/shortlists/1", {}, {{"If-None-Match", tag}}).status == 304);
  const std::string_view body = R"({"name": "B"})";
  CHECK(town.Ask("PATCH", "/v1/shortlists/1", body, {{"If-Match", tag}}).status == 200);
  CHECK(town.Ask("PATCH", "/v1/shortlists/1", body, {{"If-Match", tag}}).status == 412);
  CHECK(town.Ask("DELETE", "/v1/shortlists/1", {}, {{"If-Match", tag}}).status == 412);
  CHECK(town.Ask("POST", "/v1/shortlists/1/organisations", R"({"organisation": "twin"})",
                 {{"If-Match", tag}})
            .status == 412);
  CHECK(town.Ask("DELETE", "/v1/shortlists/1", {}, {{"If-Match", "*"}}).status == 204);
}

TEST_CASE("shortlists that cannot be made are told with pointers", "[api][user]") {
  RecordingTown town;
  CHECK(Pointers(town.Ask("POST", "/v1/shortlists", R"({"fro": "us"})")) == "/fro /for /name ");
  CHECK(Pointers(town.Ask("POST", "/v1/shortlists", R"({"for": "no", "name": "A"})")) == "/for ");
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "A"})").status == 201);
  const std::string_view add = "/v1/shortlists/1/organisations";
  CHECK(Pointers(town.Ask("POST", add, "{}")) == "/organisation ");
  CHECK(Pointers(town.Ask("POST", add, R"({"organisation": "no"})")) == "/organisation ");
  CHECK(town.Ask("POST", "/v1/shortlists/1/organisations?preset=no", R"({"organisation": "twin"})")
            .status == 400);
  CHECK(town.Ask("POST", "/v1/shortlists/1/organisations?lang=no", R"({"organisation": "twin"})")
            .status == 400);
  CHECK(town.Ask("POST", "/v1/shortlists/1/organisations?top=1", R"({"organisation": "twin"})")
            .status == 400);
  CHECK(town.Ask("POST", "/v1/shortlists/9/organisations", R"({"organisation": "twin"})").status ==
        404);
  CHECK(Pointers(town.Ask("PATCH", "/v1/shortlists/1", R"({"name": null})")) == "/name ");
  CHECK(town.Ask("PATCH", "/v1/shortlists/1/organisations/twin", R"({"nota": 1})").status == 422);
  for (const char* target : {"/v1/shortlists", "/v1/shortlists?for=us&cursor=?",
                             "/v1/shortlists?for=us&top=x", "/v1/shortlists/1?x=1"}) {
    CHECK(town.Ask("GET", target).status == 400);
  }
  (void)town.records().shortlists.Create({"gone", "Old", ""}, {});
  CHECK(town.Ask("POST", "/v1/shortlists/2/organisations", R"({"organisation": "twin"})").status ==
        409);
}

TEST_CASE("a shortlist is a file in each format, with what was said then", "[api][user][exports]") {
  RecordingTown town;
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "Für Stahl"})").status ==
          201);
  for (const char* key : {"supplier", "danger"}) {
    const std::string body = R"({"organisation": ")" + std::string(key) + R"(", "note": "=1+1"})";
    REQUIRE(town.Ask("POST", "/v1/shortlists/1/organisations", body).status == 201);
  }
  // One that is gone since.
  ShortlistEntry gone;
  gone.organisation = "gone";
  gone.name = "Once Ltd";
  gone.answer.score = 12.5;
  gone.answer.contributions = {{"theme", 0.5, 0.25, 12.5}, {"of_old", 0, 0, 0}};
  REQUIRE(town.records().shortlists.Add({1, {"k", 0}}, gone));
  const auto export_as = [&](const std::string& format) {
    const HttpAnswer answer = town.Ask("GET", "/v1/exports/shortlist?shortlist=1&format=" + format);
    INFO(format << " " << answer.body);
    CHECK(answer.status == 200);
    CHECK(HeaderOf(answer, "Content-Disposition").contains("shortlist-fur-stahl." + format));
    return answer.body;
  };
  const Json list = town.Get("/v1/shortlists/1");
  const std::string table = export_as("csv");
  CHECK(table.contains(",reasons,reverse_reasons,path,"));
  CHECK(table.contains(",note,added,shortlist\r\n"));
  CHECK(table.contains("1,supplier,Gamma Aceros,ES,"));
  CHECK(table.contains("2,danger,\"'=SUM(1,2)\","));
  CHECK(table.contains("3,gone,Once Ltd,,,,,,12.50,"));
  CHECK(table.contains(",'=1+1,2027-01-15,Für Stahl\r\n"));
  CHECK(Json::parse(export_as("json")) == list);
  const std::string lines = export_as("ndjson");
  CHECK(std::ranges::count(lines, '\n') == 3);
  const Json first = Json::parse(lines.substr(0, lines.find('\n')));
  CHECK(first["at_the_time"] == list["organisations"][0]["at_the_time"]);
  CHECK(first["for"] == "us");
  CHECK(export_as("xlsx").starts_with("PK"));
  const Json linked = Json::parse(export_as("jsonld"));
  REQUIRE(linked["itemListElement"].size() == 3);
  CHECK(linked["about"]["name"] == "Alpha Maschinenbau");
  CHECK(linked["itemListElement"][2]["item"]["name"] == "Once Ltd");
  CHECK(linked["itemListElement"][0]["kontor:note"] == "=1+1");
  CHECK(linked["itemListElement"][0]["kontor:score"] ==
        list["organisations"][0]["at_the_time"]["score"]);
  for (const char* format : {"graphml", "gexf"}) {
    const std::string graph = export_as(format);
    CHECK(graph.contains("suggested"));
    CHECK(graph.contains("organisation:supplier"));
    CHECK_FALSE(graph.contains("gone"));
  }
  const std::string target = "/v1/exports/shortlist";
  CHECK(town.Ask("GET", target).status == 400);
  CHECK(town.Ask("GET", target + "?shortlist=1&lang=de").status == 400);
  CHECK(town.Ask("GET", target + "?shortlist=1&format=table").status == 400);
  CHECK(town.Ask("GET", target + "?shortlist=2").status == 404);
  CHECK(town.Ask("GET", target + "?shortlist=x").status == 404);
  CHECK(town.service().Answer({"GET", target + "?shortlist=1", {}, {}}).status == 401);
}

TEST_CASE("interest is expressed, answered and listed", "[api][user]") {
  RecordingTown town;
  const std::string_view interests = "/v1/interests";
  const HttpAnswer sent = town.Ask(
      "POST", interests,
      R"({"from": "us", "to": "supplier", "about": {"type": "offer", "title": "steel BEAMS"},
          "note": "for a bridge"})");
  INFO(sent.body);
  REQUIRE(sent.status == 201);
  CHECK(HeaderOf(sent, "Location") == "/v1/interests/1");
  const Json said = Json::parse(sent.body);
  CHECK(said["state"] == "sent");
  CHECK(said["about"] == Json({{"type", "offer"}, {"title", "steel BEAMS"}}));
  CHECK(said["history"][0]["note"] == "for a bridge");
  CHECK(said["history"][0]["at"] == "2027-01-15T08:00:00Z");
  const std::string tag = HeaderOf(sent, "ETag");
  const std::string_view one = "/v1/interests/1";
  CHECK(HeaderOf(town.Ask("GET", one), "ETag") == tag);

  town.Wait(std::chrono::seconds(60));
  const std::string_view yes = R"({"state": "accepted"})";
  const HttpAnswer accepted = town.Ask("PATCH", one, yes, {{"If-Match", tag}});
  CHECK(accepted.status == 200);
  const Json now = Json::parse(accepted.body);
  CHECK(now["state"] == "accepted");
  CHECK(now["history"][1]["at"] == "2027-01-15T08:01:00Z");
  CHECK(town.Ask("PATCH", one, yes, {{"If-Match", tag}}).status == 412);
  CHECK(town.Ask("PATCH", one, yes).status == 409);
  CHECK(town.Ask("PATCH", one, R"({"state": "maybe"})").status == 422);
  CHECK(town.Ask("PATCH", one, "{").status == 400);
  CHECK(town.Ask("PATCH", "/v1/interests/1?x=1", yes).status == 400);
  CHECK(town.Ask("PATCH", "/v1/interests/2", yes).status == 404);
  CHECK(town.Ask("PATCH", "/v1/interests/x", yes).status == 404);
  CHECK(town.Ask("GET", "/v1/interests/2").status == 404);
  CHECK(town.Ask("GET", "/v1/interests/1?x=1").status == 400);
  CHECK(town.Ask("DELETE", one).status == 405);

  CHECK(town.Get("/v1/interests?from=us")["interests"].size() == 1);
  CHECK(town.Get("/v1/interests?to=supplier&state=accepted")["interests"].size() == 1);
  CHECK(town.Get("/v1/interests?to=supplier&from=us&state=sent")["interests"].empty());
  CHECK(town.Get("/v1/interests?to=us")["interests"].empty());
  CHECK(town.Get("/v1/interests?to=us")["next"].is_null());
  for (const char* target :
       {"/v1/interests", "/v1/interests?from=us&state=x", "/v1/interests?from=us&top=0",
        "/v1/interests?from=us&cursor=x", "/v1/interests?from=us&x=x", "/v1/interests?from="}) {
    CHECK(town.Ask("GET", target).status == 400);
  }
}

TEST_CASE("interest in nothing that there is is told with pointers", "[api][user]") {
  RecordingTown town;
  const auto pointers = [&](std::string_view from, std::string_view to, std::string_view about) {
    const std::string body = R"({"from": ")" + std::string(from) + R"(", "to": ")" +
                             std::string(to) + R"(", "about": )" + std::string(about) + "}";
    return Pointers(town.Ask("POST", "/v1/interests", body));
  };
  const std::string_view beams = R"({"type": "offer", "title": "Steel beams"})";
  CHECK(pointers("no", "supplier", beams) == "/from ");
  CHECK(pointers("us", "no", beams) == "/to ");
  CHECK(pointers("us", "us", beams) == "/to ");
  CHECK(pointers("us", "twin", beams) == "/about/title ");
  CHECK(pointers("us", "supplier", R"({"type": "need", "title": "Steel beams"})") ==
        "/about/title ");
  CHECK(pointers("us", "supplier", R"({"type": "call", "code": "H"})") == "/about/code ");
  CHECK(pointers("us", "supplier", "[]") == "/about /about/type ");
  CHECK(town.Ask("POST", "/v1/interests?x=1", "{}").status == 400);
  CHECK(town.Ask("POST", "/v1/interests").status == 415);
}

TEST_CASE("an admin reads who changed what", "[api][user]") {
  RecordingTown town;
  REQUIRE(town.Ask("POST", kFeedbackTarget, kDismissal).status == 201);
  REQUIRE(town.Ask("POST", "/v1/shortlists", R"({"for": "us", "name": "A"})").status == 201);
  const Json audit = town.Get("/v1/audit?top=1");
  CHECK(audit["next"] == 1);
  CHECK(audit["entries"][0] == Json({{"number", 1},
                                     {"at", "2027-01-15T08:00:00Z"},
                                     {"key", town.key_id()},
                                     {"change", "put"},
                                     {"subject", "feedback dismissed us supplier"}}));
  CHECK(town.Get("/v1/audit?since=1")["entries"][0]["subject"] == "shortlist 1");
  CHECK(town.Get("/v1/audit?since=2")["next"] == 2);
  CHECK(town.Ask("GET", "/v1/audit?since=x").status == 400);
  CHECK(town.Ask("GET", "/v1/audit?top=x").status == 400);
  CHECK(town.Ask("GET", "/v1/audit?x=x").status == 400);
}

}  // namespace kontor
