#include "base/tokens.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "base/stemmer.h"
#include "base/text.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

Strings TokensOf(std::string_view text) {
  std::vector<std::string_view> tokens = {"left from before"};
  FindTokens(text, tokens);
  return {tokens.begin(), tokens.end()};
}

TEST_CASE("tokens are the words as they stand in the text", "[base][tokens]") {
  CHECK(TokensOf("").empty());
  CHECK(TokensOf(" .,-_ ").empty());
  CHECK(TokensOf("Wind-Cluster e.V. (2014)") == Strings{"Wind", "Cluster", "e", "V", "2014"});
  CHECK(TokensOf("snake_case, 3.14") == Strings{"snake", "case", "3", "14"});
  CHECK(TokensOf("Grüne Energie für Köln") == Strings{"Grüne", "Energie", "für", "Köln"});
  CHECK(TokensOf("L’énergie de l'été") == Strings{"L", "énergie", "de", "l", "été"});
  CHECK(TokensOf("Αθήνα, София") == Strings{"Αθήνα", "София"});
  CHECK(TokensOf("cafe\u0301 Maschinen\u00adbau") == Strings{"cafe\u0301", "Maschinen\u00adbau"});
  CHECK(TokensOf("é\u0301 \u0301\u0301 😀") == Strings{"é\u0301"});
}

TEST_CASE("scripts without spaces are cut into words", "[base][tokens]") {
  CHECK(TokensOf("東京大学 Tokyo").size() >= 2);
  CHECK(TokensOf("東京大学 Tokyo").back() == "Tokyo");
}

TEST_CASE("ill-formed bytes separate words", "[base][tokens]") {
  CHECK(TokensOf("wind\xff power") == Strings{"wind", "power"});
  CHECK(TokensOf("é\xe9zz") == Strings{"é", "zz"});
}

TEST_CASE("ASCII text has the same words in the company of other letters", "[base][tokens]") {
  std::mt19937 random(7);
  constexpr std::string_view kLetters = "aZ09 .,'_-/:&@";
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (size_t n = random() % 20; n > 0; --n) text += kLetters[random() % kLetters.size()];
    Strings expected = TokensOf(text);
    expected.emplace_back("é");
    INFO(text);
    CHECK(TokensOf(text + " é") == expected);
  }
}

TEST_CASE("lower case keeps diacritics and joins what can be written in two ways",
          "[base][tokens]") {
  CHECK(LowerCase("WIND") == "wind");
  CHECK(LowerCase("ÉNERGIE") == "énergie");
  CHECK(LowerCase("cafe\u0301") == "café");
  CHECK(LowerCase("Maschinen\u00adbau") == "maschinenbau");
  CHECK(LowerCase("Straße") == "strasse");
  CHECK(LowerCase("ＡＢＣ") == "abc");
}

TEST_CASE("umlauts are found in both spellings", "[base][text]") {
  const auto one = [](std::string_view text) { return WithOneSpelling(Fold(text)); };
  CHECK(one("Universität") == one("Universitaet"));
  CHECK(one("Grün") == one("GRUEN"));
  CHECK(one("Ørsted") == one("Oersted"));
  CHECK(one("Ålborg") == one("Aalborg"));
  CHECK(one("technique") == "technique");
  CHECK(one("a") == "a");
}

TEST_CASE("what begins with a text still does in its one spelling", "[base][text]") {
  std::mt19937 random(11);
  constexpr std::string_view kLetters = "aeouqx";
  for (int i = 0; i < 2'000; ++i) {
    std::string word;
    for (size_t n = 1 + random() % 9; n > 0; --n) word += kLetters[random() % kLetters.size()];
    const std::string whole = WithOneSpelling(word);
    const std::string begun = WithOneSpelling(word.substr(0, random() % (word.size() + 1)));
    INFO(word << " " << begun);
    CHECK(whole.starts_with(begun));
  }
}

TEST_CASE("words of one meaning have one stem in their language", "[base][stemmer]") {
  const auto same = [](std::string_view lang, std::string_view a, std::string_view b) {
    return std::string(Stem(a, lang)) == std::string(Stem(b, lang));
  };
  CHECK(same("en", "machines", "machine"));
  CHECK(same("de", "häuser", "häusern"));
  CHECK(same("fr", "énergies", "énergie"));
  CHECK(same("ru", "машины", "машина"));
  CHECK_FALSE(same("en", "wind", "sun"));
}

TEST_CASE("a word has no stem where nobody knows one", "[base][stemmer]") {
  CHECK(Stem("maszyny", "pl") == "maszyny");
  CHECK(Stem("machines", "") == "machines");
  CHECK(Stem(std::string(65, 's'), "en") == std::string(65, 's'));
  CHECK_FALSE(HasStemmer("pl"));
  for (const std::string_view lang : StemmedLanguages()) {
    CHECK(HasStemmer(lang));
    CHECK_FALSE(Stem("kooperation", lang).empty());
  }
}

}  // namespace
}  // namespace kontor
