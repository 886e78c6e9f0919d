#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "app/numbers.h"
#include "app/question.h"
#include "app/settled_verify.h"
#include "app/snapshot_file.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "store/layout.h"

namespace kontor {
namespace {

StoreState StateOf(const std::string& database) {
  const Result<StorePointer> pointer = ReadPointer(database);
  const Result<Generation> counter = ReadCounter(database);
  if (!pointer || !counter) {
    return std::nullopt;
  }
  return std::pair(pointer->directory_number, *counter);
}

// Appends what of the saved snapshot and texts is damaged. What is of another state of the store is
// none of it: it is not used.
Status AddDamagedImages(const Store& store, const std::string& database,
                        std::vector<Finding>& findings) {
  const Result<std::unique_ptr<ReadView>> view = store.View();
  if (!view) {
    return std::unexpected(view.error());
  }
  const Result<ImageStamp> stamp = StampOf(**view);
  if (!stamp) {
    return std::unexpected(stamp.error());
  }
  const auto check = [&findings](const auto& mapped, const std::filesystem::path& path) {
    if (mapped || mapped.error().code != ErrorCode::kCorrupt) return;
    findings.push_back(
        {path.string() + " is damaged; the store is not: remove that file, it is made anew"});
  };
  check(MapSnapshot(database, *stamp), SnapshotPath(database));
  check(MapTexts(database, *stamp), TextsPath(database));
  return {};
}

Result<std::vector<Finding>> OpenAndVerify(const std::string& database) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  Result<std::vector<Finding>> findings = (*store)->Verify();
  if (!findings || !findings->empty()) {
    return findings;
  }
  if (Status added = AddDamagedImages(**store, database, *findings); !added) {
    return std::unexpected(added.error());
  }
  return findings;
}

Status RunVerify(const std::string& database, Console& console) {
  const Result<std::vector<Finding>> findings = VerifySettled({
      .state = [&] { return StateOf(database); },
      .verify = [&] { return OpenAndVerify(database); },
  });
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
