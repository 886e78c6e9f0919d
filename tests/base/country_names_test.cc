#include "base/country_names.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace kontor {
namespace {

std::string NameIn(std::string_view code, std::string_view lang) {
  for (const auto& [known, name] : CountryNames(code)) {
    if (known == lang) return name;
  }
  return {};
}

TEST_CASE("countries are called what every official language of the union calls them", "[base]") {
  CHECK(NameIn("DE", "es") == "Alemania");
  CHECK(NameIn("DE", "fi") == "Saksa");
  CHECK(NameIn("GR", "el") == "Ελλάδα");
  const auto names = CountryNames("PT");
  CHECK(names.size() == 24);
  CHECK(std::ranges::is_sorted(names));
  CHECK_FALSE(CountryNamesVersion().empty());
}

TEST_CASE("what is no country has no names", "[base]") { CHECK(CountryNames("QX").empty()); }

}  // namespace
}  // namespace kontor
