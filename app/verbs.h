// The verbs of the command line, each in a file of its own (verb_*.cc). A verb adds itself to the
// parser; when the user has chosen it, its parsed options become an action that runs afterwards.
// CLI11 stays in .cc files.
#pragma once

#include <functional>

#include "app/console.h"
#include "base/error.h"

namespace CLI {
class App;
}  // namespace CLI

namespace kontor {

// Runs after parsing. Answers go to the console; what it returns decides the exit code.
using Action = std::function<Status(Console&)>;

// Each adds one verb to `root`; when it is chosen, `action` is set. Both must outlive the parsing.
void AddImportVerb(CLI::App& root, Action& action);
void AddPartnersVerb(CLI::App& root, Action& action);
void AddExplainVerb(CLI::App& root, Action& action);
void AddSearchVerb(CLI::App& root, Action& action);
void AddExportVerb(CLI::App& root, Action& action);
void AddKeyVerbs(CLI::App& root, Action& action);
void AddConfigVerbs(CLI::App& root, Action& action);
void AddServeVerb(CLI::App& root, Action& action);
void AddBackupVerb(CLI::App& root, Action& action);
void AddRestoreVerb(CLI::App& root, Action& action);
void AddVerifyVerb(CLI::App& root, Action& action);
void AddEvaluateVerb(CLI::App& root, Action& action);
void AddEvaluateSearchVerb(CLI::App& evaluate, Action& action);  // a part of the above
void AddLearnVerb(CLI::App& root, Action& action);
void AddStatsVerb(CLI::App& root, Action& action);

}  // namespace kontor
