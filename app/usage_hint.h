// Turns what the parser complains about into a sentence that helps.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}  // namespace CLI

namespace kontor {

// "kontor import demo"
std::string FullName(const CLI::App& verb);

// `verb` is the one that was being parsed. Names the nearest verb or option when a word is unknown,
// and always the help to read.
std::string UsageHint(const CLI::App& verb, std::string_view complaint);

}  // namespace kontor
