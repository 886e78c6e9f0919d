// Reasons as sentences, in any language that there is a file of templates for.
#pragma once

#include <string>
#include <vector>

#include "engine/language.h"
#include "engine/partners.h"

namespace kontor {

// The sentences of a suggestion, strongest first, at most `limit`: why we would want them.
std::vector<std::string> Reasons(const Snapshot& snapshot, const Suggestion& suggestion,
                                 size_t limit, const Language& language = English());
// The same for the other side: why they would want us, told to us as well.
std::vector<std::string> ReverseReasons(const Snapshot& snapshot, const Suggestion& suggestion,
                                        size_t limit, const Language& language = English());

// One fact of `contributions` as a sentence; with Side::kTheirs one of `reverse_contributions`.
std::string Sentence(const Snapshot& snapshot, const Fact& fact,
                     const Language& language = English(), Side side = Side::kOurs);

}  // namespace kontor
