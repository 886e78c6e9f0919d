#include "index/term_table.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "index/analyser.h"

namespace kontor {
namespace {

TermTable TableOf(const std::set<std::string>& terms) {
  const std::vector<std::string_view> views(terms.begin(), terms.end());
  return TermTable(views);
}

// Words over few letters, so that many are near each other.
std::string RandomWord(std::mt19937& random, size_t longest) {
  std::string word;
  for (size_t n = 1 + random() % longest; n > 0; --n) word += static_cast<char>('a' + random() % 3);
  return word;
}

TEST_CASE("terms are found by themselves and by their beginning", "[index][terms]") {
  const TermTable table = TableOf({"a", "ab", "abc", "b", "ba"});
  CHECK(table.size() == 5);
  CHECK(table.Find("abc") == 2);
  CHECK(table.Find("abcd") == kNoTerm);
  CHECK(table.Find("") == kNoTerm);
  CHECK(table.BeginningWith("ab") == std::pair(TermIndex{1}, TermIndex{3}));
  CHECK(table.BeginningWith("") == std::pair(TermIndex{0}, TermIndex{5}));
  CHECK(table.BeginningWith("c") == std::pair(TermIndex{5}, TermIndex{5}));
  CHECK(TermTable().Find("a") == kNoTerm);
  CHECK(TermTable().BeginningWith("a") == std::pair(TermIndex{0}, TermIndex{0}));
}

TEST_CASE("beginnings are found among many terms", "[index][terms]") {
  std::mt19937 random(3);
  std::set<std::string> terms;
  for (int i = 0; i < 600; ++i) terms.insert(RandomWord(random, 7));
  const TermTable table = TableOf(terms);
  for (int i = 0; i < 300; ++i) {
    const std::string prefix = RandomWord(random, 5);
    const auto [first, last] = table.BeginningWith(prefix);
    size_t count = 0;
    for (TermIndex t = 0; t < table.size(); ++t) {
      const bool begins = table[t].starts_with(prefix);
      count += begins ? 1 : 0;
      CHECK(begins == (first <= t && t < last));
    }
    CHECK(count == last - first);
  }
}

TEST_CASE("words become terms without case, accents and endings", "[index][analyser]") {
  CHECK(ExactTerm("Universität") == "universitat");
  CHECK(ExactTerm("UNIVERSITAET") == "universitat");
  CHECK(ExactTerm("Αθήνα") == "athena");
  CHECK(ExactTerm("София") == "sofia");
  CHECK(ExactTerm(std::string(65, 'x')).empty());
  CHECK(ExactTerm(std::string(100'000, 'x')).empty());
  CHECK(StemTerm(std::string(100'000, 'x'), "en").empty());
  CHECK(StemTerm("Universitäten", "de") == StemTerm("Universitaet", "de"));
  CHECK(StemTerm("Machines", "en") == StemTerm("machine", "en"));
  CHECK(StemTerm("Machines", "pl") == "machines");
  CHECK(TermsOf("Energies & machines!", "en") == "energi machin");
  CHECK(TermsOf("Énergies & machines!", "") == "energies machines");
}

TEST_CASE("floods of combining marks make no term", "[index][analyser]") {
  std::string flood = "a";
  for (int i = 0; i < 10'000; ++i) flood += "\u0301";
  CHECK(ExactTerm(flood).empty());
  CHECK(TermsOf(flood, "en").empty());
}

TEST_CASE("a country's names are in its language", "[index][analyser]") {
  CHECK(LanguageOfCountry("DE") == "de");
  CHECK(LanguageOfCountry("TR") == "tr");
  CHECK(LanguageOfCountry("PL").empty());
  CHECK(LanguageOfCountry("ZZ").empty());
}

}  // namespace
}  // namespace kontor
