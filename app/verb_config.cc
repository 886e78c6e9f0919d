#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/serve_settings.h"
#include "app/store_access.h"
#include "app/verbs.h"

namespace kontor {
namespace {

Status RunCheck(const std::string& file, Console& console) {
  const Result<ServeWords> words = ReadServeFile(file);
  if (!words) {
    return std::unexpected(words.error());
  }
  const Result<ServeSettings> settings = SettleServe({}, *words);
  if (!settings) {
    return Fail(settings.error().code, file + ": " + settings.error().message);
  }
  if (!settings->database.empty()) {
    if (Status exists = CheckStoreExists(settings->database); !exists) {
      return Fail(exists.error().code, file + ": " + exists.error().message);
    }
  }
  return console.Answer(Describe(*settings));
}

}  // namespace

void AddConfigVerbs(CLI::App& root, Action& action) {
  CLI::App* config = root.add_subcommand("config", "Files for kontor serve --config");
  config->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  CLI::App* check = config->add_subcommand("check", "Say what a file means, or what is wrong");
  check->add_option("FILE", *file, "The file")->required();
  check->footer(
      "Prints all settings that a server with that file has; the exit code is 2 for a file that\n"
      "cannot be meant, with line and column. The command line and the environment count before\n"
      "the file.\n"
      "Example:\n"
      "  kontor config check kontor.toml");
  check->callback(
      [file, &action] { action = [file](Console& console) { return RunCheck(*file, console); }; });
}

}  // namespace kontor
