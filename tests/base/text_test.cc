#include "base/text.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace kontor {
namespace {

using namespace std::string_literals;

TEST_CASE("clean UTF-8 is well formed and without NUL", "[base][text]") {
  CHECK(IsCleanUtf8(""));
  CHECK(IsCleanUtf8("plain"));
  CHECK(IsCleanUtf8("Zürich Αθήνα София 東京 😀"));
  CHECK_FALSE(IsCleanUtf8("a\0b"s));
  CHECK_FALSE(IsCleanUtf8("\xff"));
  CHECK_FALSE(IsCleanUtf8("caf\xe9"));
  CHECK_FALSE(IsCleanUtf8("\xc3"));              // cut off
  CHECK_FALSE(IsCleanUtf8("\xc0\x80"));          // overlong NUL
  CHECK_FALSE(IsCleanUtf8("\xed\xa0\x80"));      // a surrogate
  CHECK_FALSE(IsCleanUtf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
}

TEST_CASE("names that differ in case, accents and punctuation fold to the same", "[base][text]") {
  CHECK(Fold("  Universität Zürich, ") == "universitat zurich");
  CHECK(Fold("UNIVERSITAT ZURICH") == "universitat zurich");
  CHECK(Fold("Straße") == "strasse");
  CHECK(Fold("Łódź") == "lodz");
  CHECK(Fold("Ålesund, Tromsø") == "alesund tromso");
  CHECK(Fold("Ｆｕｌｌ　ｗｉｄｔｈ ﬁ ①") == "full width fi 1");
  CHECK(Fold("a---b__c") == "a b c");
  CHECK(Fold("Αθήνα") == "athena");
  CHECK(Fold("ΑΘΗΝΑ") == "athena");
}

TEST_CASE("soft signs and apostrophes of a transliteration do not cut words", "[base][text]") {
  CHECK(Words(Fold("Большой театр")).size() == 2);
  CHECK(Fold("Львів") == Fold("ЛЬВІВ"));
}

TEST_CASE("a text without letters or digits folds to nothing", "[base][text]") {
  CHECK(Fold("").empty());
  CHECK(Fold(" .,;-!").empty());
  CHECK(Fold("— “…”").empty());
  CHECK(Fold("\0"s).empty());
}

TEST_CASE("ill-formed bytes fold to spaces", "[base][text]") {
  CHECK(Fold("caf\xe9 x") == "caf x");
  CHECK(Fold("a\xff\xfe"
             "b") == "a b");
}

bool IsFolded(std::string_view text) {
  if (text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != std::string_view::npos) {
    return false;
  }
  return std::ranges::all_of(
      text, [](char c) { return c == ' ' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

TEST_CASE("folding any bytes gives folded text, and folding it again changes nothing",
          "[base][text]") {
  std::mt19937_64 random(5);
  for (int i = 0; i < 3'000; ++i) {
    std::string text(random() % 24, ' ');
    for (char& c : text) {
      // Half of the bytes lead or continue Latin, Greek and Cyrillic letters.
      c = static_cast<char>(random() % 2 == 0 ? 0xC3 + random() % 16 : random() % 256);
    }
    const std::string folded = Fold(text);
    REQUIRE(IsFolded(folded));
    REQUIRE(Fold(folded) == folded);
  }
}

// Latin letters alone take a shorter way than beside letters of another script.
TEST_CASE("Latin letters fold the same beside letters of another script", "[base][text]") {
  static const std::vector<std::string> pieces = {"ø", "Æ", "ß", "Ł", "đ", "ı", "þ", "ŋ", "œ", "ʼ",
                                                  "’", "–", "…", "«", "€", "©", "½", "№", "ﬁ", "Ｗ",
                                                  "é", "Å", " ", "a", "B", "7", "-", "'"};
  std::mt19937 random(20261130);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (size_t length = 1 + random() % 8; length > 0; --length) {
      text += pieces[random() % pieces.size()];
    }
    INFO(text);
    CHECK(Fold("x " + text + " x α") == Fold("x " + text + " x") + " a");
  }
}

TEST_CASE("folding is the same on every thread", "[base][text]") {
  std::vector<std::string> folded(4);
  std::vector<std::thread> threads;
  for (std::string& result : folded) {
    threads.emplace_back([&result] { result = Fold("Национален клъстер Ελλάδα Łódź"); });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::ranges::all_of(folded, [&](const std::string& text) { return text == folded[0]; }));
  CHECK_FALSE(folded[0].empty());
}

TEST_CASE("a slug is a folded text with hyphens", "[base][text]") {
  CHECK(Slug("LAMPE Finishing, S.p.A.") == "lampe-finishing-s-p-a");
  CHECK(Slug("...").empty());
}

TEST_CASE("words are without lone letters but with lone digits", "[base][text]") {
  using Views = std::vector<std::string_view>;
  CHECK(Words("lampe s p a 4 0 of h2020") == Views{"lampe", "4", "0", "of", "h2020"});
  CHECK(Words("").empty());
  CHECK(Words("a").empty());
}

TEST_CASE("code points are counted, not bytes", "[base][text]") {
  CHECK(CodePointCount("") == 0);
  CHECK(CodePointCount("abc") == 3);
  CHECK(CodePointCount("Zürich") == 6);
  CHECK(CodePointCount("東京😀") == 3);
}

TEST_CASE("edit distance counts insertions, deletions, substitutions and swaps", "[base][text]") {
  CHECK(EditDistance("", "", 2) == 0);
  CHECK(EditDistance("fraunhofer", "fraunhofer", 2) == 0);
  CHECK(EditDistance("fraunhofer", "frauhofer", 2) == 1);
  CHECK(EditDistance("fraunhofer", "fraunhoffer", 2) == 1);
  CHECK(EditDistance("fraunhofer", "framnhofer", 2) == 1);
  CHECK(EditDistance("fraunhofer", "frauhnofer", 2) == 1);
  CHECK(EditDistance("ca", "abc", 5) == 3);  // optimal string alignment: no edit within a swap
  CHECK(EditDistance("kitten", "sitting", 3) == 3);
}

TEST_CASE("edit distance stops one beyond its bound", "[base][text]") {
  CHECK(EditDistance("kitten", "sitting", 2) == 3);
  CHECK(EditDistance("", "abcdef", 2) == 3);
  CHECK(EditDistance("abcdef", "uvwxyz", 0) == 1);
}

TEST_CASE("a bound does not change a distance within it", "[base][text]") {
  std::mt19937_64 random(11);
  const auto word = [&random] {
    std::string text(random() % 9, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 5'000; ++i) {
    const std::string a = word();
    const std::string b = word();
    const size_t distance = EditDistance(a, b, 100);
    REQUIRE(distance == EditDistance(b, a, 100));
    for (size_t bound = 0; bound < 10; ++bound) {
      REQUIRE(EditDistance(a, b, bound) == std::min(distance, bound + 1));
    }
  }
}

}  // namespace
}  // namespace kontor
