#include "api/render.h"

#include <catch2/catch_test_macros.hpp>

#include "api/export.h"
#include "api/json_document.h"
#include "api/problem.h"
#include "api/render_search.h"
#include "engine/scratch.h"
#include "tests/api/support.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

void SetPoints(std::array<Contribution, kFeatureCount>& contributions,
               const std::array<double, kFeatureCount>& points) {
  for (size_t i = 0; i < kFeatureCount; ++i) {
    contributions[i].feature = kFeatures[i];
    contributions[i].points = points[i];
    contributions[i].weight = 0.2;
    contributions[i].value = points[i] / 20.0;
  }
}

// An answer of two suggestions with numbers of our own, so that only rendering is tested.
PartnerAnswer Example(const Snapshot& village) {
  PartnerAnswer answer;
  answer.generation = 7;
  answer.model = "balanced/1";
  answer.as_of = TestDay();
  answer.organisation = OrganisationOf(village, "us");
  answer.candidates = 8;
  answer.matching = 8;

  Suggestion danger;
  danger.organisation = OrganisationOf(village, "danger");
  SetPoints(danger.contributions, {10.004, 5.004, 0, 12.344, 0, 0, 1.116});
  danger.mutual = 20.123456;
  danger.reverse_score = 33.335;
  danger.joint_partnerships = 1;
  Fact together;
  together.kind = Fact::Kind::kJointPartnerships;
  together.share = 1.0;
  together.count = 1;
  together.text = "P1";
  together.date = MakeDate(2018, 1, 1);
  danger.contributions[3].facts = {together};
  danger.path = {{answer.organisation, danger.organisation, PartnershipOf(village, "P1")}};
  danger.sources = 3;

  Suggestion kosmos;
  kosmos.organisation = OrganisationOf(village, "kosmos");
  SetPoints(kosmos.contributions, {2, 1, 0, 0, 0, 0, 0});
  danger.rank_by_score = 1;
  kosmos.rank_by_score = 2;
  answer.suggestions = {danger, kosmos};
  return answer;
}

// As a file.
std::string Exported(const PartnerAnswer& answer, Format format) {
  std::string text;
  REQUIRE(ExportPartners(*Village(), answer, {.format = format, .question = "partners us"},
                         AppendTo(text)));
  return text;
}

std::string Rendered(Format format) {
  return RenderPartners(*Village(), Example(*Village()), format);
}

TEST_CASE("formats are known by name", "[api][render]") {
  CHECK(ParseFormat("csv", kListFormats) == Format::kCsv);
  CHECK(ParseFormat("table", kListFormats) == Format::kTable);
  CHECK_FALSE(ParseFormat("table", kGraphFormats));
  const auto unknown = ParseFormat("xml", kListFormats);
  CHECK(unknown.error().code == ErrorCode::kInvalidArgument);
  CHECK(unknown.error().message.find("ndjson") != std::string::npos);
}

TEST_CASE("the table of partners", "[api][render][golden]") {
  CHECK(Rendered(Format::kTable) ==
        R"golden(Partners for Alpha Maschinenbau [us]
generation 7, model balanced/1, as of 2021-06-01; 8 match, 8 scored
These organisations are invented, for trying out.

  #  score   fit  reach  mutual  name                                                  country
  1   28.5  15.0   13.5    20.1  =SUM(1,2)                                             IT
      You have worked together in 1 partnership: P1 (2018).
  2    3.0   3.0    0.0     0.0  Κόσμος Κλάστερ                                        GR
)golden");
}

TEST_CASE("the table of partners is CSV that a spreadsheet may open", "[api][render][golden]") {
  CHECK(Exported(Example(*Village()), Format::kCsv) ==
        "rank,id,name,country,region,kind,city,url,score,fit,reach,mutual,reverse_score,"
        "theme_points,complementarity_points,offers_needs_points,network_points,"
        "internationalisation_points,excellence_points,experience_points,joint_partnerships,"
        "reasons,reverse_reasons,path,"
        "invented,sources,for,generation,model,as_of,placed_by,rank_by_score,question\r\n"
        "1,danger,\"'=SUM(1,2)\",IT,,company,,,28.47,15.01,13.46,20.12,33.34,"
        "10.01,5.00,0.00,12.34,0.00,0.00,1.12,1,You have worked together in 1 partnership: P1 "
        "(2018).,,"
        "\"Alpha Maschinenbau - P1 (2018-01-01, drawn) - =SUM(1,2)\",,drawn,us,7,balanced/1,"
        "2021-06-01,rank,1,partners us\r\n"
        "2,kosmos,Κόσμος Κλάστερ,GR,,other,,,3.00,3.00,0.00,0.00,0.00,"
        "2.00,1.00,0.00,0.00,0.00,0.00,0.00,0,,,,,drawn,us,7,balanced/1,2021-06-01,rank,2,"
        "partners us\r\n");
}

