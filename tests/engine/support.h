// Questions on drawn snapshots, for the tests of the engine.
#pragma once

#include <array>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/partners.h"
#include "engine/scratch.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {

inline constexpr auto kToday = "2021-06-01";

// Us, a twin, a supplier abroad that looks for us, and a stranger with a label.
inline constexpr auto kTown = R"(
  C24 -0.3-> C28
  us: country=DE sector=C28 target=ES
  twin: country=DE sector=C28
  supplier: country=ES sector=C24 target=DE
  stranger: country=FR sector=A01
  label gold: rank=3
  stranger: label=gold
  us --P1(2018-01-01)-- twin friend
  friend --P2(2020-01-01)-- stranger
)";

inline PartnerQuery Ask(const Snapshot& snapshot, std::string_view organisation,
                        std::string_view preset = "balanced") {
  PartnerQuery query;
  query.organisation = OrganisationOf(snapshot, organisation);
  query.as_of = ParseDate(kToday).value();
  query.preset = FindPreset(preset).value();
  return query;
}

inline PartnerAnswer Answer(const Snapshot& snapshot, const PartnerQuery& query) {
  EngineScratch scratch;
  return FindPartners(snapshot, query, scratch).value();
}

// Keys of the suggested organisations, in the list's order.
inline std::vector<std::string> Keys(const Snapshot& snapshot, const PartnerAnswer& answer) {
  std::vector<std::string> keys;
  for (const Suggestion& suggestion : answer.suggestions) {
    keys.emplace_back(snapshot.profiles[suggestion.organisation].key);
  }
  return keys;
}

// A network with all kinds of ties, drawn at random.
inline std::string RandomDrawing(uint32_t seed) {
  std::mt19937 random(seed);
  const auto pick = [&random](uint32_t n) { return random() % n; };
  const std::array countries = {"DE", "FR", "ES", "PL"};
  const std::array sectors = {"C28", "C28.1", "C24", "A01", "J62"};
  std::string text = "C24 -0.2-> C28\nA01 -0.1-> C24\nlabel gold: rank=3\n";
  text += "stage wind/blades = 1 of wind\nstage wind/towers = 2 of wind\n";
  for (int i = 0; i < 30; ++i) {
    text += "o" + std::to_string(i) + ": country=" + countries[pick(4)] +
            " sector=" + sectors[pick(5)] + "*0." + std::to_string(1 + pick(9)) +
            " target=" + countries[pick(4)];
    if (pick(2) == 0) text += std::string(" stage=wind/") + (pick(2) == 0 ? "blades" : "towers");
    if (pick(4) == 0) text += " label=gold";
    text += "\n";
    for (const char* side : {"offers", "needs"}) {
      if (pick(2) == 0) continue;
      text += "o" + std::to_string(i) + " " + side + " " + side + std::to_string(i) +
              ": title=\"Tests of " + countries[pick(4)] + "\" sector=" + sectors[pick(5)] +
              (pick(2) == 0 ? " type=supply" : "") + " deadline=20" + std::to_string(20 + pick(3)) +
              "-12-31\n";
    }
  }
  for (int p = 0; p < 25; ++p) {
    text += "o" + std::to_string(pick(30)) + "* --P" + std::to_string(p) + "(20" +
            std::to_string(10 + pick(10)) + "-01-01)--";
    for (uint32_t n = 0; n < 1 + pick(4); ++n) text += " o" + std::to_string(pick(30));
    text += "\n";
  }
  return text;
}

}  // namespace kontor
