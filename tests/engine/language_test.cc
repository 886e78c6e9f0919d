#include "engine/language.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kontor {
namespace {

constexpr std::array kSides = {Side::kOurs, Side::kTheirs};

std::vector<Fact::Kind> AllKinds() {
  std::vector<Fact::Kind> kinds;
  for (size_t i = 0; i < kFactKindCount; ++i) kinds.push_back(static_cast<Fact::Kind>(i));
  return kinds;
}

// A file of a language in which every message is `message`.
std::string FileOf(std::string_view message, std::string_view another = "") {
  std::string messages;
  const std::array phrases = {
      "in_year",      "with_code",      "quoted",         "comma",
      "and",          "call",           "shared_funding", "country_agrees",
      "introduction", "introductions",  "place",          "no_place",
      "gain",         "gain_only",      "if_label",       "if_complete",
      "if_fresh",     "if_they_target", "if_we_target",   "if_new_partners",
      "if_recent",    "if_on_theme",    "if_paths",       "if_themed_paths",
      "pinned",       "lifted",         "empty_places",   "missing_newcomers"};
  const auto add = [&](std::string_view name) {
    messages +=
        (messages.empty() ? "\"" : ", \"") + std::string(name) + "\": " + std::string(message);
  };
  for (const char* phrase : phrases) add(phrase);
  for (const Fact::Kind kind : AllKinds()) add(Name(kind));
  return R"({"code": "xx", "one": [1], "decimal_mark": ".", "thousands_mark": ",",
             "percent": "{number} %", "months": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
             "11", "12"], "date": "{year}-{month}-{day}", "first_of_month": "01", "messages": {)" +
         messages + std::string(another) + "}}";
}

std::string ProblemOf(const std::string& json) {
  const auto read = Language::Parse(json, "xx.json");
  return read ? "" : read.error().message;
}

// Which gaps a template has.
std::vector<Placeholder> GapsOf(const Template& sentence) {
  std::vector<Placeholder> gaps;
  (void)sentence.Fill([&](Placeholder placeholder, std::string&) { gaps.push_back(placeholder); });
  std::ranges::sort(gaps);
  gaps.erase(std::ranges::unique(gaps).begin(), gaps.end());
  return gaps;
}

std::string TextOf(const Template& sentence) {
  return sentence.Fill([](Placeholder, std::string& text) { text += "#"; });
}

TEST_CASE("every kind of fact has a name of its own", "[engine][language]") {
  std::vector<std::string_view> names;
  for (const Fact::Kind kind : AllKinds()) names.push_back(Name(kind));
  CHECK(std::ranges::find(names, "") == names.end());
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
  CHECK(Name(static_cast<Fact::Kind>(kFactKindCount)).empty());
}

TEST_CASE("every language that comes with Kontor can be read", "[engine][language]") {
  std::vector<std::string> codes;
  for (const Language& language : Languages()) codes.push_back(language.code());
  CHECK(codes == std::vector<std::string>{"en", "de", "fr", "es", "it", "pl"});
  CHECK(FindLanguage("de").value()->code() == "de");
  CHECK(FindLanguage("tlh").error().message.ends_with("there are en, de, fr, es, it, pl"));
}

