#include <algorithm>

#include "data/demo/plan.h"

namespace kontor::demo {
namespace {

constexpr uint64_t kOrganisationStream = 1;

// Of every 40 organisations, one is a hub and nine are newcomers. By position and not by chance, so
// that small networks have both.
Standing StandingOf(size_t number) {
  switch (number % 40) {
    case 4:
      return Standing::kHub;
    case 2:
    case 7:
    case 11:
    case 16:
    case 20:
    case 25:
    case 29:
    case 33:
    case 38:
      return Standing::kNewcomer;
    default:
      return Standing::kRegular;
  }
}

int FoundingYear(Standing standing, Random& random) {
  switch (standing) {
    case Standing::kNewcomer:
      return random.Between(2021, 2025);
    case Standing::kHub:
      return random.Between(1994, 2008);
    case Standing::kRegular:
      break;
  }
  return random.Between(1996, 2019);
}

uint16_t Capacity(Standing standing, Random& random) {
  switch (standing) {
    case Standing::kNewcomer:
      return static_cast<uint16_t>(random.Below(3));
    case Standing::kHub:
      return static_cast<uint16_t>(random.Between(26, 60));
    case Standing::kRegular:
      break;
  }
  int capacity = 3;
  while (capacity < 20 && random.Chance(78)) ++capacity;
  return static_cast<uint16_t>(capacity);
}

// Most follow their region's strengths, the strongest first; some are about what goes with them,
// and a few about something else, but there are no shipyards in the Alps.
ThemeIndex ThemeAt(const World& world, const Place& place, Random& random) {
  size_t rank = 0;
  while (rank + 1 < place.themes.size() && random.Chance(50)) ++rank;
  const ThemeIndex strength = place.themes[rank];
  const uint32_t way = random.Below(100);
  if (way < 80) return strength;
  const ThemeIndex other =
      way < 90 ? random.Pick(world.themes[strength].related)
               : static_cast<ThemeIndex>(random.Below(static_cast<uint32_t>(world.themes.size())));
  return world.themes[other].anywhere ? other : strength;
}

// Markets and partners: neighbours, countries that are strong in the same or a related theme, and
// overseas.
CountryIndex TargetOf(const World& world, const PlannedOrganisation& planned, Random& random) {
  const Country& home = world.countries[planned.country];
  const uint32_t kind = random.Below(100);
  if (kind < 35 && !home.neighbours.empty()) return random.Pick(home.neighbours);
  if (kind < 75) {
    const Theme& theme = world.themes[planned.theme];
    const bool same = theme.related.empty() || random.Chance(60);
    const ThemeIndex wanted = same ? planned.theme : random.Pick(theme.related);
    const auto& places = world.places_of_theme[wanted];
    if (!places.empty()) return world.places[random.Pick(places)].country;
  }
  const auto overseas = static_cast<uint32_t>(world.countries.size() - world.home_countries);
  return static_cast<CountryIndex>(world.home_countries + random.Below(overseas));
}

PlannedOrganisation PlanOrganisation(const World& world, const WeightedChoice& places,
                                     size_t number, Random random) {
  PlannedOrganisation planned;
  planned.place = static_cast<PlaceIndex>(places.Draw(random));
  const Place& place = world.places[planned.place];
  planned.country = place.country;
  planned.theme = ThemeAt(world, place, random);
  planned.second_theme = planned.theme;
  const Theme& theme = world.themes[planned.theme];
  if (random.Chance(22)) planned.second_theme = random.Pick(theme.related);
  planned.standing = StandingOf(number);
  planned.founded = static_cast<int16_t>(FoundingYear(planned.standing, random));
  planned.capacity = Capacity(planned.standing, random);
  const int wanted =
      planned.standing == Standing::kNewcomer ? random.Between(1, 3) : random.Between(2, 6);
  for (int i = 0; planned.targets.size == 0 || (i < 2 * wanted && planned.targets.size < wanted);
       ++i) {
    const CountryIndex target = TargetOf(world, planned, random);
    if (target != planned.country) planned.targets.Add(target);
  }
  return planned;
}

}  // namespace

bool CountryList::Has(CountryIndex country) const {
  return std::ranges::find(View(), country) != View().end();
}

void CountryList::Add(CountryIndex country) {
  if (size < kCapacity && !Has(country)) items[size++] = country;
}

std::vector<PlannedOrganisation> PlanOrganisations(const World& world, const DemoOptions& options) {
  std::vector<uint32_t> weights;
  for (const Place& place : world.places) weights.push_back(place.weight);
  const WeightedChoice places(weights);
  std::vector<PlannedOrganisation> organisations;
  organisations.reserve(options.organisations);
  for (size_t i = 0; i < options.organisations; ++i) {
    organisations.push_back(
        PlanOrganisation(world, places, i, Random(options.seed, kOrganisationStream, i)));
  }
  return organisations;
}

Plan MakePlan(const World& world, const DemoOptions& options) {
  Plan plan;
  plan.organisations = PlanOrganisations(world, options);
  PlanPartnerships(world, options.seed, plan);
  return plan;
}

}  // namespace kontor::demo
