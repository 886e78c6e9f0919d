#include "data/demo/names.h"

#include <algorithm>

#include "base/id.h"
#include "base/text.h"

namespace kontor::demo {
namespace {

std::string UpperCase(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

}  // namespace

std::string Fill(std::string_view pattern, Words words) {
  std::string text;
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const size_t close = pattern.find('}', open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    const auto word = std::ranges::find(words, name, &Words::value_type::first);
    assert(word != words.end());
    if (word != words.end()) text += word->second;
    pattern.remove_prefix(close + 1);
  }
  return text;
}

bool NameMaker::Claim(std::string_view name) {
  return taken_.insert(NodeId::Of(NodeType::kOrganisation, Fold(name)).value()).second;
}

std::string NameMaker::Draw(const PlannedOrganisation& organisation, std::string_view language,
                            const City& city, std::string_view brand, Random& random) const {
  const Place& place = world_.places[organisation.place];
  const auto& patterns = world_.names.find(language)->second;
  std::vector<uint32_t> weights;
  for (const NamePattern& pattern : patterns) weights.push_back(pattern.weight);
  const std::string& pattern = patterns[WeightedChoice(weights).Draw(random)].text;
  const bool english = language == "en";
  return Fill(pattern, {{"theme", world_.themes[organisation.theme].names.find(language)->second},
                        {"region", english ? place.name_en : place.name},
                        {"city", english ? city.name_en : city.name},
                        {"brand", brand}});
}

OrganisationName NameMaker::Make(const PlannedOrganisation& organisation, size_t number,
                                 Random& random) {
  const Place& place = world_.places[organisation.place];
  const Theme& theme = world_.themes[organisation.theme];
  const bool english_only = random.Chance(world_.countries[organisation.country].english_percent);
  OrganisationName name;
  name.language = english_only ? "en" : place.language;
  name.city = random.Chance(60) ? 0 : random.Below(static_cast<uint32_t>(place.cities.size()));
  const City& city = place.cities[name.city];
  const std::string brand = random.Pick(theme.brand_stems) + random.Pick(theme.brand_endings);
  constexpr int kAttempts = 12;
  const auto make = [&](std::string_view language) {
    std::string drawn;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      drawn = Draw(organisation, language, city, brand, random);
      if (Claim(drawn)) return drawn;
    }
    drawn += " " + std::to_string(number);  // no other one has this number
    Claim(drawn);
    return drawn;
  };
  name.local = make(name.language);
  name.english = name.language == "en" ? name.local : make("en");
  const bool branded = name.local.starts_with(brand) || name.english.starts_with(brand);
  if (branded && Claim(brand)) name.acronym = UpperCase(brand);
  return name;
}

}  // namespace kontor::demo
