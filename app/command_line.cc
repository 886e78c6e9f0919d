#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "app/usage_hint.h"
#include "app/verbs.h"

namespace kontor {
namespace {

constexpr const char* kFirstSteps = R"(Start here:
  kontor import demo --db demo.db
  kontor search "maschinenbau" --db demo.db
  kontor partners ORG --db demo.db
  kontor serve --db demo.db

KONTOR_DB stands for --db where that is missing.
Exit codes: 0 done, 1 failed, 2 bad usage.)";

// The one table from error code to exit code.
int ExitCode(const Error& error) {
  return error.code == ErrorCode::kInvalidArgument ? kExitUsage : kExitFailed;
}

void AddVerbs(CLI::App& root, Action& action) {
  root.set_version_flag("--version", "kontor " KONTOR_VERSION);
  root.set_help_flag("-h,--help", "Explain, and exit");
  root.get_formatter()->label("SUBCOMMAND", "VERB");
  root.get_formatter()->column_width(32);
  root.footer(kFirstSteps);
  root.require_subcommand(0, 1);
  AddImportVerb(root, action);
  AddPartnersVerb(root, action);
  AddExplainVerb(root, action);
  AddSearchVerb(root, action);
  AddExportVerb(root, action);
  AddServeVerb(root, action);
  AddConfigVerbs(root, action);
  AddKeyVerbs(root, action);
  AddBackupVerb(root, action);
  AddRestoreVerb(root, action);
  AddVerifyVerb(root, action);
  AddEvaluateVerb(root, action);
  AddLearnVerb(root, action);
  AddStatsVerb(root, action);
  for (CLI::App* verb : root.get_subcommands({})) {
    verb->group("Verbs");
  }
}

int Print(Console& console, const std::string& text) {
  return console.Answer(text) ? kExitDone : kExitFailed;
}

// The verb that was being parsed: the deepest that the user has named.
const CLI::App& ChosenVerb(const CLI::App& root) {
  const CLI::App* verb = &root;
  while (!verb->get_subcommands().empty()) {
    verb = verb->get_subcommands().front();
  }
  return *verb;
}

int ReportUsage(const CLI::App& root, const CLI::ParseError& error, Console& console) {
  const CLI::App& verb = ChosenVerb(root);
  if (dynamic_cast<const CLI::CallForHelp*>(&error) != nullptr) {
    const CLI::App* parent = verb.get_parent();
    return Print(console, verb.help(parent == nullptr ? "" : FullName(*parent)));
  }
  if (dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr) {
    return Print(console, root.version() + "\n");
  }
  console.Say(UsageHint(verb, error.what()));
  return kExitUsage;
}

int RunAction(const Action& action, Console& console) {
  const Status status = action(console);
  if (status) {
    return kExitDone;
  }
  if (!console.reader_gone()) {
    console.Say(status.error().message);
  }
  return ExitCode(status.error());
}

int Run(int argc, const char* const* argv, Console& console) {
  CLI::App root{"Kontor finds collaboration partners in a graph of organisations, and says why.",
                "kontor"};
  Action action;
  AddVerbs(root, action);
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ReportUsage(root, error, console);
  }
  return action ? RunAction(action, console) : Print(console, root.help());
}

}  // namespace

int RunCommandLine(int argc, const char* const* argv) {
  PrepareStandardStreams();
  Console console;
  try {
    return Run(argc, argv, console);
  } catch (const std::exception& error) {
    // Libraries throw (out of memory, above all); this is the edge where it stops.
    console.Say(std::string("a failure that should not happen: ") + error.what());
    return kExitFailed;
  }
}

}  // namespace kontor