TEST_CASE("the JSON of partners", "[api][render][golden]") {
  const Json document = Json::parse(Rendered(Format::kJson));
  CHECK(document["generation"] == 7);
  const Json& partner = document["partners"][0];
  CHECK(partner["score"].dump() == "28.47");
  CHECK(partner["mutual"].dump() == "20.12");
  CHECK(partner["region"].is_null());
  CHECK(partner["sources"] == Json::array({"drawn"}));
  CHECK(partner["found_by"] == Json::array({"network", "theme"}));
  CHECK_FALSE(partner.contains("invented"));
  CHECK(partner["contributions"][3].dump() ==
        R"({"feature":"network","value":0.6172,"weight":0.2,"points":12.34,"facts":[)"
        R"({"kind":"joint_partnerships","sentence":)"
        R"("You have worked together in 1 partnership: P1 (2018).",)"
        R"("share":1.0,"count":1,"date":"2018-01-01"}]})");
  CHECK(partner["path"].dump() ==
        R"([{"from":{"id":"us","name":"Alpha Maschinenbau"},)"
        R"("partnership":{"id":"P1","label":"P1","start":"2018-01-01","source":"drawn"},)"
        R"x("to":{"id":"danger","name":"=SUM(1,2)"}}])x");
}

TEST_CASE("NDJSON has one suggestion a line", "[api][render]") {
  const std::string lines = Rendered(Format::kNdjson);
  const size_t end = lines.find('\n');
  const Json first = Json::parse(lines.substr(0, end));
  const Json second = Json::parse(lines.substr(end + 1));
  CHECK(first["rank"] == 1);
  CHECK(second["rank"] == 2);
  CHECK(second["id"] == "kosmos");
  CHECK(second["for"] == "us");
  CHECK(lines.ends_with("\n"));
}

TEST_CASE("a place that is not by rank, and what the list could not be, are told",
          "[api][render]") {
  PartnerAnswer answer = Example(*Village());
  answer.suggestions[0].placed_by = PlacedBy::kPin;
  answer.suggestions[0].rank_by_score = 12;
  answer.suggestions[1].placed_by = PlacedBy::kNewcomerFloor;
  answer.suggestions[1].rank_by_score = 35;
  answer.missing_by_caps = 3;
  answer.missing_newcomers = 1;
  const auto rendered = [&](Format format) { return RenderPartners(*Village(), answer, format); };
  const std::string table = rendered(Format::kTable);
  INFO(table);
  for (const char* part : {"3 places stay empty", "One newcomer is missing",
                           "      Pinned; by score this would be place 12.",
                           "      A newcomer, lifted here from place 35 by score."}) {
    CHECK(table.contains(part));
  }
  const Json document = Json::parse(rendered(Format::kJson));
  CHECK(document["notes"].size() == 2);
  CHECK(document["partners"][0]["placed_by"] == "pin");
  CHECK(document["partners"][1]["placed_by"] == "newcomer_floor");
  CHECK(document["partners"][1]["rank_by_score"] == 35);
  CHECK(Exported(answer, Format::kCsv).contains(",newcomer_floor,35,"));
  const Json line = Json::parse(RenderBatchLine(*Village(), answer));
  CHECK(line["partners"][0]["placed_by"] == "pin");
  const std::string german =
      RenderPartners(*Village(), answer, Format::kTable, **FindLanguage("de"));
  for (const char* part : {"3 Plätze bleiben leer", "Ein Neuling fehlt",
                           "      Angeheftet; nach Punkten wäre es Platz 12."}) {
    CHECK(german.contains(part));
  }
}

TEST_CASE("a line of a batch", "[api][render][golden]") {
  CHECK(
      RenderBatchLine(*Village(), Example(*Village())) ==
      R"({"for":"us","generation":7,"model":"balanced/1","partners":[)"
      R"x({"id":"danger","name":"=SUM(1,2)","score":28.47,"fit":15.01,)x"
      R"("reach":13.46,"mutual":20.12},)"
      R"({"id":"kosmos","name":"Κόσμος Κλάστερ","score":3.0,"fit":3.0,"reach":0.0,"mutual":0.0}]})"
      "\n");
  CHECK(RenderBatchError("no\xFF one", {ErrorCode::kNotFound, "not here"}) ==
        "{\"for\":\"no\uFFFD one\",\"error\":{\"code\":\"not_found\",\"message\":\"not here\"}}\n");
}

