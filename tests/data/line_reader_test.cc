#include "data/line_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace kontor {
namespace {

TEST_CASE("lines are read whatever their ends are", "[data][line_reader]") {
  const auto source = OpenMemory("x",
                                 "\xEF\xBB\xBF"
                                 "one\r\n\n\r\ntwo\nthree");
  LineReader lines(*source);
  const auto next = [&] {
    const auto outcome = lines.Next();
    REQUIRE(outcome);
    return *outcome == LineOutcome::kLine
               ? std::to_string(lines.number()) + " " + std::string(lines.line())
               : "end";
  };
  CHECK(next() == "1 one");
  CHECK(next() == "4 two");
  CHECK(next() == "5 three");
  CHECK(next() == "end");
  CHECK(lines.position() == 20);
}

}  // namespace
}  // namespace kontor
