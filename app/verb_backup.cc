#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/key_file.h"
#include "app/numbers.h"
#include "app/progress_line.h"
#include "app/question.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "store/copy_store.h"

namespace kontor {
namespace {

struct BackupWords {
  std::string database;
  std::string backup;
};

// The keys know the same programs in both places.
Status CopyKeys(const std::string& source, const std::string& target) {
  const Result<std::vector<AccessKey>> keys = LoadKeys(source);
  if (!keys) {
    return std::unexpected(keys.error());
  }
  if (keys->empty()) {
    return {};
  }
  return ChangeKeys(target, [&keys](std::vector<AccessKey>& copied) {
    copied = *keys;
    return Status();
  });
}

// What is worth something is what can be read again.
Status CheckCopy(const std::string& copy) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(copy);
  if (!store) {
    return std::unexpected(store.error());
  }
  const Result<std::vector<Finding>> findings = (*store)->Verify();
  if (!findings) {
    return std::unexpected(findings.error());
  }
  if (findings->empty()) {
    return {};
  }
  return Fail(ErrorCode::kCorrupt, copy + " is a copy with " + Counted(findings->size(), "defect") +
                                       ": " + findings->front().what +
                                       "; kontor verify tells whether its source has it too");
}

// The generation of the copy.
Result<Generation> CopyAndCheck(const std::string& source, const std::string& target,
                                Console& console) {
  if (Status exists = CheckStoreExists(source); !exists) {
    return std::unexpected(exists.error());
  }
  ProgressLine progress(console);
  const Result<Generation> copied = CopyStore(source, target, [&progress](uint64_t records) {
    progress.Show([records] { return "copying, " + WithThousands(records) + " records"; });
  });
  progress.Finish();
  if (!copied) {
    return copied;
  }
  Status status = CopyKeys(source, target);
  if (status) {
    status = CheckCopy(target);
  }
  return status ? copied : std::unexpected(status.error());
}

Status RunBackup(const BackupWords& words, Console& console) {
  const Result<Generation> copied = CopyAndCheck(words.database, words.backup, console);
  if (!copied) {
    return std::unexpected(copied.error());
  }
  return console.Answer(words.backup + " holds generation " + std::to_string(*copied) + " of " +
                        words.database + ", read again and sound\n");
}

Status RunRestore(const BackupWords& words, Console& console) {
  const Result<Generation> copied = CopyAndCheck(words.backup, words.database, console);
  if (!copied) {
    return std::unexpected(copied.error());
  }
  return console.Answer(words.database + " is generation " + std::to_string(*copied) + " of " +
                        words.backup + ", read again and sound\n");
}

}  // namespace

void AddBackupVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<BackupWords>();
  CLI::App* verb = root.add_subcommand("backup", "Copy the database, also while it is served");
  AddDatabaseOption(*verb, words->database);
  verb->add_option("DIR", words->backup, "A new directory for the copy")->required();
  verb->footer(
      "Copies one state, record by record, with the keys of kontor key, and reads the copy again.\n"
      "What was erased before is not in it. Imports and servers go on meanwhile. The copy is a\n"
      "database itself: any verb may read it. kontor restore makes a new one of it.\n"
      "Example:\n"
      "  kontor backup backups/$(date +%F) --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunBackup(*words, console); };
  });
}

void AddRestoreVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<BackupWords>();
  CLI::App* verb = root.add_subcommand("restore", "Make a new database of a backup");
  AddDatabaseOption(*verb, words->database);
  verb->add_option("DIR", words->backup, "What kontor backup made")->required();
  verb->footer(
      "Never writes over a database: name a new directory, or move the old one away first.\n"
      "Example:\n"
      "  kontor restore backups/2026-11-30 --db restored.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunRestore(*words, console); };
  });
}

}  // namespace kontor