TEST_CASE("an explanation for the terminal sums up", "[api][render]") {
  const PartnerAnswer answer = Example(*Village());
  Explanation explanation;
  explanation.suggestion = answer.suggestions[0];
  explanation.introductions = {{{{0, 1, 0}, {1, 2, 1}}, 0.5}};
  explanation.standing = {2, 8, {{{.change = Change::kFreshProfile}, 0.0, 3.14, 1}}};
  const std::string page = RenderExplanation(*Village(), answer, explanation, Format::kTable);
  CHECK(page.find("score 28.47 = fit 15.01 + reach 13.46") != std::string::npos);
  CHECK(page.find("network                0.6172   0.2000   12.34\n") != std::string::npos);
  CHECK(page.find("Connection: you - P1 (2018) - =SUM(1,2)\n") != std::string::npos);
  CHECK(page.find("Who could introduce you:\n") != std::string::npos);
  CHECK(page.find(" could introduce you: you worked together in ") != std::string::npos);
  CHECK(
      page.ends_with("Why not higher:\n"
                     "      They have place 2 of 8 candidates by score.\n"
                     "      With a profile confirmed on the day of the question, they would gain "
                     "3.1 points and move from place 2 to place 1.\n"));
}

TEST_CASE("an explanation as JSON tells introductions and what would help", "[api][render]") {
  const PartnerAnswer answer = Example(*Village());
  Explanation explanation;
  explanation.suggestion = answer.suggestions[0];
  explanation.introductions = {{{{0, 1, 0}, {1, 2, 1}}, 0.123456}};
  const ConceptIndex gold = ConceptOf(*Village(), NodeType::kLabel, "gold");
  explanation.standing = {
      0,
      8,
      {{{.change = Change::kLabel, .concept_index = gold}, 0.0, 3.14159, 0},
       {{.change = Change::kSignal, .signal = Signal::kNewPartners, .value = 3.0}, 1.0, 2.0, 0}}};
  const auto tell = [&](const char* code) {
    return Json::parse(
        RenderExplanation(*Village(), answer, explanation, Format::kJson, **FindLanguage(code)));
  };
  const Json document = tell("en");
  CHECK(document["partner"]["id"] == "danger");
  CHECK(document["introductions"][0]["strength"].dump() == "0.1235");
  CHECK(document["introductions"][0]["path"].size() == 2);
  CHECK(document["standing"]["place"].is_null());
  CHECK(document["standing"]["sentence"] ==
        "They are not among the 8 candidates that this question finds.");
  CHECK(document["standing"]["improvements"][0].dump() ==
        R"({"change":"label","sentence":"With a valid label gold, they would gain 3.1 points.",)"
        R"("points":3.14,"place":null,"code":"gold"})");
  CHECK(
      document["standing"]["improvements"][1].dump() ==
      R"({"change":"signal","sentence":"With 3 new partners in two years instead of 1, they would )"
      R"(gain 2.0 points.","points":2.0,"place":null,"signal":"new_partners","now":1.0,"then":3.0})");
  CHECK(tell("de")["standing"]["improvements"][0]["sentence"] ==
        "Mit einem gültigen Label „gold“ würde der Partner 3,1 Punkte gewinnen.");
  CHECK(tell("fr")["standing"]["improvements"][0]["sentence"] ==
        "Avec un label «\u00A0gold\u00A0» valide, ce partenaire gagnerait 3,1 points.");
}

TEST_CASE("an empty answer says so", "[api][render]") {
  PartnerAnswer answer = Example(*Village());
  answer.suggestions.clear();
  CHECK(RenderPartners(*Village(), answer, Format::kTable).find("No organisation matches") !=
        std::string::npos);
  CHECK(RenderPartners(*Village(), answer, Format::kNdjson).empty());
}

SearchAnswer Found(const std::string& text) {
  SearchQuery query;
  query.text = text;
  query.as_of = TestDay();
  EngineScratch scratch;
  auto answer =
      SearchOrganisations(*Village(), *VillageTexts(), query, scratch.filters, scratch.search);
  REQUIRE(answer);
  return *std::move(answer);
}

