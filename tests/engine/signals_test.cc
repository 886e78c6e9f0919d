#include "engine/signals.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

// Everything is counted from 2020-01-01, when P3 began.
constexpr auto kDrawing = R"(
  us: country=DE city=Aachen sector=C28
  a: country=DE city=Aachen sector=C28
  b: country=FR city=Aachen sector=A01
  m: country=FR
  us --P1(2016-01-01)-- b m
  b --P2(2017-01-01)-- a
  a --P3(2020-01-01)-- c d e
  alone --P0(2005-01-01)-- .
  P1: topic=theme:Wind
  P3: topic=theme:Wind topic=theme:Sea
  nobody: sector=C28
)";

class Town {
 public:
  [[nodiscard]] SignalValues Between(std::string_view us, std::string_view them) const {
    const NodeIndex x = OrganisationOf(*snapshot, us);
    const NodeIndex y = OrganisationOf(*snapshot, them);
    const auto walk = ExactWalk(snapshot->graph, snapshot->strengths, x, kRestart, 1e-12);
    ConnectionScratch scratch;
    return MeasureSignals(
        {*snapshot,
         ParseDate(kToday).value(),
         x,
         y,
         {ThemeCosine(snapshot->themes, x, y), walk[y], Connections(*snapshot, x, scratch).To(y)}});
  }
  [[nodiscard]] double Of(Signal signal, std::string_view them) const {
    return Between("us", them)[static_cast<size_t>(signal)];
  }

  std::shared_ptr<const Snapshot> snapshot = DrawSnapshot(kDrawing);
};

// Years that the tests count with.
double Faded(const char* start, double half_life) {
  const double age = YearsBetween(ParseDate(start).value(), MakeDate(2020, 1, 1));
  return std::exp2(-age / half_life);
}

TEST_CASE("every signal has a name of its own and is found by it", "[engine][signals]") {
  std::set<std::string_view> names;
  for (size_t i = 0; i < kSignalCount; ++i) {
    const auto signal = static_cast<Signal>(i);
    CHECK(FindSignal(Name(signal)) == signal);
    names.insert(Name(signal));
  }
  CHECK(names.size() == kSignalCount);
  CHECK_FALSE(FindSignal("wlak"));
  CHECK_FALSE(FindSignal(""));
  CHECK(FeatureOf(Signal::kOnTheme) == Feature::kTheme);
  CHECK(FeatureOf(Signal::kThemedPaths) == Feature::kNetwork);
  CHECK(FeatureOf(Signal::kSameCity) == Feature::kInternationalisation);
  CHECK(FeatureOf(Signal::kSizeMatch) == Feature::kExperience);
}

TEST_CASE("activity counts a candidate's partners and years", "[engine][signals]") {
  const Town town;
  CHECK(town.Of(Signal::kPartners, "a") == 4.0);
  CHECK(town.Of(Signal::kNewPartners, "a") == 3.0);  // b is met in 2017
  CHECK(town.Of(Signal::kNewestPartners, "a") == 3.0);
  CHECK(town.Of(Signal::kRecent, "a") == 1.0);
  CHECK(town.Of(Signal::kSinceFirst, "a") == Approx(1095 / 365.25).epsilon(1.0 / 512));
  CHECK(town.Of(Signal::kSinceLast, "a") == 0.0);
  CHECK(town.Of(Signal::kNewcomerShare, "a") == 0.75);  // c, d and e of b, c, d and e
  CHECK(town.Of(Signal::kPartners, "b") == 3.0);
  CHECK(town.Of(Signal::kNewPartners, "b") == 0.0);
  CHECK(town.Of(Signal::kSinceFirst, "b") == Approx(1461 / 365.25).epsilon(1.0 / 512));
}

TEST_CASE("who never worked with anybody has no activity", "[engine][signals]") {
  const Town town;
  for (const char* them : {"alone", "nobody"}) {
    INFO(them);
    for (const Signal signal : {Signal::kPartners, Signal::kNewPartners, Signal::kRecent,
                                Signal::kNewcomerShare, Signal::kSizeMatch, Signal::kPaths,
                                Signal::kThemedPaths, Signal::kWalk, Signal::kWalkBack}) {
      CHECK(town.Of(signal, them) == 0.0);
    }
  }
  CHECK(town.Of(Signal::kSinceFirst, "nobody") == 0.0);
  CHECK(town.Of(Signal::kSinceLast, "alone") == Approx(15.0).epsilon(1.0 / 512));
}

