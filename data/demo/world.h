// What the demo network is made of: real regions, sectors and value chains from the taxonomies, and
// the word lists in data/demo/*.csv.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace kontor::demo {

// Positions in the lists of World.
using ThemeIndex = uint8_t;
using PlaceIndex = uint16_t;
using CountryIndex = uint8_t;

// What a cluster can be about ("photonics"), with the codes that go with it.
struct Theme {
  std::string code;
  std::string ecosystem;
  std::string second_ecosystem;
  std::vector<std::string> sectors;  // NACE groups, the main one first
  std::vector<std::string> technologies;
  std::vector<std::string> stages;  // of its value chains, where its sectors are at work
  bool anywhere = true;             // also in regions that are not known for it
  std::vector<ThemeIndex> related;  // suppliers, customers and neighbours in the chain
  std::map<std::string, std::string, std::less<>> names;  // by language
  std::vector<std::string> brand_stems;
  std::vector<std::string> brand_endings;
};

struct City {
  std::string name;
  std::string name_en;
  std::string region;    // the NUTS 3 region of that name, else the place's region
  std::string location;  // label point of `region`
};

// A NUTS 2 region and what it is known for.
struct Place {
  std::string region;
  std::string name;
  std::string name_en;
  std::string language;
  CountryIndex country = 0;
  uint32_t weight = 1;  // how many clusters, relative to other places
  std::vector<City> cities;
  std::vector<ThemeIndex> themes;  // strongest first
};

// A country with places comes first in the list; the others are only targets.
struct Country {
  std::string code;
  std::string name_en;
  uint32_t english_percent = 100;  // of its organisations with an English name only
  std::vector<std::string> legal_forms;
  std::vector<CountryIndex> neighbours;
  std::vector<std::string> labels;  // national ones
};

struct NamePattern {
  uint32_t weight = 1;
  std::string text;
};

struct Call {
  std::string code;
  std::string programme;
  int from_year = 0;
  int to_year = 0;
  std::string name;
  std::string type;
  std::string scheme;
  int min_partners = 2;
  int max_partners = 2;
  int min_eur = 0;
  int max_eur = 0;
  int min_months = 12;
  int max_months = 36;
};

struct PostingPattern {
  bool is_need = false;
  std::string type;
  std::string title;
  std::string text;
};

// Immutable after LoadWorld; thread-safe.
struct World {
  std::vector<Theme> themes;
  std::vector<Place> places;
  std::vector<Country> countries;
  size_t home_countries = 0;  // countries with places
  std::vector<Call> calls;
  std::vector<PostingPattern> postings;
  std::map<std::string, std::vector<NamePattern>, std::less<>> names;         // by language
  std::map<std::string, std::vector<std::string>, std::less<>> descriptions;  // "en/intro"
  std::map<std::string, std::vector<std::string>, std::less<>> titles;        // by kind
  std::array<std::vector<std::string>, 2> acronym_parts;                      // first, last
  std::map<std::string, std::string, std::less<>> sector_names;               // in English
  std::map<std::string, std::string, std::less<>> technology_names;           // in English
  std::vector<std::vector<PlaceIndex>> places_of_theme;  // where a theme is strong

  // Whether organisations of that country can take part in the programme with funding in that year.
  [[nodiscard]] bool IsEligible(std::string_view programme, CountryIndex country, int year) const;

  struct Period {
    int from = 0;
    int to = 9999;
  };
  std::map<std::pair<std::string, CountryIndex>, std::vector<Period>, std::less<>> eligibility;
};

// Fails with kInternal when the tables do not fit together.
Result<World> LoadWorld();

}  // namespace kontor::demo