TEST_CASE("hits of a search in every format", "[api][render][golden]") {
  const auto render = [](const SearchAnswer& answer, Format format) {
    return RenderSearch(*Village(), *VillageTexts(), answer, format);
  };
  const auto as_csv = [](const SearchAnswer& answer) {
    std::string text;
    REQUIRE(ExportSearch({*Village(), *VillageTexts(), answer}, {.question = "search"},
                         AppendTo(text)));
    return text;
  };
  CHECK(as_csv(Found("SUM")) ==
        "id,name,acronym,country,city,kind,partnerships,score,exact,distance_km,met,missed,"
        "partner_score,fit,reach,mutual,joint_partnerships,reasons,region,url,invented,sources,"
        "for,generation,model,question\r\n"
        "danger,\"'=SUM(1,2)\",,IT,,company,0,1.7198,,,,,,,,,,,,,,drawn,,1,,search\r\n");
  const std::string near = as_csv(Found("near:us,2000km ?country:ES ~kind:company"));
  CHECK(near.find("supplier,Gamma Aceros,,ES,,cluster_organisation,0,") != std::string::npos);
  CHECK(near.find(",1078.1,country:ES,kind:company,,,,,,,,,,drawn,") != std::string::npos);
  CHECK(near.find(",0.0,,country:ES; kind:company,,,,,,,") != std::string::npos);
  CHECK(render(Found("alpa aachen"), Format::kTable) ==
        R"golden(generation 1; 1 match
Did you mean: alpha aachen

id                          name                                                          country
us                          `Alpha` Maschinenbau                                          DE
      city: `Aachen`
)golden");
  CHECK(render(Found("\"nobody"), Format::kTable) ==
        "generation 1; 0 match\nA quotation mark is missing: it was read at the end.\n"
        "Found nowhere: 'nobody'.\n"
        "No organisation is found.\n");
  CHECK(render(Found("C28"), Format::kTable).find("'C28' is sector C28, C28: 4 organisations\n") !=
        std::string::npos);
  const std::string lines = render(Found("zeta"), Format::kNdjson);
  CHECK(Json::parse(lines.substr(0, lines.find('\n')))["name"] == "Zeta Verein");
  SearchAnswer counted = Found("zeta");
  counted.next = "1.2.3.4";
  counted.facets.push_back({Criterion::kNewcomer, 1, {{1, 2, false}}});
  const std::string with_facets = render(counted, Format::kNdjson);
  CHECK(with_facets.starts_with(lines));
  CHECK(Json::parse(with_facets.substr(lines.size()))["facets"]["newcomer"]["different"] == 1);
  CHECK(render(counted, Format::kTable).ends_with("\nthe next page: --cursor 1.2.3.4\n"));
  CHECK(render(Found("near:us,1km"), Format::kTable).find("  DE  0.0 km\n") != std::string::npos);
}

TEST_CASE("hits that are partners have their columns", "[api][render]") {
  SearchQuery query;
  query.text = "sector:C24";
  query.as_of = TestDay();
  PartnerQuery partners;
  partners.organisation = OrganisationOf(*Village(), "us");
  partners.as_of = TestDay();
  partners.preset = BuiltInPresets().front();
  EngineScratch scratch;
  const auto answer = SearchFor(*Village(), *VillageTexts(), query, partners, scratch);
  REQUIRE(answer);
  std::string csv;
  REQUIRE(ExportSearch({*Village(), *VillageTexts(), answer->found, &*answer}, {}, AppendTo(csv)));
  const std::string line = csv.substr(csv.find("supplier,"));
  CHECK(line.find("They look for partners in your country, DE.") != std::string::npos);
}

TEST_CASE("a search says in JSON what it understood and what matched", "[api][render]") {
  const Json answer = Json::parse(
      RenderSearch(*Village(), *VillageTexts(),
                   Found("Alpha c28 kind:cluster_organisation country:DE"), Format::kJson));
  CHECK(answer["understood"][0]["code"] == "C28");
  CHECK(answer["understood"][0]["text"] == "c28");
  CHECK(answer["filters"].size() == 2);
  CHECK(answer["next"].is_null());
  CHECK(answer["did_you_mean"].is_null());
  REQUIRE(answer["organisations"].size() == 1);
  const Json& hit = answer["organisations"][0];
  CHECK(hit["id"] == "us");
  CHECK(hit["invented"] == true);
  CHECK(hit["exact"] == false);
  CHECK(hit["codes"][0]["code"] == "C28");
  CHECK(hit["matches"][0]["field"] == "name");
  CHECK(hit["matches"][0]["parts"] == Json::array({{{"text", "Alpha"}, {"match", true}},
                                                   {{"text", " Maschinenbau"}, {"match", false}}}));
}

TEST_CASE("every error code has a status, and causes inside stay inside", "[api][render][errors]") {
  const auto problem = [](ErrorCode code) {
    const Error error{code, "/var/lib/kontor is broken"};
    return Json::parse(RenderProblem(error, HttpStatus(code)));
  };
  CHECK(problem(ErrorCode::kNotFound)["status"] == 404);
  CHECK(problem(ErrorCode::kAmbiguous)["status"] == 409);
  CHECK(problem(ErrorCode::kUnavailable)["status"] == 503);
  CHECK(problem(ErrorCode::kLimit)["code"] == "limit");
  CHECK(problem(ErrorCode::kNotFound)["detail"] == "/var/lib/kontor is broken");
  for (const ErrorCode code : {ErrorCode::kCorrupt, ErrorCode::kIo, ErrorCode::kInternal,
                               ErrorCode::kPermission, ErrorCode::kTooNew}) {
    CHECK(problem(code)["status"] == 500);
    CHECK(problem(code)["title"] == "Internal Server Error");
    CHECK(problem(code)["detail"].get<std::string>().find("/var") == std::string::npos);
  }
}

}  // namespace
}  // namespace kontor
