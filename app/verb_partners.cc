#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "api/export.h"
#include "app/answer_output.h"
#include "app/batch.h"
#include "app/clock.h"
#include "app/question.h"
#include "app/verbs.h"
#include "engine/scratch.h"

namespace kontor {
namespace {

struct PartnersWords {
  QuestionWords question;
  std::string organisation;
  std::string batch_file;
  BatchOptions batch;
};

Status AnswerOne(const Snapshot& snapshot, Question& question, const std::string& organisation,
                 Format format, Console& console) {
  const Result<NodeIndex> node = ResolveOrganisation(snapshot, organisation);
  if (!node) {
    return std::unexpected(node.error());
  }
  question.query.organisation = *node;
  EngineScratch scratch;
  const Result<PartnerAnswer> answer = FindPartners(snapshot, question.query, scratch);
  if (!answer) {
    return std::unexpected(answer.error());
  }
  const ExportOptions options{.format = format,
                              .language = question.language,
                              .question = question.words.asked,
                              .with_mark = IsFile(question.words.out)};
  return WriteAnswer(question.words.out, console, [&](const Sink& sink) {
    return ExportPartners(snapshot, *answer, options, sink);
  });
}

Status CheckWords(const PartnersWords& words) {
  if (words.organisation.empty() == words.batch_file.empty()) {
    return Fail(
        ErrorCode::kInvalidArgument,
        "name one organisation, or a file of them with --batch; see kontor partners --help");
  }
  if (words.question.facets && !words.batch_file.empty()) {
    return Misused("--facets counts for one organisation: it cannot stand beside --batch");
  }
  if (!words.question.out.empty() && !words.batch_file.empty()) {
    return Misused("--out takes the answer for one organisation: it cannot stand beside --batch");
  }
  if (words.batch.threads < 1 || words.batch.threads > kMaxBatchThreads) {
    return Fail(ErrorCode::kInvalidArgument,
                "--threads must be from 1 to " + std::to_string(kMaxBatchThreads));
  }
  return {};
}

Status RunPartners(const PartnersWords& words, Console& console) {
  if (Status status = CheckWords(words); !status) {
    return status;
  }
  const Result<Format> format = ParseFormat(words.question.format, kListFormats);
  if (!format) {
    return std::unexpected(format.error());
  }
  if (Status status = CheckOutput(*format, words.question.out); !status) {
    return status;
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
  if (!words.batch_file.empty()) {
    return AnswerBatch(**snapshot, question->query, words.batch_file, words.batch, console);
  }
  return AnswerOne(**snapshot, *question, words.organisation, *format, console);
}

constexpr const char* kPartnersExamples =
    R"(ORG is an identifier or a name; when several carry the name, they are listed.
Codes of one option are alternatives, options add up: --country DE,FR --label gold.
--batch answers one ORG per line as NDJSON, in the order of the lines. A line that cannot
be answered gives a line with "error"; only if no line can, the exit code is 1.
Examples:
  kontor partners pic:999905974 --db kontor.db
  kontor partners "Maschinenbau-Cluster" --country FR,IT --sector C28 --top 10
  kontor partners pic:999905974 --preset newcomers --exclude-known --format json
  kontor partners pic:999905974 --format xlsx --out partners.xlsx
  kontor partners --batch organisations.txt --threads 4 > partners.ndjson)";

}  // namespace

void AddPartnersVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<PartnersWords>();
  CLI::App* verb =
      root.add_subcommand("partners", "Suggest partners for an organisation, with reasons");
  verb->add_option("organisation", words->organisation, "Whose partners")->type_name("ORG");
  AddDatabaseOption(*verb, words->question.database);
  AddModelOptions(*verb, words->question);
  AddListOptions(*verb, words->question);
  verb->add_flag("--facets", words->question.facets,
                 "Count those that match by country, sector, …");
  verb->add_option("--format", words->question.format,
                   "table (default), json, ndjson, csv, xlsx, jsonld, graphml or gexf")
      ->type_name("F");
  AddOutOption(*verb, words->question.out);
  verb->add_option("--batch", words->batch_file, "File with one ORG per line; - is standard input")
      ->type_name("FILE");
  verb->add_option("--threads", words->batch.threads, "For --batch (default 1)")->type_name("N");
  verb->footer(kPartnersExamples);
  verb->callback([words, verb, &action] {
    words->question.asked = AskedWith(*verb);
    action = [words](Console& console) { return RunPartners(*words, console); };
  });
}

}  // namespace kontor
