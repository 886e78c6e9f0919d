#include "data/import_run.h"

#include <utility>

namespace kontor {

void Add(WriteCounts& sum, const WriteCounts& counts) {
  sum.added += counts.added;
  sum.changed += counts.changed;
  sum.unchanged += counts.unchanged;
  sum.erased += counts.erased;
}

Result<ImportRun> ImportRun::BeginWithoutTaxonomies(Store& store, const ImportOptions& options,
                                                    std::string origin, std::string detail) {
  auto writer = store.BeginBulk({std::move(origin), std::move(detail), options.unix_seconds});
  if (!writer) return std::unexpected(writer.error());
  return ImportRun(options, std::move(*writer));
}

Result<ImportRun> ImportRun::Begin(Store& store, const ImportOptions& options, std::string origin,
                                   std::string detail) {
  auto run = BeginWithoutTaxonomies(store, options, std::move(origin), std::move(detail));
  if (!run) return run;
  const auto taxonomies = WriteTaxonomies(run->writer());
  if (!taxonomies) return std::unexpected(taxonomies.error());
  return run;
}

void ImportRun::Tell(const RowProblem& problem) {
  if (problem.severity == Severity::kWarning) {
    ++summary_.warnings;
  } else if (!row_is_bad_) {
    ++summary_.bad_rows;
    row_is_bad_ = true;
  }
  if (options_->on_problem) options_->on_problem(problem);
}

Status ImportRun::Write(const Batch& batch) {
  if (batch.empty()) return {};
  const auto counts = writer_->Write(batch);
  if (!counts) return std::unexpected(counts.error());
  Add(summary_.counts, *counts);
  return {};
}

Status ImportRun::Tick(const CsvTable& table) const {
  const ByteSource& source = table.source();
  return Tick(source.name(), table.position(), source.size());
}

Status ImportRun::Tick(std::string_view stage, uint64_t done_bytes, uint64_t total_bytes) const {
  if (!options_->on_progress) return {};
  if (options_->on_progress({stage, done_bytes, total_bytes, summary_.rows})) return {};
  return Fail(ErrorCode::kUnavailable, "the import was cancelled; the store is as it was");
}

Result<ImportSummary> ImportRun::Finish() {
  if (options_->dry_run) {
    const auto view = writer_->View();
    if (!view) return std::unexpected(view.error());
    summary_.generation = (*view)->generation();
  } else {
    const auto generation = writer_->Commit();
    if (!generation) return std::unexpected(generation.error());
    summary_.generation = *generation;
  }
  writer_.reset();
  return std::move(summary_);
}

}  // namespace kontor