TEST_CASE("sizes match by half for the same size and a quarter for the next", "[engine][signals]") {
  const Town town;
  // We work in threes; a in twos, then in fours, which is of the size of threes.
  CHECK(town.Of(Signal::kSizeMatch, "a") ==
        Approx(0.25 * Faded("2017-01-01", 2.0) + 0.5).epsilon(1.0 / 512));
  CHECK(town.Of(Signal::kSizeMatch, "m") ==
        Approx(0.5 * Faded("2016-01-01", 2.0)).epsilon(1.0 / 512));
}

TEST_CASE("paths lead through common partners", "[engine][signals]") {
  const Town town;
  const double p1 = Faded("2016-01-01", 2.0) * std::pow(3.0, -0.3);
  const double p2 = Faded("2017-01-01", 2.0) * std::pow(2.0, -0.3);
  const double paths = p1 * p2 * std::pow(2.0 * p1 + p2, -0.8);
  CHECK(town.Of(Signal::kPaths, "a") == Approx(paths));
  // P2 is about nothing, so it counts a tenth.
  CHECK(town.Of(Signal::kThemedPaths, "a") == Approx(0.1 * paths));
  CHECK(town.Of(Signal::kPaths, "c") == 0.0);  // three steps away
}

TEST_CASE("on theme is what a candidate does on our themes, fading", "[engine][signals]") {
  const Town town;
  const Snapshot& snapshot = *town.snapshot;
  const NodeIndex p3 = PartnershipOf(snapshot, "P3");
  double match = 0.0;
  for (const ThemeWeight& ours : snapshot.themes.Vector(OrganisationOf(snapshot, "us"))) {
    for (const ThemeWeight& its : snapshot.themes.PartnershipVector(p3)) {
      if (ours.theme == its.theme) {
        match += static_cast<double>(ours.weight) * static_cast<double>(its.weight);
      }
    }
  }
  REQUIRE(match > 0.0);
  CHECK(town.Of(Signal::kOnTheme, "a") == Approx(std::pow(4.0, -0.3) * match));
  CHECK(town.Of(Signal::kThemeCosine, "a") > 0.0);
  CHECK(town.Of(Signal::kOnTheme, "alone") == 0.0);
}

TEST_CASE("a city is the same only within a country", "[engine][signals]") {
  const Town town;
  CHECK(town.Of(Signal::kSameCity, "a") == 1.0);
  CHECK(town.Of(Signal::kSameCity, "b") == 0.0);
  CHECK(town.Of(Signal::kSameCity, "m") == 0.0);
  CHECK(town.Between("c", "d")[static_cast<size_t>(Signal::kSameCity)] == 0.0);
}

TEST_CASE("countries agree as often as their partnerships say", "[engine][signals]") {
  const Town town;
  // P1 is one tie of DE with FR and one within FR, P2 one of DE with FR: 2 of 5 each way.
  CHECK(town.Of(Signal::kCountryAffinity, "b") == Approx((2.0 + 10) / (2.0 * 3 / 5 + 10)));
  CHECK(town.Of(Signal::kCountryAffinity, "a") == Approx(10 / (2.0 * 2 / 5 + 10)));
  CHECK(town.Of(Signal::kCountryAffinity, "c") == 1.0);
}

TEST_CASE("the walk back is the other side's walk", "[engine][signals]") {
  for (uint32_t seed = 0; seed < 10; ++seed) {
    Town town;
    town.snapshot = DrawSnapshot(ThemedDrawing(seed));
    for (int i = 1; i < 30; ++i) {
      const std::string other = "o" + std::to_string(i);
      const SignalValues ours = town.Between("o0", other);
      const SignalValues theirs = town.Between(other, "o0");
      for (const double value : ours) CHECK((std::isfinite(value) && value >= 0.0));
      CHECK(ours[static_cast<size_t>(Signal::kWalkBack)] ==
            Approx(theirs[static_cast<size_t>(Signal::kWalk)]).margin(1e-9));
      for (const Signal symmetric :
           {Signal::kThemeCosine, Signal::kPaths, Signal::kCountryAffinity, Signal::kSameCity}) {
        CHECK(ours[static_cast<size_t>(symmetric)] ==
              Approx(theirs[static_cast<size_t>(symmetric)]).margin(1e-12));
      }
    }
  }
}

}  // namespace
}  // namespace kontor
