#include "data/demo/names.h"

#include <algorithm>

#include "base/id.h"
#include "base/text.h"

namespace kontor::demo {
std::string UpperCase(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

std::string LowerCase(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::string CapitalFirst(std::string text) {
  if (!text.empty() && 'a' <= text[0] && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

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
                            const City& city, const Brand& brand, Random& random) const {
  const Place& place = world_.places[organisation.place];
  const auto& patterns = world_.names.find(language)->second;
  std::vector<uint32_t> weights;
  for (const NamePattern& pattern : patterns) {
    weights.push_back(pattern.text.contains("{brand}") == brand.used ? pattern.weight : 0);
  }
  const std::string& pattern = patterns[WeightedChoice(weights).Draw(random)].text;
  const bool english = language == "en";
  return Fill(pattern, {{"theme", world_.themes[organisation.theme].names.find(language)->second},
                        {"region", english ? place.name_en : place.name},
                        {"city", english ? city.name_en : city.name},
                        {"brand", brand.text}});
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
  const auto draw_brand = [&] {
    return random.Pick(theme.brand_stems) + random.Pick(theme.brand_endings);
  };
  Brand brand{draw_brand(), random.Chance(32)};
  constexpr int kPlainAttempts = 5;
  constexpr int kAttempts = 20;
  const auto make = [&](std::string_view language) {
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      if (attempt >= kPlainAttempts) brand = {draw_brand(), true};  // there are more names with one
      std::string drawn = Draw(organisation, language, city, brand, random);
      if (Claim(drawn)) return drawn;
    }
    std::string numbered = Draw(organisation, language, city, brand, random) + " " +
                           std::to_string(number);  // no other one has this number
    Claim(numbered);
    return numbered;
  };
  name.local = make(name.language);
  name.english = name.language == "en" ? name.local : make("en");
  if (brand.used && Claim(brand.text)) name.acronym = UpperCase(brand.text);
  return name;
}

}  // namespace kontor::demo
