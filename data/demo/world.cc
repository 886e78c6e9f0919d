#include "data/demo/world.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

#include "base/embedded.h"
#include "base/text.h"
#include "data/embedded_table.h"
#include "data/taxonomies.h"

namespace kontor {
// The files of data/demo/.
std::span<const EmbeddedFile> DemoFiles();
}  // namespace kontor

namespace kontor::demo {
namespace {

using Row = EmbeddedTable::Row;

int Int(Row row, std::string_view column, int otherwise = 0) {
  const std::string_view text = row[column];
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<std::string> Strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

// Where the NUTS regions and stages are looked up while loading.
struct Region {
  std::string country;
  std::string names;  // folded, with a space at both ends
  std::string location;
};

class Loader {
 public:
  Result<World> Load();

 private:
  using Reader = std::function<void(Row)>;
  // Stops after the first failure; Load() reports it.
  void ForEach(Result<EmbeddedTable> table, const Reader& read);
  void Miss(std::string_view what, std::string_view name);

  void LoadTaxonomies();
  void LoadThemes();
  void LoadStages();
  void LoadCountries();
  void LoadPlaces();
  void LoadEligibility();
  void LoadWords();
  void LoadCalls();
  City MakeCity(std::string_view text, const std::string& region) const;
  ThemeIndex ThemeOf(std::string_view code);
  CountryIndex CountryOf(std::string_view code);  // adds it to the list if it is not there

  World world_;
  std::optional<Error> error_;
  std::map<std::string, Region, std::less<>> regions_;
  std::map<std::string, std::string, std::less<>> country_names_;
};

void Loader::ForEach(Result<EmbeddedTable> table, const Reader& read) {
  if (error_) return;
  if (!table) {
    error_ = table.error();
    return;
  }
  for (size_t i = 0; i < table->size(); ++i) read((*table)[i]);
}

void Loader::Miss(std::string_view what, std::string_view name) {
  if (error_) return;
  error_ = Error{ErrorCode::kInternal,
                 "data/demo: unknown " + std::string(what) + " '" + std::string(name) + "'"};
}

ThemeIndex Loader::ThemeOf(std::string_view code) {
  const auto found = std::ranges::find(world_.themes, code, &Theme::code);
  if (found == world_.themes.end()) {
    Miss("theme", code);
    return 0;
  }
  return static_cast<ThemeIndex>(found - world_.themes.begin());
}

CountryIndex Loader::CountryOf(std::string_view code) {
  const auto found = std::ranges::find(world_.countries, code, &Country::code);
  if (found != world_.countries.end()) {
    return static_cast<CountryIndex>(found - world_.countries.begin());
  }
  if (!country_names_.contains(code)) Miss("country", code);
  Country country;
  country.code = code;
  country.name_en = country_names_[std::string(code)];
  world_.countries.push_back(std::move(country));
  return static_cast<CountryIndex>(world_.countries.size() - 1);
}

void Loader::LoadTaxonomies() {
  ForEach(TaxonomyTable("countries.csv"),
          [this](Row row) { country_names_.emplace(row["code"], row["name_en"]); });
  ForEach(TaxonomyTable("nuts-2021.csv"), [this](Row row) {
    const std::string names = std::string(row["name"]) + " " + std::string(row["name_local"]);
    regions_[std::string(row["code"])] = {std::string(row["country"]), " " + Fold(names) + " ",
                                          std::string(row["lat"]) + "," + std::string(row["lon"])};
  });
  ForEach(TaxonomyTable("nace-rev2.csv"),
          [this](Row row) { world_.sector_names.emplace(row["code"], row["label_en"]); });
  ForEach(TaxonomyTable("technologies.csv"),
          [this](Row row) { world_.technology_names.emplace(row["code"], row["name_en"]); });
}

void Loader::LoadThemes() {
  ForEach(FindTable(DemoFiles(), "themes.csv"), [this](Row row) {
    Theme theme;
    theme.code = row["code"];
    theme.ecosystem = row["ecosystem"];
    theme.second_ecosystem = row["second_ecosystem"];
    theme.anywhere = row["anywhere"] == "1";
    theme.sectors = Strings(row.List("nace"));
    theme.technologies = Strings(row.List("technologies"));
    world_.themes.push_back(std::move(theme));
  });
  ForEach(FindTable(DemoFiles(), "themes.csv"), [this](Row row) {
    Theme& theme = world_.themes[ThemeOf(row["code"])];
    for (const auto related : row.List("related")) theme.related.push_back(ThemeOf(related));
  });
  auto names = FindTable(DemoFiles(), "theme_names.csv");
  const std::vector<std::string> languages =
      names ? std::vector<std::string>(names->columns().begin() + 1, names->columns().end())
            : std::vector<std::string>();
  ForEach(std::move(names), [&](Row row) {
    Theme& theme = world_.themes[ThemeOf(row["code"])];
    for (const std::string& language : languages) theme.names.emplace(language, row[language]);
  });
  ForEach(FindTable(DemoFiles(), "brands.csv"), [this](Row row) {
    Theme& theme = world_.themes[ThemeOf(row["theme"])];
    theme.brand_stems = Strings(row.List("stems"));
    theme.brand_endings = Strings(row.List("endings"));
  });
}

// A theme is at the stages of its chains in which one of its NACE divisions works.
void Loader::LoadStages() {
  ForEach(FindTable(DemoFiles(), "themes.csv"), [this](Row row) {
    Theme& theme = world_.themes[ThemeOf(row["code"])];
    const auto chains = row.List("chains");
    ForEach(TaxonomyTable("value-chain-stages.csv"), [&](Row stage) {
      if (std::ranges::find(chains, stage["chain"]) == chains.end()) return;
      const auto divisions = stage.List("nace");
      const bool at_work = std::ranges::any_of(theme.sectors, [&](const std::string& sector) {
        return std::ranges::find(divisions, std::string_view(sector).substr(0, 3)) !=
               divisions.end();
      });
      if (at_work) theme.stages.emplace_back(stage["code"]);
    });
  });
}

void Loader::LoadCountries() {
  ForEach(FindTable(DemoFiles(), "countries.csv"), [this](Row row) {
    Country& country = world_.countries[CountryOf(row["code"])];
    country.english_percent = static_cast<uint32_t>(Int(row, "english_percent", 100));
    country.legal_forms = Strings(row.List("legal_forms"));
  });
  world_.home_countries = world_.countries.size();
  ForEach(FindTable(DemoFiles(), "countries.csv"), [this](Row row) {
    std::vector<CountryIndex> neighbours;
    for (const auto code : row.List("neighbours")) neighbours.push_back(CountryOf(code));
    world_.countries[CountryOf(row["code"])].neighbours = std::move(neighbours);
  });
  for (const std::string_view code : {"US", "CN", "JP", "KR", "SG", "IN", "BR", "CA", "AE", "ZA",
                                      "MX", "IL", "AU", "CL", "MA", "VN", "TN", "UA"}) {
    CountryOf(code);
  }
  ForEach(TaxonomyTable("labels.csv"), [this](Row row) {
    if (!row["country"].empty()) {
      world_.countries[CountryOf(row["country"])].labels.emplace_back(row["code"]);
    }
  });
}

// "Wien=Vienna": the name in the country and the English one.
City Loader::MakeCity(std::string_view text, const std::string& region) const {
  City city;
  const size_t sign = text.find('=');
  city.name = text.substr(0, sign);
  city.name_en = sign == std::string_view::npos ? city.name : text.substr(sign + 1);
  city.region = region;
  const std::string wanted = " " + Fold(city.name) + " ";
  for (auto at = regions_.lower_bound(region);
       at != regions_.end() && at->first.starts_with(region); ++at) {
    if (at->first.size() == 5 && at->second.names.contains(wanted)) {
      city.region = at->first;
      break;
    }
  }
  city.location = regions_.find(city.region)->second.location;
  return city;
}

void Loader::LoadPlaces() {
  std::map<std::string, std::string, std::less<>> languages;
  ForEach(FindTable(DemoFiles(), "countries.csv"),
          [&](Row row) { languages.emplace(row["code"], row["language"]); });
  ForEach(FindTable(DemoFiles(), "places.csv"), [&](Row row) {
    const auto region = regions_.find(row["region"]);
    if (region == regions_.end()) return Miss("region", row["region"]);
    Place place;
    place.region = row["region"];
    place.name = row["name"];
    place.name_en = row["name_en"].empty() ? row["name"] : row["name_en"];
    place.country = CountryOf(region->second.country);
    place.language =
        row["language"].empty() ? languages[region->second.country] : std::string(row["language"]);
    place.weight = static_cast<uint32_t>(Int(row, "weight", 1));
    for (const auto city : row.List("cities")) place.cities.push_back(MakeCity(city, place.region));
    for (const auto theme : row.List("themes")) place.themes.push_back(ThemeOf(theme));
    world_.places.push_back(std::move(place));
  });
  world_.places_of_theme.resize(world_.themes.size());
  for (size_t i = 0; i < world_.places.size(); ++i) {
    for (const ThemeIndex theme : world_.places[i].themes) {
      world_.places_of_theme[theme].push_back(static_cast<PlaceIndex>(i));
    }
  }
}

void Loader::LoadEligibility() {
  ForEach(TaxonomyTable("programme-status.csv"), [this](Row row) {
    const auto country = std::ranges::find(world_.countries, row["country"], &Country::code);
    if (country == world_.countries.end() || row["status"] == "third") return;
    const auto index = static_cast<CountryIndex>(country - world_.countries.begin());
    world_.eligibility[{std::string(row["programme"]), index}].push_back(
        {Int(row, "from_year", 0), Int(row, "to_year", 9999)});
  });
}

void Loader::LoadWords() {
  ForEach(FindTable(DemoFiles(), "names.csv"), [this](Row row) {
    world_.names[std::string(row["language"])].push_back(
        {static_cast<uint32_t>(Int(row, "weight", 1)), std::string(row["pattern"])});
  });
  ForEach(FindTable(DemoFiles(), "descriptions.csv"), [this](Row row) {
    world_.descriptions[std::string(row["language"]) + "/" + std::string(row["part"])].emplace_back(
        row["pattern"]);
  });
  ForEach(FindTable(DemoFiles(), "titles.csv"), [this](Row row) {
    world_.titles[std::string(row["kind"])].emplace_back(row["pattern"]);
  });
  ForEach(FindTable(DemoFiles(), "acronyms.csv"), [this](Row row) {
    world_.acronym_parts[row["position"] == "first" ? 0 : 1].emplace_back(row["part"]);
  });
  ForEach(FindTable(DemoFiles(), "postings.csv"), [this](Row row) {
    world_.postings.push_back({row["kind"] == "need", std::string(row["type"]),
                               std::string(row["title"]), std::string(row["text"])});
  });
}

void Loader::LoadCalls() {
  ForEach(FindTable(DemoFiles(), "calls.csv"), [this](Row row) {
    Call call;
    call.code = row["code"];
    call.programme = row["programme"];
    call.from_year = Int(row, "from_year");
    call.to_year = Int(row, "to_year");
    call.name = row["name"];
    call.type = row["type"];
    call.scheme = row["scheme"];
    call.min_partners = Int(row, "min_partners");
    call.max_partners = Int(row, "max_partners");
    call.min_eur = Int(row, "min_eur");
    call.max_eur = Int(row, "max_eur");
    call.min_months = Int(row, "min_months");
    call.max_months = Int(row, "max_months");
    world_.calls.push_back(std::move(call));
  });
}

Result<World> Loader::Load() {
  LoadTaxonomies();
  LoadThemes();
  LoadStages();
  LoadCountries();
  LoadPlaces();
  LoadEligibility();
  LoadWords();
  LoadCalls();
  if (error_) return std::unexpected(*error_);
  return std::move(world_);
}

}  // namespace

bool World::IsEligible(std::string_view programme, CountryIndex country, int year) const {
  const auto found = eligibility.find(std::pair(std::string(programme), country));
  if (found == eligibility.end()) return false;
  return std::ranges::any_of(found->second, [year](const Period& period) {
    return period.from <= year && year <= period.to;
  });
}

Result<World> LoadWorld() { return Loader().Load(); }

}  // namespace kontor::demo
