#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "api/render.h"
#include "app/question.h"
#include "app/verbs.h"

namespace kontor {
namespace {

struct SearchWords {
  std::string database;
  std::string text;
  int64_t top = static_cast<int64_t>(Limits::default_top);
  std::string format = "table";
};

Status CheckWords(const SearchWords& words) {
  if (words.top < 1 || words.top > static_cast<int64_t>(Limits::max_top)) {
    return Fail(ErrorCode::kInvalidArgument,
                "--top must be from 1 to " + std::to_string(Limits::max_top));
  }
  if (words.text.size() > Limits::max_query_bytes) {
    return Fail(ErrorCode::kInvalidArgument, "a text to search for may have at most " +
                                                 std::to_string(Limits::max_query_bytes) +
                                                 " bytes");
  }
  return {};
}

Status RunSearch(const SearchWords& words, Console& console) {
  if (Status status = CheckWords(words); !status) {
    return status;
  }
  const Result<Format> format = ParseFormat(words.format);
  if (!format) {
    return std::unexpected(format.error());
  }
  const Result<SnapshotPointer> snapshot = LoadForQuestion(words.database, Date{});
  if (!snapshot) {
    return std::unexpected(snapshot.error());
  }
  const std::vector<NodeIndex> found =
      (*snapshot)->names.Search(words.text, static_cast<size_t>(words.top));
  if (found.empty()) {
    console.Say("no name or identifier matches " + words.text);
  }
  return console.Answer(RenderOrganisations(**snapshot, found, *format));
}

}  // namespace

void AddSearchVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<SearchWords>();
  CLI::App* verb = root.add_subcommand("search", "Find organisations by name or identifier");
  verb->add_option("text", words->text, "Words of the name, the last one may be cut short")
      ->required()
      ->type_name("TEXT");
  AddDatabaseOption(*verb, words->database);
  verb->add_option("--top", words->top, "How many (default 20)")->type_name("N");
  verb->add_option("--format", words->format, "table (default), json, ndjson or csv")
      ->type_name("F");
  verb->footer(
      "Example:\n"
      "  kontor search \"fraunhofer ges\" --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunSearch(*words, console); };
  });
}

}  // namespace kontor
