#include "app/usage_hint.h"

#include <CLI/CLI.hpp>
#include <vector>

#include "base/text.h"

namespace kontor {
namespace {

constexpr size_t kMaxDistance = 3;

// The word of `known` that is nearest to `word`, or "" when none is near.
std::string NearestWord(const std::string& word, const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  return std::string(NearestOf(word, views, std::min(kMaxDistance, word.size() / 2)));
}

std::vector<std::string> VerbNames(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const CLI::App* child : verb.get_subcommands({})) {
    names.push_back(child->get_name());
  }
  return names;
}

std::vector<std::string> OptionNames(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

std::string DescribeUnknown(const CLI::App& verb, const std::string& word) {
  const bool is_option = word.starts_with("-");
  const std::vector<std::string> known = is_option ? OptionNames(verb) : VerbNames(verb);
  std::string text;
  if (is_option) {
    text = "there is no option " + word.substr(0, word.find('='));
    if (verb.get_name() == "search" && !word.starts_with("--")) {
      return text + "; to leave something out, quote the query: 'wind " + word + "'";
    }
  } else if (known.empty()) {
    text = "one argument too many: " + word;
  } else {
    text = "there is no verb " + word;
  }
  const std::string nearest = NearestWord(word.substr(0, word.find('=')), known);
  return nearest.empty() ? text : text + " (did you mean " + nearest + "?)";
}

}  // namespace

std::string FullName(const CLI::App& verb) {
  const CLI::App* parent = verb.get_parent();
  return (parent == nullptr ? "" : FullName(*parent) + " ") + verb.get_name();
}

std::string UsageHint(const CLI::App& verb, std::string_view complaint) {
  const std::vector<std::string> unknown = verb.remaining();
  const std::string text =
      unknown.empty() ? std::string(complaint) : DescribeUnknown(verb, unknown.front());
  return text + "; see " + FullName(verb) + " --help";
}

}  // namespace kontor
