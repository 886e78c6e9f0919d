#include "base/country_names.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/uvernum.h>

#include "base/official_languages.h"

namespace kontor {

std::vector<std::pair<std::string_view, std::string>> CountryNames(std::string_view code) {
  const icu::Locale country("", std::string(code).c_str());
  std::vector<std::pair<std::string_view, std::string>> names;
  for (const std::string_view lang : kOfficialLanguages) {
    icu::UnicodeString display;
    country.getDisplayCountry(icu::Locale(std::string(lang).c_str()), display);
    std::string name;
    display.toUTF8String(name);
    if (!name.empty() && name != code) names.emplace_back(lang, std::move(name));
  }
  return names;
}

std::string_view CountryNamesVersion() { return U_ICU_VERSION; }

}  // namespace kontor
