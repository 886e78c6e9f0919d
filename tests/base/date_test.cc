#include "base/date.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

namespace kontor {
namespace {

Date Parsed(std::string_view text) {
  const Result<Date> date = ParseDate(text);
  INFO(text);
  REQUIRE(date.has_value());
  return *date;
}

TEST_CASE("a date is read as the days since 1970", "[base][date]") {
  CHECK(Parsed("1970-01-01").days == 0);
  CHECK(Parsed("1970-01-02").days == 1);
  CHECK(Parsed("1969-12-31").days == -1);
  CHECK(Parsed("2000-02-29") == MakeDate(2000, 2, 29));
  CHECK(Parsed("1000-01-01").days == Date::kFirstDay);
  CHECK(Parsed("2999-12-31").days == Date::kLastDay);
}

TEST_CASE("a time behind a date is checked and dropped", "[base][date]") {
  for (const auto* text :
       {"2019-07-31 10:20:30", "2019-07-31T10:20:30Z", "2019-07-31T10:20:30.123456+02:00",
        "2019-07-31 10:20", "2019-07-31T23:59:60-0130", "2019-07-31T00:00:00+02"}) {
    CHECK(Parsed(text) == MakeDate(2019, 7, 31));
  }
  for (const auto* text : {"2019-07-31 ", "2019-07-31 24:00:00", "2019-07-31 10:60:00",
                           "2019-07-31T10:20:30Zx", "2019-07-31T10:20:30 and more",
                           "2019-07-31x10:20:30", "2019-07-31T10:20:30.", "2019-07-31T10:20:",
                           "2019-07-31T1a:20:30", "2019-07-31T10:20:30+2", "2019-07-31T10:20+99"}) {
    INFO(text);
    CHECK_FALSE(ParseDate(text).has_value());
  }
}

TEST_CASE("no text is no date, and nonsense is an error that shows it", "[base][date]") {
  CHECK_FALSE(Parsed("").known());
  for (const auto* text : {"31.07.2019", "2019-7-31", "2019-02-29", "2019-13-01", "2019-00-10",
                           "2019-04-31", "0999-12-31", "3000-01-01", "2019-07-3", "+201-07-31",
                           "2019/07/31", "null", " 2019-07-31"}) {
    const Result<Date> date = ParseDate(text);
    INFO(text);
    REQUIRE_FALSE(date.has_value());
    CHECK(date.error().code == ErrorCode::kBadData);
    CHECK(date.error().message.find(text) != std::string::npos);
  }
}

TEST_CASE("every day is written as it is read", "[base][date]") {
  CHECK(FormatDate(Date{}).empty());
  for (int32_t day = Date::kFirstDay; day <= Date::kLastDay; day += 97) {
    const Date date{day};
    REQUIRE(Parsed(FormatDate(date)) == date);
  }
  CHECK(FormatDate(Date{Date::kLastDay}) == "2999-12-31");
}

TEST_CASE("only days of the years 1000 to 2999 are valid, and the unknown one", "[base][date]") {
  CHECK(Date{}.valid());
  CHECK(Date{Date::kFirstDay}.valid());
  CHECK(Date{Date::kLastDay}.valid());
  CHECK_FALSE(Date{Date::kFirstDay - 1}.valid());
  CHECK_FALSE(Date{Date::kLastDay + 1}.valid());
}

TEST_CASE("an unknown date sorts before every day", "[base][date]") {
  CHECK(Date{} < Date{Date::kFirstDay});
  CHECK(Parsed("2019-07-30") < Parsed("2019-07-31"));
}

TEST_CASE("years are counted with a sign", "[base][date]") {
  CHECK(YearOf(MakeDate(1999, 12, 31)) == 1999);
  CHECK_THAT(YearsBetween(MakeDate(2000, 1, 1), MakeDate(2004, 1, 1)),
             Catch::Matchers::WithinAbs(4.0, 1e-9));
  CHECK(YearsBetween(MakeDate(2001, 1, 1), MakeDate(2000, 1, 1)) < 0);
}

TEST_CASE("years are added by the calendar", "[base][date]") {
  CHECK(AddYears(MakeDate(2019, 1, 1), -2) == MakeDate(2017, 1, 1));
  CHECK(AddYears(MakeDate(2019, 1, 1), -3) == MakeDate(2016, 1, 1));
  CHECK(AddYears(MakeDate(2020, 2, 29), 1) == MakeDate(2021, 2, 28));
  CHECK(AddYears(MakeDate(2020, 2, 29), 4) == MakeDate(2024, 2, 29));
  CHECK_FALSE(AddYears(MakeDate(1000, 6, 1), -1).known());
}

}  // namespace
}  // namespace kontor
