// The official languages of the European Union.
#pragma once

#include <array>
#include <string_view>

namespace kontor {

// ISO 639-1, ascending.
inline constexpr auto kOfficialLanguages = std::to_array<std::string_view>(
    {"bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
     "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"});

}  // namespace kontor
