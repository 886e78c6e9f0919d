// Who exists in the demo network and who works with whom, before anything is put into words. Small
// records in memory (about 100 bytes an organisation), so that a million organisations can be
// planned; the texts are made afterwards, one organisation at a time.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "data/demo/world.h"
#include "data/import.h"

namespace kontor::demo {

inline constexpr int kFirstYear = 2010;  // of partnerships
inline constexpr int kLastYear = 2025;

// A handful of countries, without an allocation.
struct CountryList {
  static constexpr size_t kCapacity = 6;
  std::array<CountryIndex, kCapacity> items = {};
  uint8_t size = 0;

  [[nodiscard]] std::span<const CountryIndex> View() const { return {items.data(), size}; }
  [[nodiscard]] bool Has(CountryIndex country) const;
  void Add(CountryIndex country);  // no-op when it is there or the list is full
};

enum class Standing : uint8_t { kNewcomer, kRegular, kHub };

struct PlannedOrganisation {
  PlaceIndex place = 0;
  ThemeIndex theme = 0;
  ThemeIndex second_theme = 0;  // the same as `theme` for most
  CountryIndex country = 0;
  Standing standing = Standing::kRegular;
  int16_t founded = 2000;
  uint16_t capacity = 0;  // partnerships it has time for
  uint16_t joined = 0;    // partnerships it is in
  int16_t last_year = 0;  // of its newest partnership; 0: none
  CountryList targets;
  CountryList active;  // countries of partners
};

enum class PartnershipKind : uint8_t { kProject, kAgreement, kEvent };

struct PlannedPartnership {
  PartnershipKind kind = PartnershipKind::kProject;
  uint8_t call = 0;  // of a project: position in World::calls
  ThemeIndex theme = 0;
  ThemeIndex second_theme = 0;
  Date start;
  uint64_t first_member = 0;  // the members are [first_member, first_member + members) of
  uint32_t members = 0;       // Plan::members, the coordinator first
};

struct Plan {
  std::vector<PlannedOrganisation> organisations;
  std::vector<PlannedPartnership> partnerships;  // by start
  std::vector<uint32_t> members;

  [[nodiscard]] std::span<const uint32_t> Members(const PlannedPartnership& partnership) const {
    return std::span(members).subspan(partnership.first_member, partnership.members);
  }
};

// Deterministic; O(organisations + participations).
Plan MakePlan(const World& world, const DemoOptions& options);

// The first step of MakePlan: the organisations, without partnerships.
std::vector<PlannedOrganisation> PlanOrganisations(const World& world, const DemoOptions& options);

// The second step: adds the partnerships to a plan that has its organisations.
void PlanPartnerships(const World& world, uint64_t seed, Plan& plan);

}  // namespace kontor::demo
