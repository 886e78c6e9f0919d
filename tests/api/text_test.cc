#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "api/csv_text.h"
#include "api/display_width.h"
#include "api/shown_points.h"

namespace kontor {
namespace {

TEST_CASE("a CSV field is quoted only where it must be", "[api][csv]") {
  CHECK(CsvField("plain text") == "plain text");
  CHECK(CsvField("") == "");
  CHECK(CsvField("a,b") == "\"a,b\"");
  CHECK(CsvField("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(CsvField("two\nlines") == "\"two\nlines\"");
}

TEST_CASE("a spreadsheet runs no field as a formula", "[api][csv]") {
  using namespace std::string_literals;
  CHECK(CsvField("=1+1") == "'=1+1");
  CHECK(CsvField("+1") == "'+1");
  CHECK(CsvField("-1") == "'-1");
  CHECK(CsvField("@x") == "'@x");
  CHECK(CsvField("\tx") == "'\tx");
  CHECK(CsvField("\rx") == "\"'\rx\"");
  CHECK(CsvField("\0x"s) == "'\0x"s);
  CHECK(CsvField("=HYPERLINK(\"a\",\"b\")") == "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
  CHECK(CsvField("a=1") == "a=1");
}

TEST_CASE("columns are counted as a terminal shows them", "[api][table]") {
  CHECK(DisplayWidth("abc") == 3);
  CHECK(DisplayWidth("Küche") == 5);
  CHECK(DisplayWidth("e\u0301") == 1);
  CHECK(DisplayWidth("日本") == 4);
  CHECK(DisplayWidth("Ελλάδα") == 6);
  CHECK(DisplayWidth("\xFF\xC3") == 2);
}

TEST_CASE("a cell has exactly its width", "[api][table]") {
  CHECK(FitTo("abc", 5) == "abc  ");
  CHECK(FitTo("abcdef", 5) == "abcd…");
  CHECK(FitTo("日本語", 5) == "日本…");
  CHECK(FitTo("日本語", 4) == "日… ");
  CHECK(FitTo("x", 1) == "x");
}

TEST_CASE("a name cannot move the cursor or reorder a line", "[api][table]") {
  CHECK(Printable("a\x1B[2Jb\nc") == "a [2Jb c");
  CHECK(Printable("a\u202Eb") == "a b");
  CHECK(Printable("a\xC2\x9B"
                  "b") == "a b");
}

TEST_CASE("shown points add up to the shown score", "[api][points][property]") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> points(0.0, 20.0);
  for (int i = 0; i < 5'000; ++i) {
    std::array<Contribution, kFeatureCount> contributions;
    double sum = 0.0;
    for (size_t f = 0; f < kFeatureCount; ++f) {
      contributions[f].feature = kFeatures[f];
      contributions[f].points = points(random);
      sum += contributions[f].points;
    }
    const ShownPoints shown = ShowPoints(contributions);
    const double shown_sum = std::accumulate(shown.points.begin(), shown.points.end(), 0.0);
    REQUIRE(std::abs(shown_sum - shown.score) < 1e-9);
    REQUIRE(std::abs(shown.fit + shown.reach - shown.score) < 1e-9);
    REQUIRE(std::abs(shown.score - sum) <= 0.005 + 1e-9);
    for (size_t f = 0; f < kFeatureCount; ++f) {
      REQUIRE(std::abs(shown.points[f] - contributions[f].points) <= 0.01 + 1e-9);
    }
  }
}

}  // namespace
}  // namespace kontor
