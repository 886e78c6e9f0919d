#include "app/numbers.h"

#include <catch2/catch_test_macros.hpp>

namespace kontor {

TEST_CASE("numbers are written for people", "[app][numbers]") {
  CHECK(WithThousands(0) == "0");
  CHECK(WithThousands(999) == "999");
  CHECK(WithThousands(1'000) == "1,000");
  CHECK(WithThousands(251'908) == "251,908");
  CHECK(WithThousands(1'234'567'890) == "1,234,567,890");
  CHECK(Counted(1, "row") == "1 row");
  CHECK(Counted(2'000, "row") == "2,000 rows");
  CHECK(Bytes(999) == "999 bytes");
  CHECK(Bytes(3'700'000) == "3.7 MB");
  CHECK(Seconds(6.24) == "6.2 s");
}

}  // namespace kontor
