#include "engine/country_affinity.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

using Catch::Approx;

const Date kReference = MakeDate(2020, 1, 1);

// Affinities of the countries of drawn organisations.
class Countries {
 public:
  explicit Countries(std::string_view drawing)
      : snapshot_(DrawSnapshot(drawing)),
        affinity_(snapshot_->graph, snapshot_->profiles, kReference) {}

  [[nodiscard]] double Of(std::string_view a, std::string_view b) const {
    return affinity_.Of(OrganisationOf(*snapshot_, a), OrganisationOf(*snapshot_, b));
  }

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  CountryAffinity affinity_;
};

// Two organisations of one country, three of others, and one of an unknown country.
constexpr std::string_view kPlaces = R"(
  de: country=DE
  de2: country=DE
  fr: country=FR
  es: country=ES
  pl: country=PL
  nowhere
)";

std::string Drawing(std::string_view partnerships) {
  return std::string(kPlaces) + std::string(partnerships);
}

// A partnership of `members`, half of them in DE, half in FR, from that day.
std::string Large(int members, std::string_view start) {
  std::string countries;
  std::string line;
  for (int i = 0; i < members; ++i) {
    const std::string name = "o" + std::to_string(i);
    countries += name + ": country=" + (i % 2 == 0 ? "DE" : "FR") + "\n";
    line += (i == 0 ? name + " --P(" + std::string(start) + ")--" : " " + name);
  }
  return countries + line + "\n";
}

TEST_CASE("affinity compares the pairs of two countries with chance", "[engine][affinity]") {
  const Countries countries(Drawing(R"(
    de --P1(2019-01-01)-- fr
    de --P2(2018-01-01)-- de2 fr
    fr --P3(2020-01-01)-- es
  )"));
  // P1: (DE, FR) 1. P2 gives each member one unit over two others: (DE, DE) 1, (DE, FR) 1.
  // P3: (FR, ES) 1. In both directions: DE 1 + 2 = 3, FR 2 + 1 = 3, ES 1; together 7.
  CHECK(countries.Of("de", "fr") == Approx((2 + 10.0) / (3 * 3 / 7.0 + 10)));
  CHECK(countries.Of("de", "de2") == Approx((1 + 10.0) / (3 * 3 / 7.0 + 10)));
  CHECK(countries.Of("fr", "es") == Approx((1 + 10.0) / (3 * 1 / 7.0 + 10)));
  CHECK(countries.Of("de", "es") == Approx((0 + 10.0) / (3 * 1 / 7.0 + 10)));
  CHECK(countries.Of("es", "es") == Approx((0 + 10.0) / (1 * 1 / 7.0 + 10)));
  // It is of the countries: any organisation there has it.
  CHECK(countries.Of("de2", "fr") == countries.Of("de", "fr"));
}

TEST_CASE("the affinity to an unknown country and to one without partnerships is that of chance",
          "[engine][affinity]") {
  const Countries countries(Drawing(R"(
    de --P1(2019-01-01)-- fr nowhere
  )"));
  CHECK(countries.Of("nowhere", "de") == 1.0);
  CHECK(countries.Of("de", "nowhere") == 1.0);
  CHECK(countries.Of("nowhere", "nowhere") == 1.0);
  CHECK(countries.Of("pl", "de") == 1.0);
  // Half of a unit goes to the one whose country is unknown: (DE, FR) 1/2 of 1 in both directions.
  CHECK(countries.Of("de", "fr") == Approx((0.5 + 10) / (0.5 * 0.5 / 1 + 10)));
}

TEST_CASE("where there are no partnerships every affinity is that of chance",
          "[engine][affinity]") {
  CHECK(Countries(kPlaces).Of("de", "fr") == 1.0);
  CHECK(Countries(Drawing("de --P1(2019-01-01)-- .")).Of("de", "de2") == 1.0);
  CHECK(Countries(Drawing("de --P1-- fr")).Of("de", "fr") == 1.0);  // of no known day
}

TEST_CASE("partnerships of more than five years ago do not count", "[engine][affinity]") {
  // 1826 days are just under five years of 365.25 days.
  CHECK(Countries(Drawing("de --P1(2015-01-01)-- fr")).Of("de", "fr") > 1.0);
  CHECK(Countries(Drawing("de --P1(2014-12-31)-- fr")).Of("de", "fr") == 1.0);
}

TEST_CASE("partnerships of more than sixty do not count", "[engine][affinity]") {
  // Each of 30 spreads one unit over 59 others, 29 of them in its own country.
  const double same = 30.0 * 29 / 59;
  CHECK(Countries(Large(60, "2019-01-01")).Of("o0", "o2") ==
        Approx((same + 10) / (30.0 * 30 / 60 + 10)));
  CHECK(Countries(Large(61, "2019-01-01")).Of("o0", "o2") == 1.0);
}

TEST_CASE("affinity is symmetric and above zero", "[engine][affinity]") {
  const Countries countries(RandomDrawing(GENERATE(range(0U, 20U))));
  for (int a = 0; a < 30; ++a) {
    for (int b = 0; b < 30; ++b) {
      const std::string from = "o" + std::to_string(a);
      const std::string to = "o" + std::to_string(b);
      REQUIRE(countries.Of(from, to) == countries.Of(to, from));
      REQUIRE(countries.Of(from, to) > 0.0);
    }
  }
}

}  // namespace
}  // namespace kontor
