// In which spellings do users write a code? "28.1", "c28.1" and "C281" for C28.1, "gold" for
// ecei-gold.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace kontor {

// What a code may be written as, folded (base/text.h), the plainest first. `category` is the scheme
// of a label ("ecei"), which may be left out in front of its code.
std::vector<std::string> SpellingsOf(NodeType type, std::string_view code,
                                     std::span<const std::string> alternatives,
                                     std::string_view category);

// What to look for among those spellings when a user wrote `text`, the plainest first.
std::vector<std::string> SpellingsToTry(NodeType type, std::string_view text);

uint64_t HashSpelling(NodeType type, std::string_view spelling);

}  // namespace kontor
