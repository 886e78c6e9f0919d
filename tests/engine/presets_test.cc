// The presets do what their names promise.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

// The score of one for another.
double ScoreOf(const Snapshot& snapshot, std::string_view us, std::string_view them,
               std::string_view preset) {
  EngineScratch scratch;
  return ExplainPair(snapshot, Ask(snapshot, us, preset), OrganisationOf(snapshot, them), scratch)
      .value()
      .score;
}

// By how much the first of two is before the second for "us".
double Lead(const Snapshot& snapshot, std::string_view first, std::string_view second,
            std::string_view preset) {
  return ScoreOf(snapshot, "us", first, preset) - ScoreOf(snapshot, "us", second, preset);
}

TEST_CASE("complementary puts a supplier above a twin, similar the twin above the supplier",
          "[engine][presets]") {
  const auto snapshot = DrawSnapshot(R"(
    C24 -0.3-> C28
    us: country=DE sector=C28
    twin: country=DE sector=C28
    supplier: country=DE sector=C24
    stranger: country=DE sector=A01
  )");
  CHECK(Lead(*snapshot, "supplier", "twin", "complementary") > 0.0);
  CHECK(Lead(*snapshot, "twin", "supplier", "similar") > 0.0);
  const double balanced = Lead(*snapshot, "twin", "supplier", "balanced");
  CHECK(balanced < Lead(*snapshot, "twin", "supplier", "similar"));
  CHECK(balanced > Lead(*snapshot, "twin", "supplier", "complementary"));
}

TEST_CASE("complementary puts who offers what we need above a twin", "[engine][presets]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28
    us needs n1: technology=photonics type=supply
    twin: country=DE sector=C28
    giver: country=DE sector=J62
    giver offers o1: technology=photonics type=supply
  )");
  CHECK(Lead(*snapshot, "giver", "twin", "complementary") > 0.0);
  CHECK(Lead(*snapshot, "twin", "giver", "similar") > 0.0);
}

TEST_CASE("internationalise puts who looks for us abroad above one like us at home",
          "[engine][presets]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28 technology=photonics
    home: country=DE sector=C28 technology=photonics
    abroad: country=ES sector=C28 target=DE
    elsewhere: country=ES sector=C28
  )");
  CHECK(Lead(*snapshot, "abroad", "home", "internationalise") > 0.0);
  CHECK(Lead(*snapshot, "abroad", "elsewhere", "internationalise") > 30 * 0.35);
  CHECK(Lead(*snapshot, "home", "abroad", "similar") > 0.0);
}

TEST_CASE("newcomers puts one without a record beside a hub of the same theme, balanced below it",
          "[engine][presets]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28
    newcomer: country=DE sector=C28
    hub: country=DE sector=C28
    us --P1(2019-01-01)-- friend
    hub* --P2(2019-01-01)-- friend other
    hub* --P3(2020-01-01)-- friend other
    hub --P4(2020-01-01)-- other
  )");
  CHECK(Lead(*snapshot, "newcomer", "hub", "newcomers") >= 0.0);
  CHECK(Lead(*snapshot, "hub", "newcomer", "balanced") > 0.0);
  CHECK(Lead(*snapshot, "hub", "newcomer", "consortium") > 0.0);
}

TEST_CASE("newcomers keeps every second place for those with at most two partnerships",
          "[engine][presets]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28 technology=photonics
    hub1: sector=C28 technology=photonics
    hub2: sector=C28 technology=photonics
    hub3: sector=C28 technology=photonics
    new1: sector=C28 technology=photonics*0.7
    new2: sector=C28 technology=photonics*0.7
    hub1 --P1(2019-01-01)-- hub2 hub3
    hub1 --P2(2019-01-01)-- hub2 hub3
    hub1 --P3(2020-01-01)-- hub2 hub3
  )");
  auto query = Ask(*snapshot, "us", "newcomers");
  query.top = 4;
  query.diversity = 0.0;
  const auto keys = Keys(*snapshot, Answer(*snapshot, query));
  REQUIRE(keys.size() == 4);
  CHECK(keys[0].starts_with("hub"));
  CHECK(keys[1].starts_with("new"));
  CHECK(keys[2].starts_with("hub"));
  CHECK(keys[3].starts_with("new"));
}

TEST_CASE("consortium prefers who has coordinated, and mixes countries", "[engine][presets]") {
  const auto snapshot = DrawSnapshot(R"(
    us: country=DE sector=C28
    leader: country=DE sector=C28
    member: country=DE sector=C28
    third: country=DE sector=C28
    abroad: country=FR sector=C28
    leader* --P1(2020-01-01)-- member third abroad
    leader* --P2(2020-01-01)-- member third abroad
  )");
  CHECK(Lead(*snapshot, "leader", "member", "consortium") >
        Lead(*snapshot, "leader", "member", "similar"));
  auto query = Ask(*snapshot, "us", "consortium");
  query.top = 2;
  const auto keys = Keys(*snapshot, Answer(*snapshot, query));
  CHECK(keys == std::vector<std::string>{"leader", "abroad"});
}

TEST_CASE("no two presets weigh the sides alike, and each says something of its own",
          "[engine][presets]") {
  for (const Preset& preset : BuiltInPresets()) {
    if (preset.is_learned()) continue;
    for (const Preset& other : BuiltInPresets()) {
      CHECK((preset.name == other.name || preset.weights != other.weights));
    }
  }
}

}  // namespace
}  // namespace kontor
