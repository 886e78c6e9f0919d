#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "api/render_search_evaluation.h"
#include "app/clock.h"
#include "app/number_options.h"
#include "app/question.h"
#include "app/read_file.h"
#include "app/verbs.h"
#include "data/judged.h"
#include "engine/search_evaluation.h"

namespace kontor {
namespace {

constexpr size_t kMostJudgedBytes = 1 << 20;
constexpr int64_t kLargestStep = 1'000'000;

struct EvaluateSearchWords {
  std::string database;
  std::string queries;
  int64_t names = 0;  // every so many-th other name is asked for; 0: judged queries are
  std::string as_of;
  std::string format = "table";
};

Result<std::vector<JudgedSearch>> ReadSearches(const std::string& file) {
  if (file.empty()) return ReadJudgedSearches(JudgedFiles().front().content);
  const Result<std::string> table = ReadWholeFile(file, kMostJudgedBytes);
  if (!table) {
    return std::unexpected(table.error());
  }
  Result<std::vector<JudgedSearch>> searches = ReadJudgedSearches(*table);
  if (!searches) {
    return Within(file, searches.error());
  }
  return searches;
}

Status RunEvaluateSearch(const EvaluateSearchWords& words, Console& console) {
  if (Status names = CheckNumber("--names", words.names, 0, kLargestStep); !names) {
    return names;
  }
  if (words.format != "table" && words.format != "json") {
    return Misused("evaluations have the formats table and json");
  }
  const Result<Date> as_of = ReadDay("--as-of", words.as_of);
  if (!as_of) {
    return std::unexpected(as_of.error());
  }
  Result<std::vector<JudgedSearch>> searches = ReadSearches(words.queries);
  if (!searches) {
    return std::unexpected(searches.error());
  }
  const Result<Searchable> data = LoadForSearch(words.database);
  if (!data) {
    return std::unexpected(data.error());
  }
  if (words.names > 0) {
    *searches = ListOtherNames(*data->snapshot, static_cast<size_t>(words.names));
  }
  const Result<SearchEvaluation> evaluation =
      EvaluateSearches(*data->snapshot, *data->texts, *searches, as_of->known() ? *as_of : Today());
  if (!evaluation) {
    return std::unexpected(evaluation.error());
  }
  return console.Answer(
      RenderSearchEvaluation(data->snapshot->generation, *evaluation,
                             words.format == "json" ? Format::kJson : Format::kTable));
}

}  // namespace

void AddEvaluateSearchVerb(CLI::App& evaluate, Action& action) {
  auto words = std::make_shared<EvaluateSearchWords>();
  CLI::App* verb =
      evaluate.add_subcommand("search", "Measure how well judged queries are answered");
  AddDatabaseOption(*verb, words->database);
  const auto add = [&](const char* name, auto& value, const char* help, const char* type) {
    return verb->add_option(name, value, help)->type_name(type)->allow_extra_args(false);
  };
  CLI::Option* queries = add("--queries", words->queries,
                             "Your own, one a line: class, query and what is expected, with tabs "
                             "between (default: ours, on the demo network)",
                             "FILE");
  add("--names", words->names,
      "Instead, every N-th alias and acronym of the database is to find its organisation", "N")
      ->excludes(queries);
  add("--as-of", words->as_of, "The day that labels have to be valid on (default: today)", "DATE");
  add("--format", words->format, "table (default) or json", "F");
  verb->footer(
      "Examples:\n"
      "  kontor evaluate search --db demo.db\n"
      "  kontor evaluate search --queries mine.tsv --format json --db kontor.db\n"
      "  kontor evaluate search --names 100 --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunEvaluateSearch(*words, console); };
  });
}

}  // namespace kontor
