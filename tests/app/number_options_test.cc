#include "app/number_options.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace kontor {

TEST_CASE("a number outside its bounds is told with both of them", "[app][options]") {
  CHECK(CheckNumber("--rounds", 1, 1, 9));
  CHECK(CheckNumber("--rounds", 9, 1, 9));
  for (const int64_t wrong : {INT64_MIN, int64_t{0}, int64_t{10}, INT64_MAX}) {
    const Status status = CheckNumber("--rounds", wrong, 1, 9);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kInvalidArgument);
    CHECK(status.error().message ==
          "--rounds must be from 1 to 9: " + std::to_string(wrong) + " is not");
  }
}

TEST_CASE("threads are as many as asked for, or as the machine has", "[app][options]") {
  CHECK(ReadThreads(3) == size_t{3});
  CHECK(ReadThreads(0).value() >= 1);
  CHECK_FALSE(ReadThreads(-1));
  CHECK_FALSE(ReadThreads(257));
}

}  // namespace kontor
