#include "app/import_run.h"

#include <chrono>
#include <filesystem>
#include <memory>

#include "app/clock.h"
#include "app/import_progress.h"
#include "app/interruption.h"
#include "app/numbers.h"
#include "app/problem_report.h"
#include "app/progress_line.h"
#include "app/scratch_directory.h"
#include "app/snapshot_file.h"
#include "app/store_access.h"

namespace kontor {
namespace {

struct OpenedStore {
  std::unique_ptr<ScratchDirectory> scratch;  // outlives the store in it
  std::unique_ptr<Store> store;
};

// A dry run where there is no store yet shall not make one: it happens in a scratch directory.
Result<OpenedStore> OpenFor(const ImportRequest& request) {
  OpenedStore opened;
  std::string directory = request.database;
  if (request.dry_run && !StoreExists(request.database)) {
    Result<std::unique_ptr<ScratchDirectory>> scratch = ScratchDirectory::Make();
    if (!scratch) {
      return std::unexpected(scratch.error());
    }
    opened.scratch = *std::move(scratch);
    directory = opened.scratch->path();
  }
  Result<std::unique_ptr<Store>> store = OpenForWriting(directory);
  if (!store) {
    return std::unexpected(store.error());
  }
  opened.store = *std::move(store);
  return opened;
}

std::string Describe(const ImportStep& step, const ImportSummary& summary, double seconds,
                     bool dry_run) {
  std::string text = step.what + ": " + Counted(summary.rows, "row") + " in " + Seconds(seconds) +
                     (dry_run ? ", dry run: nothing was kept" : "") + "\n";
  text += "  added " + WithThousands(summary.counts.added) + ", changed " +
          WithThousands(summary.counts.changed) + ", unchanged " +
          WithThousands(summary.counts.unchanged) + " (nodes and ties)\n";
  text += "  " + Counted(summary.bad_rows, "bad row") + ", " +
          Counted(summary.warnings, "warning") + "\n";
  for (const std::string& note : summary.notes) {
    text += "  " + note + "\n";
  }
  return text + "  generation " + std::to_string(summary.generation) + "\n";
}

std::unexpected<Error> FailStopped(const ImportStep& step) {
  return Fail(ErrorCode::kUnavailable, step.what + " was stopped: nothing of it was kept");
}

class ImportRunner {
 public:
  ImportRunner(const ImportRequest& request, Store& store, ProblemReport& report, Console& console,
               const Interruption& interruption)
      : request_(request),
        store_(store),
        report_(report),
        console_(console),
        interruption_(interruption) {}

  Status Run(const ImportStep& step) {
    ProgressLine progress(console_);
    const auto start = std::chrono::steady_clock::now();
    const Result<ImportSummary> summary = step.run(store_, OptionsFor(progress));
    progress.Finish();
    if (!summary && interruption_.requested()) {
      return FailStopped(step);
    }
    if (!summary) {
      return std::unexpected(summary.error());
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    return console_.Answer(Describe(step, *summary, seconds.count(), request_.dry_run));
  }

 private:
  ImportOptions OptionsFor(ProgressLine& progress) {
    ImportOptions options;
    options.dry_run = request_.dry_run;
    options.unix_seconds = UnixSeconds();
    options.on_problem = [this, &progress](const RowProblem& problem) {
      progress.Finish();
      report_.Add(problem);
    };
    options.on_progress = [this, &progress](const Progress& done) {
      progress.Show([&done] { return Describe(done); });
      return !interruption_.requested();
    };
    return options;
  }

  const ImportRequest& request_;
  Store& store_;
  ProblemReport& report_;
  Console& console_;
  const Interruption& interruption_;
};

// What was saved of the state before the import is of no use now, which nobody need know.
template <typename Newest>
void SayWhetherSaved(Result<Newest> newest, Console& console) {
  if (!newest) {
    newest = Newest{.saved = std::unexpected(newest.error())};
  }
  newest->mapped = {};
  for (const std::string& remark : Remarks(*newest)) console.Say(remark);
}

// So that the first question need not build them. The import is done, whatever becomes of this.
void SaveNewest(const Store& store, const std::string& database, Console& console) {
  const Result<NewestSnapshot> newest = LoadNewest(store, database);
  SayWhetherSaved(newest, console);
  if (newest) {
    SayWhetherSaved(LoadNewestTexts(store, database, *newest->snapshot), console);
  }
}

Status RunSteps(const std::vector<ImportStep>& steps, ImportRunner& runner,
                const Interruption& interruption) {
  for (const ImportStep& step : steps) {
    if (interruption.requested()) {
      return FailStopped(step);
    }
    if (Status status = runner.Run(step); !status) {
      return status;
    }
  }
  return {};
}

}  // namespace

Status RunImport(const ImportRequest& request, const std::vector<ImportStep>& steps,
                 Console& console) {
  const Interruption interruption;
  Result<ProblemReport> report = ProblemReport::Open(request.report_file, console);
  if (!report) {
    return std::unexpected(report.error());
  }
  const Result<OpenedStore> opened = OpenFor(request);
  if (!opened) {
    return std::unexpected(opened.error());
  }
  ImportRunner runner(request, *opened->store, *report, console, interruption);
  const Status imported = RunSteps(steps, runner, interruption);
  if (imported && !request.dry_run) {
    SaveNewest(*opened->store, request.database, console);
  }
  const Status reported = report->Close();
  return imported ? reported : imported;
}

}  // namespace kontor
