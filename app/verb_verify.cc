#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/numbers.h"
#include "app/question.h"
#include "app/store_access.h"
#include "app/verbs.h"

namespace kontor {
namespace {

Status RunVerify(const std::string& database, Console& console) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  const Result<std::vector<Finding>> findings = (*store)->Verify();
  if (!findings) {
    return std::unexpected(findings.error());
  }
  if (findings->empty()) {
    return console.Answer(database + " is sound\n");
  }
  std::string text;
  for (const Finding& finding : *findings) {
    text += finding.what + "\n";
  }
  if (Status written = console.Answer(text); !written) {
    return written;
  }
  return Fail(ErrorCode::kCorrupt,
              database + " has " + Counted(findings->size(), "defect") +
                  ": restore a backup, or import the sources again into a new directory");
}

}  // namespace

void AddVerifyVerb(CLI::App& root, Action& action) {
  auto database = std::make_shared<std::string>();
  CLI::App* verb = root.add_subcommand("verify", "Check the whole database for damage");
  AddDatabaseOption(*verb, *database);
  verb->footer(
      "Reads everything: checksums, both directions of all ties, names, references and the commit\n"
      "counter. Prints one line for each defect; the exit code is 1 if there is any.\n"
      "Example:\n"
      "  kontor verify --db kontor.db");
  verb->callback([database, &action] {
    action = [database](Console& console) { return RunVerify(*database, console); };
  });
}

}  // namespace kontor
