#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <string>

#include "api/render.h"
#include "app/clock.h"
#include "app/question.h"
#include "app/verbs.h"
#include "engine/explanation.h"
#include "engine/scratch.h"

namespace kontor {
namespace {

struct ExplainWords {
  QuestionWords question;
  std::string organisation;
  std::string candidate;
};

// The formats of one explanation: a page of text or JSON.
constexpr std::array kExplanationFormats = {Format::kTable, Format::kJson};

Status ExplainOn(const Snapshot& snapshot, Question& question, const ExplainWords& words,
                 Format format, Console& console) {
  PartnerQuery& query = question.query;
  const Result<NodeIndex> organisation = ResolveOrganisation(snapshot, words.organisation);
  if (!organisation) {
    return std::unexpected(organisation.error());
  }
  const Result<NodeIndex> candidate = ResolveOrganisation(snapshot, words.candidate);
  if (!candidate) {
    return std::unexpected(candidate.error());
  }
  if (*organisation == *candidate) {
    return Fail(ErrorCode::kInvalidArgument,
                words.organisation + " and " + words.candidate + " are the same organisation");
  }
  query.organisation = *organisation;
  EngineScratch scratch;
  const Result<Explanation> explanation = Explain(snapshot, query, *candidate, scratch);
  if (!explanation) {
    return std::unexpected(explanation.error());
  }
  PartnerAnswer answer;
  answer.generation = snapshot.generation;
  answer.model = ModelName(query.preset);
  answer.as_of = query.as_of;
  answer.organisation = *organisation;
  return console.Answer(
      RenderExplanation(snapshot, answer, *explanation, format, *question.language));
}

Status RunExplain(const ExplainWords& words, Console& console) {
  const Result<Format> format = ParseFormat(words.question.format, kExplanationFormats);
  if (!format) {
    return std::unexpected(format.error());
  }
  Result<Question> question = ReadQuestion(words.question, Today());
  if (!question) {
    return std::unexpected(question.error());
  }
  const Result<SnapshotPointer> snapshot =
      LoadForQuestion(words.question.database, question->as_of);
  if (!snapshot) {
    return std::unexpected(snapshot.error());
  }
  if (Status status = Complete(**snapshot, *question); !status) {
    return status;
  }
  return ExplainOn(**snapshot, *question, words, *format, console);
}

}  // namespace

void AddExplainVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<ExplainWords>();
  CLI::App* verb = root.add_subcommand("explain", "Say why one organisation suits another");
  verb->add_option("a", words->organisation, "Who looks for a partner")->required()->type_name("A");
  verb->add_option("b", words->candidate, "The partner in question")->required()->type_name("B");
  AddDatabaseOption(*verb, words->question.database);
  AddModelOptions(*verb, words->question);
  verb->add_option("--format", words->question.format, "table (default) or json")->type_name("F");
  verb->footer(
      "The numbers are those of kontor partners A, whatever place B has there.\n"
      "Example:\n"
      "  kontor explain pic:999905974 pic:999984059 --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunExplain(*words, console); };
  });
}

}  // namespace kontor
