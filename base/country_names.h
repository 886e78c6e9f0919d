// What countries are called in the official languages of the European Union, by the data of ICU
// (Unicode CLDR). ICU stays in country_names.cc.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor {

// Pairs of a language (ISO 639-1, ascending) and a name, for a country's ISO 3166 code; without
// those that ICU lacks. Thread-safe.
std::vector<std::pair<std::string_view, std::string>> CountryNames(std::string_view code);

// The version of these data.
std::string_view CountryNamesVersion();

}  // namespace kontor