TEST_CASE("every fact is a sentence on both sides in every language", "[engine][language]") {
  for (const Language& language : Languages()) {
    for (const Fact::Kind kind : AllKinds()) {
      for (const Side side : kSides) {
        for (const uint64_t count : {1U, 2U}) {
          INFO(language.code() << " " << Name(kind) << " " << count);
          const std::string text = TextOf(language.Sentence(kind, side, count));
          CHECK(text.size() > 8);
          CHECK(text.ends_with('.'));
          CHECK(text.find("  ") == std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("a translation tells what the English sentence tells", "[engine][language]") {
  const auto without_count = [](std::vector<Placeholder> gaps) {
    std::erase(gaps, Placeholder::kCount);  // one of a thing may be a word
    return gaps;
  };
  for (const Language& language : Languages()) {
    for (const Fact::Kind kind : AllKinds()) {
      for (const Side side : kSides) {
        INFO(language.code() << " " << Name(kind));
        CHECK(GapsOf(language.Sentence(kind, side, 2)) ==
              GapsOf(English().Sentence(kind, Side::kOurs, 2)));
        CHECK(without_count(GapsOf(language.Sentence(kind, side, 1))) ==
              without_count(GapsOf(English().Sentence(kind, Side::kOurs, 1))));
      }
    }
    for (size_t i = 0; i < kPhraseCount; ++i) {
      const auto phrase = static_cast<Phrase>(i);
      CHECK(GapsOf(language.Get(phrase, Side::kOurs, 2)) ==
            GapsOf(English().Get(phrase, Side::kOurs, 2)));
    }
  }
}

TEST_CASE("plural forms follow the language: French treats nothing as one", "[engine][language]") {
  const auto same = [](const Language& language, uint64_t a, uint64_t b) {
    return &language.Sentence(Fact::Kind::kPartnerships, Side::kOurs, a) ==
           &language.Sentence(Fact::Kind::kPartnerships, Side::kOurs, b);
  };
  for (const char* code : {"en", "de"}) {
    CHECK(same(**FindLanguage(code), 0, 2));
    CHECK(!same(**FindLanguage(code), 1, 2));
  }
  CHECK(same(**FindLanguage("fr"), 0, 1));
  CHECK(!same(**FindLanguage("fr"), 1, 2));
}

TEST_CASE("numbers, days and lists are written as the language does", "[engine][language]") {
  const Language& english = English();
  const Language& german = **FindLanguage("de");
  const Language& french = **FindLanguage("fr");
  CHECK(english.Whole(1'234'567) == "1,234,567");
  CHECK(german.Whole(1'234) == "1.234");
  CHECK(french.Whole(1'234) == "1\u00A0234");
  CHECK(german.Whole(999) == "999");
  CHECK(english.Decimal(1.26) == "1.3");
  CHECK(german.Decimal(1.26) == "1,3");
  CHECK(french.Decimal(0.04) == "0,0");
  CHECK(german.Percent(0.834) == "83\u00A0%");
  const Date day = ParseDate("2019-03-01").value();
  CHECK(english.Day(day) == "1 March 2019");
  CHECK(german.Day(day) == "1. März 2019");
  CHECK(french.Day(day) == "1er mars 2019");
  CHECK(french.Day(ParseDate("2019-08-31").value()) == "31 août 2019");
  CHECK(FindLanguage("es").value()->Day(day) == "1 de marzo de 2019");
  CHECK(FindLanguage("it").value()->Day(day) == "1º marzo 2019");
  CHECK(FindLanguage("pl").value()->Day(day) == "1 marca 2019");
  const std::array<std::string, 3> items = {"A", "B", "C"};
  CHECK(english.List(items) == "A, B and C");
  CHECK(german.List(items) == "A, B und C");
  CHECK(french.List(std::span(items).first(2)) == "A et B");
  CHECK(english.List({}).empty());
  CHECK(german.Quoted("Wind") == "„Wind“");
  CHECK(french.Quoted("vent") == "«\u00A0vent\u00A0»");
}

TEST_CASE("a template with a gap that nobody can fill is refused", "[engine][language]") {
  CHECK(Template::Parse("from {code} to {other}").value().Has(Placeholder::kOther));
  CHECK(!Template::Parse("from {code} to {other}").value().Has(Placeholder::kCount));
  CHECK(Template::Parse("{cod}").error().message == "unknown placeholder 'cod'");
  for (const char* text : {"{code", "code}", "{", "}{"}) CHECK(!Template::Parse(text));
  CHECK(TextOf(Template::Parse("").value()).empty());
}

TEST_CASE("a file of a language that is not complete is refused, with the place",
          "[engine][language]") {
  CHECK(ProblemOf(FileOf(R"("text")")).empty());
  CHECK(ProblemOf(FileOf(R"({"one": "a", "other": "b"})")).empty());
  CHECK(ProblemOf(FileOf(R"({"ours": {"one": "a", "other": "b"}, "theirs": "c"})")).empty());
  CHECK(ProblemOf(FileOf(R"("{cod}")")) == "xx.json: in_year: unknown placeholder 'cod'");
  CHECK(ProblemOf(FileOf(R"({"ours": "a"})")) == "xx.json: in_year: not a text");
  CHECK(ProblemOf(FileOf(R"({"one": "a", "many": "b"})")) == "xx.json: in_year: not a text");
  CHECK(ProblemOf(FileOf(R"("a")", R"(, "new": "b")")) ==
        "xx.json: messages: there are more than are known");
  CHECK(ProblemOf("[1]") == "xx.json: members: not those of a language");
  CHECK(ProblemOf("{") == "xx.json: members: not those of a language");
  const auto changed = [](std::string_view from, std::string_view to) {
    std::string file = FileOf(R"("text")");
    file.replace(file.find(from), from.size(), to);
    return ProblemOf(file);
  };
  CHECK(changed(R"("supplies": "text", )", "") == "xx.json: supplies: this message is missing");
  CHECK(changed(R"("first_of_month": "01", )", "") == "xx.json: members: not those of a language");
  CHECK(changed(R"("code": "xx")", R"("code": 1)") == "xx.json: code: not a text");
  CHECK(changed(R"("one": [1])", R"("one": ["1"])") == "xx.json: one: not a list of whole numbers");
  CHECK(changed(R"(, "12"])", "]") == "xx.json: months: not twelve");
  CHECK(changed(R"("12"])", "12]") == "xx.json: months: not a text");
  CHECK(changed(R"("messages": {)", R"("messages": [{)") != "");
}

}  // namespace
}  // namespace kontor
