#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/import_run.h"
#include "app/question.h"
#include "app/verbs.h"

namespace kontor {
namespace {

struct ImportWords {
  ImportRequest request;
  std::vector<std::string> inputs;
  std::string mapping;
  DemoOptions demo;
};

using Words = std::shared_ptr<ImportWords>;

CLI::App* AddKind(CLI::App& import, const char* name, const char* help, const Words& words) {
  CLI::App* kind = import.add_subcommand(name, help);
  AddDatabaseOption(*kind, words->request.database);
  kind->add_flag("--dry-run", words->request.dry_run, "Check everything, keep nothing");
  kind->add_option("--report", words->request.report_file,
                   "Write every bad row with file, line, column and reason as CSV; replaces an "
                   "earlier report, no other file")
      ->type_name("FILE");
  return kind;
}

void AddInputs(CLI::App& kind, const Words& words, const char* help, const char* type) {
  kind.add_option("inputs", words->inputs, help)->required()->type_name(type);
}

void AddCordis(CLI::App& import, Action& action) {
  auto words = std::make_shared<ImportWords>();
  CLI::App* kind = AddKind(import, "cordis", "Project tables as the EU publishes them", words);
  AddInputs(*kind, words, "Directories or ZIP files with project.csv and organization.csv",
            "DIR_OR_ZIP…");
  kind->footer(
      "Example:\n"
      "  kontor import cordis cordis-h2020projects-csv.zip fp7/ --db kontor.db\n");
  kind->callback([words, &action] {
    action = [words](Console& console) {
      std::vector<ImportStep> steps;
      for (const std::string& input : words->inputs) {
        steps.push_back({"cordis " + input, [input](Store& store, const ImportOptions& options) {
                           return ImportCordis(store, input, options);
                         }});
      }
      return RunImport(words->request, steps, console);
    };
  });
}

void AddCsv(CLI::App& import, Action& action) {
  auto words = std::make_shared<ImportWords>();
  CLI::App* kind = AddKind(import, "csv", "Any table, described by a mapping file", words);
  AddInputs(*kind, words, "Tables of the same layout", "FILE…");
  kind->add_option("--mapping", words->mapping, "Says what each column is (docs/mapping.md)")
      ->required()
      ->type_name("FILE");
  kind->footer(
      "Example:\n"
      "  kontor import csv ror.csv --mapping data/mappings/ror.toml --db kontor.db\n");
  kind->callback([words, &action] {
    action = [words](Console& console) {
      std::vector<ImportStep> steps;
      for (const std::string& input : words->inputs) {
        steps.push_back(
            {"csv " + input, [input, words](Store& store, const ImportOptions& options) {
               return ImportCsv(store, input, words->mapping, options);
             }});
      }
      return RunImport(words->request, steps, console);
    };
  });
}

void AddNdjson(CLI::App& import, Action& action) {
  auto words = std::make_shared<ImportWords>();
  CLI::App* kind = AddKind(import, "ndjson", "What kontor export ndjson writes", words);
  AddInputs(*kind, words, "Files; - reads standard input", "FILE…");
  kind->footer(
      "Example:\n"
      "  kontor export ndjson --db old.db | kontor import ndjson - --db new.db\n");
  kind->callback([words, &action] {
    action = [words](Console& console) {
      std::vector<ImportStep> steps;
      for (const std::string& input : words->inputs) {
        steps.push_back({"ndjson " + input, [input](Store& store, const ImportOptions& options) {
                           return ImportNdjson(store, input, options);
                         }});
      }
      return RunImport(words->request, steps, console);
    };
  });
}

void AddDemo(CLI::App& import, Action& action) {
  auto words = std::make_shared<ImportWords>();
  CLI::App* kind = AddKind(import, "demo",
                           "An invented network of cluster organisations to try things on", words);
  kind->add_option("--seed", words->demo.seed, "Another network for each number (default 7)")
      ->type_name("N");
  kind->footer(
      "Example:\n"
      "  kontor import demo --db demo.db\n");
  kind->callback([words, &action] {
    action = [words](Console& console) {
      const ImportStep step = {"demo", [words](Store& store, const ImportOptions& options) {
                                 return ImportDemo(store, words->demo, options);
                               }};
      return RunImport(words->request, {step}, console);
    };
  });
}

}  // namespace

void AddImportVerb(CLI::App& root, Action& action) {
  CLI::App* import = root.add_subcommand("import", "Read data into the database");
  import->require_subcommand(1);
  import->footer(
      "Every input is imported whole or not at all. Bad rows are reported and do not stop the\n"
      "rest. Importing the same file again changes nothing.\n"
      "Examples:\n"
      "  kontor import demo --db demo.db\n"
      "  kontor import cordis cordis-h2020projects-csv.zip --db kontor.db --report bad-rows.csv\n");
  AddCordis(*import, action);
  AddCsv(*import, action);
  AddNdjson(*import, action);
  AddDemo(*import, action);
}

}  // namespace kontor
