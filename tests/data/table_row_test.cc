#include "data/table_row.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "base/text.h"

namespace kontor {

TEST_CASE("amounts are read with a decimal point or comma and kept in their shortest form",
          "[data][row]") {
  CHECK(ParseAmount("408821") == "408821");
  CHECK(ParseAmount("5240708,13") == "5240708.13");
  CHECK(ParseAmount("16125.0") == "16125");
  CHECK(ParseAmount(" 0,50 ") == "0.5");
  CHECK(ParseAmount("1.234.567,80") == "1234567.8");
  CHECK(ParseAmount("1,234,567.80") == "1234567.8");
  CHECK(ParseAmount("1.234.567") == "1234567");
  CHECK(ParseAmount("007") == "7");
  CHECK(ParseAmount("0.00") == "0");
  CHECK(ParseAmount("-12,5") == "-12.5");
  CHECK(ParseAmount("-0") == "0");
  CHECK_FALSE(ParseAmount(""));
  CHECK_FALSE(ParseAmount("12 EUR"));
  CHECK_FALSE(ParseAmount("1e6"));
  CHECK_FALSE(ParseAmount(",5"));
  CHECK_FALSE(ParseAmount(std::string(1'000, '9')));
}

TEST_CASE("amounts are added up exactly, in any order", "[data][row]") {
  const auto sum = [](std::vector<std::string> amounts) { return SumOfAmounts(amounts); };
  CHECK(sum({}).empty());
  CHECK(sum({"", ""}).empty());
  CHECK(sum({"", "7"}) == "7");
  CHECK(sum({"0.1", "0.2", "", "0.7"}) == "1");
  CHECK(sum({"0.001", "100"}) == "100.001");
  CHECK(sum({"-5", "3.25"}) == "-1.75");
  CHECK(sum({"3.25", "-3.25"}) == "0");
  const std::string nines(39, '9');
  CHECK(sum({nines, "0.5", "1"}) == "1" + std::string(39, '0') + ".5");
}

TEST_CASE("yes and no are read in the usual spellings", "[data][row]") {
  CHECK(ParseBool("True") == "true");
  CHECK(ParseBool("Y") == "true");
  CHECK(ParseBool("false") == "false");
  CHECK(ParseBool("0") == "false");
  CHECK(ParseBool("perhaps").empty());
  CHECK(ParseBool("").empty());
}

TEST_CASE("points lie on the globe", "[data][row]") {
  CHECK(IsPoint("48.84755265,2.26404020346787"));
  CHECK(IsPoint("-90, 180"));
  CHECK_FALSE(IsPoint("91,0"));
  CHECK_FALSE(IsPoint("0,181"));
  CHECK_FALSE(IsPoint("48.8"));
  CHECK_FALSE(IsPoint("nan,0"));
  CHECK_FALSE(IsPoint("a,b"));
}

TEST_CASE("web addresses have the scheme http, https or none", "[data][row]") {
  CHECK(IsWebAddress("HTTP://kit.edu"));
  CHECK(IsWebAddress("https://www.kit.edu"));
  CHECK(IsWebAddress("www.kit.edu:8080/x"));
  CHECK_FALSE(IsWebAddress("javascript:alert(1)"));
  CHECK_FALSE(IsWebAddress("data:text/html,x"));
}

TEST_CASE("trimming takes away spaces of all kinds", "[data][row]") {
  CHECK(Trim(" \t a b\r\n") == "a b");
  CHECK(Trim("  ").empty());
}

}  // namespace kontor
