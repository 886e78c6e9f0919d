#include "app/evaluation_data.h"

#include <memory>
#include <utility>

#include "app/import_progress.h"
#include "app/numbers.h"
#include "app/snapshot_loader.h"
#include "app/store_access.h"
#include "graph/tie_age.h"
#include "store/memory_store.h"

namespace kontor {
namespace {

Result<std::unique_ptr<Store>> ImportFuture(const std::string& tables, Console& console) {
  ProgressLine progress(console);
  ImportOptions options;
  options.on_progress = [&progress](const Progress& done) {
    progress.Show([&done] { return Describe(done); });
    return true;
  };
  std::unique_ptr<Store> store = MakeMemoryStore();
  const Result<ImportSummary> summary = ImportCordis(*store, tables, options);
  progress.Finish();
  if (!summary) {
    return Within("--future", summary.error());
  }
  if (summary->bad_rows > 0) {
    console.Say(Counted(summary->bad_rows, "row") + " of " + tables +
                " could not be read; kontor import cordis tells which");
  }
  return store;
}

std::unexpected<Error> FailNothingTrue(const EvaluationPeriod& period, const Snapshot& past,
                                       const Snapshot& future) {
  const auto day = [](Date date) { return date.known() ? FormatDate(date) : "an unknown day"; };
  if (!past.graph.newest_start().known()) {
    return Fail(ErrorCode::kConflict,
                "no partnership began before " + FormatDate(period.cut) + "; the oldest did on " +
                    day(OldestKnownStart(future.graph)) + ", the newest partnership on " +
                    day(future.graph.newest_start()));
  }
  return Fail(ErrorCode::kConflict,
              "no two organisations of before " + FormatDate(period.cut) +
                  " found each other in the period; the newest partnership before it began on " +
                  day(past.graph.newest_start()) + ", the newest of all on " +
                  day(future.graph.newest_start()));
}

}  // namespace

Result<EvaluationData> LoadEvaluationData(const std::string& database, const std::string& future,
                                          const EvaluationPeriod& period, Console& console) {
  Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  Result<SnapshotPointer> past = LoadSnapshot(**store, Date{period.cut.days - 1});
  if (!past) {
    return std::unexpected(past.error());
  }
  if (!future.empty()) {
    store = ImportFuture(future, console);
    if (!store) {
      return std::unexpected(store.error());
    }
  }
  const Result<SnapshotPointer> later = LoadSnapshot(**store, Date{});
  if (!later) {
    return std::unexpected(later.error());
  }
  Truth truth = CollectTruth(**past, **later, {.cut = period.cut, .until = period.until});
  if (truth.askers.empty()) {
    return FailNothingTrue(period, **past, **later);
  }
  return EvaluationData{.past = *std::move(past), .truth = std::move(truth)};
}

std::function<void(size_t done, size_t questions)> TellAsked(ProgressLine& progress) {
  return [&progress](size_t done, size_t questions) {
    progress.Show(
        [=] { return "asked " + WithThousands(done) + " of " + Counted(questions, "question"); });
  };
}

Evaluation EvaluateAloud(const EvaluationData& data,
                         const std::vector<std::unique_ptr<Ranker>>& rankers,
                         EvaluationOptions options, Console& console) {
  ProgressLine progress(console);
  options.on_progress = TellAsked(progress);
  Evaluation evaluation = Evaluate(*data.past, data.truth, rankers, options);
  progress.Finish();
  return evaluation;
}

}  // namespace kontor
