#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/output_file.h"
#include "app/question.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "data/import.h"

namespace kontor {
namespace {

struct ExportWords {
  std::string database;
  std::string out;
};

Status ExportTo(const ReadView& view, const std::function<Status(std::string_view)>& write) {
  Status written;
  const Status exported = ExportNdjson(view, [&](std::string_view text) {
    written = write(text);
    return written.has_value();
  });
  return written ? exported : written;
}

Status ExportToFile(const ReadView& view, const std::string& path) {
  Result<OutputFile> file = OutputFile::Create(path);
  if (!file) {
    return std::unexpected(file.error());
  }
  const Status exported =
      ExportTo(view, [&file](std::string_view text) { return file->Write(text); });
  return exported ? file->Commit() : exported;
}

Status RunExport(const ExportWords& words, Console& console) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(words.database);
  if (!store) {
    return std::unexpected(store.error());
  }
  const Result<std::unique_ptr<ReadView>> view = (*store)->View();
  if (!view) {
    return std::unexpected(view.error());
  }
  if (words.out.empty() || words.out == "-") {
    return ExportTo(**view, [&console](std::string_view text) { return console.Answer(text); });
  }
  return ExportToFile(**view, words.out);
}

}  // namespace

void AddExportVerb(CLI::App& root, Action& action) {
  CLI::App* verb = root.add_subcommand("export", "Write everything that the database holds");
  verb->require_subcommand(1);
  verb->footer(
      "Example:\n"
      "  kontor export ndjson --db kontor.db --out everything.ndjson");

  auto words = std::make_shared<ExportWords>();
  CLI::App* kind = verb->add_subcommand("ndjson", "One JSON object a line (docs/ndjson.md)");
  AddDatabaseOption(*kind, words->database);
  kind->add_option("--out", words->out,
                   "File to write, replaced when all is written (default: standard output)")
      ->type_name("FILE");
  kind->footer(
      "kontor import ndjson reads it back.\n"
      "Example:\n"
      "  kontor export ndjson --db kontor.db --out everything.ndjson");
  kind->callback([words, &action] {
    action = [words](Console& console) { return RunExport(*words, console); };
  });
}

}  // namespace kontor
