#include "index/query_parser.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "base/limits.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

ParsedQuery Parse(std::string_view text) {
  auto parsed = ParseQuery(text);
  REQUIRE(parsed);
  return *std::move(parsed);
}

Error ErrorOf(std::string_view text) {
  const auto parsed = ParseQuery(text);
  REQUIRE_FALSE(parsed);
  return parsed.error();
}

TEST_CASE("a query is read into words, phrases, exclusions and fields", "[index][query]") {
  const ParsedQuery query =
      Parse(R"(wind-power country:PT,"GR" "off shore" -solar -"heat pump" -sector:C28 Köln )");
  CHECK(query.words == Strings{"wind", "power", "Köln"});
  CHECK(query.phrases == Strings{"off shore"});
  CHECK(query.excluded_words == Strings{"solar"});
  CHECK(query.excluded_phrases == Strings{"heat pump"});
  REQUIRE(query.clauses.size() == 2);
  CHECK(query.clauses[0].criterion == Criterion::kCountry);
  CHECK(query.clauses[0].values == Strings{"PT", "GR"});
  CHECK(query.clauses[0].role == QueryClause::Role::kMust);
  CHECK(query.clauses[1].criterion == Criterion::kSector);
  CHECK(query.clauses[1].role == QueryClause::Role::kMustNot);
  CHECK(query.notes.empty());
}

TEST_CASE("the last word may go on if nothing follows it", "[index][query]") {
  CHECK(Parse("wind hydrog").last_is_open);
  CHECK_FALSE(Parse("wind hydrog ").last_is_open);
  CHECK_FALSE(Parse("wind \"hydrog\"").last_is_open);
  CHECK_FALSE(Parse("wind -hydrog").last_is_open);
  CHECK_FALSE(Parse("wind country:PT").last_is_open);
  CHECK(Parse("country:PT wind").last_is_open);
}

TEST_CASE("a quotation mark that is missing stands at the end", "[index][query]") {
  const ParsedQuery query = Parse("wind \"off shore");
  CHECK(query.phrases == Strings{"off shore"});
  CHECK(query.notes.size() == 1);
  CHECK(Parse("label:\"gold label").clauses[0].values == Strings{"gold label"});
}

TEST_CASE("what resembles no field is read as words", "[index][query]") {
  CHECK(Parse("pic:999905974").words == Strings{"pic", "999905974"});
  CHECK(Parse("https://example.eu/a:b").words == Strings{"https", "example", "eu", "a", "b"});
  CHECK(Parse("a:b \"c\"").phrases == Strings{"c"});
}

TEST_CASE("queries without words are empty", "[index][query]") {
  for (const char* text : {"", "  ", "- -", "?!", "\"\"", "\" ... \"", "--"}) {
    INFO(text);
    CHECK(Parse(text).empty());
  }
  CHECK_FALSE(Parse("-wind").empty());
}

TEST_CASE("a misspelt field is told with the right one", "[index][query]") {
  const Error error = ErrorOf("contry:PT");
  CHECK(error.code == ErrorCode::kInvalidArgument);
  CHECK(error.message.find("did you mean country:?") != std::string::npos);
  CHECK(ErrorOf("country:").message.find("country:") != std::string::npos);
  CHECK(ErrorOf("country: PT").code == ErrorCode::kInvalidArgument);
  CHECK(ErrorOf("country:,").code == ErrorCode::kInvalidArgument);
}

TEST_CASE("queries are bounded and well-formed text", "[index][query]") {
  CHECK(ErrorOf(std::string(Limits::max_query_bytes + 1, 'a')).code == ErrorCode::kLimit);
  CHECK(ErrorOf("\xff").code == ErrorCode::kInvalidArgument);
  std::string words;
  for (size_t i = 0; i < Limits::max_query_words; ++i) words += "w ";
  CHECK(Parse(words).words.size() == Limits::max_query_words);
  CHECK(ErrorOf(words + "w").code == ErrorCode::kLimit);
  CHECK(ErrorOf("\"" + words + "\" w").code == ErrorCode::kLimit);
}

TEST_CASE("any text is read or refused", "[index][query]") {
  std::mt19937 random(13);
  constexpr std::string_view kLetters = "ab:\"-, \tcountry:é";
  for (int i = 0; i < 3'000; ++i) {
    std::string text;
    for (size_t n = random() % 16; n > 0; --n) text += kLetters[random() % kLetters.size()];
    const auto parsed = ParseQuery(text);
    if (!parsed) CHECK_FALSE(parsed.error().message.empty());
  }
}

TEST_CASE("a sign before a field makes a wish of it", "[index][query_parser]") {
  const auto parsed = ParseQuery("wind ?country:PT ~label:gold ?energy ~\"heat pump\" ? ~");
  REQUIRE(parsed);
  REQUIRE(parsed->clauses.size() == 2);
  CHECK(parsed->clauses[0].role == QueryClause::Role::kShould);
  CHECK(parsed->clauses[0].criterion == Criterion::kCountry);
  CHECK(parsed->clauses[1].role == QueryClause::Role::kNice);
  CHECK(parsed->words == std::vector<std::string>{"wind", "energy"});
  CHECK(parsed->phrases == std::vector<std::string>{"heat pump"});
}

TEST_CASE("places stand with or without a distance", "[index][query_parser]") {
  const ParsedQuery query =
      Parse("wind near:Potsdam near:\"Frankfurt (Oder)\",80km near:52.4,-3.1,5km");
  REQUIRE(query.near.size() == 3);
  CHECK(query.near[0].place == "Potsdam");
  CHECK(query.near[0].distance.empty());
  CHECK(query.near[1].place == "Frankfurt (Oder)");
  CHECK(query.near[1].distance == "80km");
  CHECK(query.near[2].place == "52.4,-3.1");
  CHECK(query.near[2].distance == "5km");
  for (const char* text : {"near:Potsdam,80", "near:Potsdam,80km", "near:\"Potsdam\",80"}) {
    CHECK(Parse(text).near[0].place == "Potsdam");
    CHECK(Parse(text).near[0].distance.starts_with("80"));
  }
  CHECK(Parse("near:52.4,-3.1").near[0].place == "52.4,-3.1");
  CHECK(Parse("near:52.4,-3.1").near[0].distance.empty());
  CHECK(Parse("near:52.4,-3.1,7.5").near[0].distance == "7.5");
  CHECK(Parse("near:Paris,Texas").near[0].place == "Paris,Texas");
  CHECK_FALSE(Parse("near:Potsdam").empty());
  CHECK(ErrorOf("near:").code == ErrorCode::kInvalidArgument);
  CHECK(ErrorOf("?near:Potsdam").message == "near: takes no sign before it");
}

TEST_CASE("what is read otherwise than it may be meant is told", "[index][query_parser]") {
  for (const char* text : {"?-country:DE", "-?country:DE", "~-solar", "-~\"heat pump\""}) {
    INFO(text);
    CHECK(ErrorOf(text).message.find("two signs") != std::string::npos);
  }
  CHECK(Parse("--solar").excluded_words == Strings{"solar"});
  CHECK(Parse("?solar ~wind ?\"heat pump\"").notes.size() == 1);
  CHECK(Parse("?country:PT").notes.empty());
  const ParsedQuery list = Parse("country:PT, ES");
  CHECK(list.words == Strings{"ES"});
  REQUIRE(list.notes.size() == 1);
  CHECK(list.notes[0].starts_with("Nothing follows the comma behind 'PT'"));
  CHECK(Parse("active-since:2019").clauses[0].criterion == Criterion::kActiveSince);
}

}  // namespace
}  // namespace kontor
