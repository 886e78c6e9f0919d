#include "base/instant.h"

#include <catch2/catch_test_macros.hpp>

namespace kontor {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

TEST_CASE("a moment is written in UTC, to the second", "[base][instant]") {
  CHECK(FormatInstant(sys_seconds(seconds(0))) == "1970-01-01T00:00:00Z");
  CHECK(FormatInstant(sys_seconds(seconds(1'796'048'594))) == "2026-11-30T14:23:14Z");
  CHECK(FormatInstant(sys_seconds(seconds(-1))) == "1969-12-31T23:59:59Z");
}

TEST_CASE("a moment is on the day that has begun", "[base][instant]") {
  CHECK(FormatDate(DayOf(sys_seconds(seconds(86'399)))) == "1970-01-01");
  CHECK(FormatDate(DayOf(sys_seconds(seconds(86'400)))) == "1970-01-02");
}

}  // namespace
}  // namespace kontor
