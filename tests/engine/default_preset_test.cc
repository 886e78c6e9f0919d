#include "engine/default_preset.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

// Two organisations with so many partnerships, of which one or both state a sector.
std::string DrawPair(int partnerships, bool both_state_a_sector) {
  std::string text = "a: country=DE\nb: country=FR\nc: country=ES\nd: country=PT sector=C28\n";
  if (both_state_a_sector) text += "a: sector=C28\n";
  for (int i = 0; i < partnerships; ++i) text += "a --P" + std::to_string(i) + "(2018-01-01)-- b\n";
  return text;
}

TEST_CASE("many partnerships of organisations that say little are judged by history",
          "[engine][preset]") {
  CHECK(DefaultPreset(*DrawSnapshot(DrawPair(1'000, false))).name == "history");
}

TEST_CASE("few partnerships, and organisations that state their sectors, are judged by all sides",
          "[engine][preset]") {
  CHECK(DefaultPreset(*DrawSnapshot(DrawPair(999, false))).name == "balanced");
  CHECK(DefaultPreset(*DrawSnapshot(DrawPair(1'000, true))).name == "balanced");
  CHECK(DefaultPreset(*DrawSnapshot("")).name == "balanced");
}

}  // namespace
}  // namespace kontor
