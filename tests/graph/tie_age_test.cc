#include "graph/tie_age.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "tests/support/drawn_graph.h"

namespace kontor {
namespace {

using Catch::Approx;

TEST_CASE("the oldest known start passes over unknown ones", "[graph][tie_age]") {
  const auto graph = DrawCollaboration(R"(
    a --P1-- b
    a --P2(2016-03-01)-- b
    a --P3(2012-07-31)-- b
    a --P4(2020-01-01)-- b
  )");
  CHECK(OldestKnownStart(graph) == MakeDate(2012, 7, 31));
}

TEST_CASE("a graph without a known start has no oldest one", "[graph][tie_age]") {
  CHECK_FALSE(OldestKnownStart(DrawCollaboration("a --P1-- b")).known());
  CHECK_FALSE(OldestKnownStart(DrawCollaboration("a b")).known());
  CHECK_FALSE(OldestKnownStart(CollaborationGraph()).known());
}

TEST_CASE("the strength of a tie halves in each half-life", "[graph][tie_age]") {
  const Date start = MakeDate(2010, 1, 1);
  // Four years with one leap day are 1461 days: 4 years of 365.25.
  CHECK(FadedStrength(start, MakeDate(2014, 1, 1), 4.0) == 0.5);
  CHECK(FadedStrength(start, MakeDate(2018, 1, 1), 4.0) == 0.25);
  CHECK(FadedStrength(start, MakeDate(2018, 1, 1), 2.0) == 0.0625);
  CHECK(FadedStrength(start, MakeDate(2012, 1, 1), 4.0) == Approx(std::sqrt(0.5)).epsilon(1e-3));
}

TEST_CASE("a tie of today or later is whole, and so is one of an unknown age", "[graph][tie_age]") {
  const Date day = MakeDate(2020, 5, 1);
  CHECK(FadedStrength(day, day, 2.0) == 1.0);
  CHECK(FadedStrength(MakeDate(2020, 5, 2), day, 2.0) == 1.0);
  CHECK(FadedStrength(Date{}, day, 2.0) == 1.0);
  CHECK(FadedStrength(day, Date{}, 2.0) == 1.0);
  CHECK(FadedStrength(MakeDate(2020, 4, 30), day, 2.0) < 1.0);
}

TEST_CASE("the oldest tie fades to almost nothing but never to nothing", "[graph][tie_age]") {
  CHECK(FadedStrength(MakeDate(1000, 1, 1), MakeDate(2999, 12, 31), 0.01) == 1e-30);
  CHECK(FadedStrength(MakeDate(1000, 1, 1), MakeDate(1098, 1, 1), 1.0) > 1e-30);
}

}  // namespace
}  // namespace kontor
