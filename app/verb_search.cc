#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/render_search.h"
#include "app/clock.h"
#include "app/number_options.h"
#include "app/question.h"
#include "app/verbs.h"
#include "engine/scratch.h"
#include "engine/search.h"

namespace kontor {
namespace {

struct SearchWords {
  std::string database;
  std::vector<std::string> texts;
  FilterWords filters;
  int64_t top = static_cast<int64_t>(Limits::default_top);
  bool literal = false;
  std::string format = "table";
};

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : " ") + text;
  return joined;
}

Status RunSearch(const SearchWords& words, Console& console) {
  SearchQuery query;
  query.text = Joined(words.texts);
  query.as_of = Today();
  query.top = static_cast<size_t>(words.top);
  query.literal = words.literal;
  if (Status top = CheckNumber("--top", words.top, 1, static_cast<int64_t>(Limits::max_top));
      !top) {
    return top;
  }
  const Result<Format> format = ParseFormat(words.format);
  if (!format) {
    return std::unexpected(format.error());
  }
  const Result<Searchable> data = LoadForSearch(words.database);
  if (!data) {
    return std::unexpected(data.error());
  }
  Result<Filters> filters = ReadFilters(data->snapshot->concepts, words.filters);
  if (!filters) {
    return std::unexpected(filters.error());
  }
  query.filters = *std::move(filters);
  EngineScratch scratch;
  const Result<SearchAnswer> answer =
      SearchOrganisations(*data->snapshot, *data->texts, query, scratch.filters, scratch.search);
  if (!answer) {
    return std::unexpected(answer.error());
  }
  if (answer->hits.empty()) {
    console.Say("nothing matches " + query.text);
  }
  return console.Answer(RenderSearch(*data->snapshot, *data->texts, *answer, *format));
}

}  // namespace

void AddSearchVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<SearchWords>();
  CLI::App* verb = root.add_subcommand("search", "Find organisations by words, names and codes");
  verb->add_option("text", words->texts, "Words, \"phrases\", -exclusions, field:value")
      ->required()
      ->type_name("TEXT");
  AddDatabaseOption(*verb, words->database);
  verb->add_option("--top", words->top, "How many (default 20)")->type_name("N");
  verb->add_flag("--literal", words->literal, "Only the words as they are written");
  verb->add_option("--format", words->format, "table (default), json, ndjson or csv")
      ->type_name("F");
  AddFilterOptions(*verb, words->filters);
  verb->footer(
      "The last word may be cut short, names may be misspelt, sectors, countries and other codes\n"
      "may be called what they are called in any language.\n"
      "Examples:\n"
      "  kontor search \"fraunhofer ges\" --db kontor.db\n"
      "  kontor search 'maschinenbau country:DE -\"3d printing\"' --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunSearch(*words, console); };
  });
}

}  // namespace kontor
