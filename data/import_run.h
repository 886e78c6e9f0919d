// One run of an importer: the bulk write, the counts, the problems and the progress of it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/error.h"
#include "data/csv_table.h"
#include "data/import.h"
#include "store/store.h"

namespace kontor {

// Not thread-safe. Destroyed without Finish(), it leaves the store as it was. `store` and `options`
// must outlive it.
class ImportRun {
 public:
  // Begins a bulk write and makes sure that the store has the taxonomies.
  static Result<ImportRun> Begin(Store& store, const ImportOptions& options, std::string origin,
                                 std::string detail);
  // The same for an input that brings its taxonomies along.
  static Result<ImportRun> BeginWithoutTaxonomies(Store& store, const ImportOptions& options,
                                                  std::string origin, std::string detail);

  // A row was read. Call it before the problems of that row are told.
  void CountRow() {
    ++summary_.rows;
    row_is_bad_ = false;
  }
  // A row with several errors counts as one bad row.
  void Tell(const RowProblem& problem);
  void Note(std::string sentence) { summary_.notes.push_back(std::move(sentence)); }

  // What the store refuses (Batch, store/store.h) is told as an error of `file`, of the line in
  // `node_lines` where these are parallel to the batch's nodes, and left out; all else is written.
  Status Write(const Batch& batch, std::string_view file = {},
               std::span<const uint64_t> node_lines = {});
  // Fails with kUnavailable when the user cancels.
  Status Tick(const CsvTable& table) const;
  Status Tick(std::string_view stage, uint64_t done_bytes, uint64_t total_bytes) const;

  [[nodiscard]] BulkWriter& writer() { return *writer_; }
  [[nodiscard]] const ImportSummary& summary() const { return summary_; }

  // Commits, or drops everything if it is a dry run.
  Result<ImportSummary> Finish();

 private:
  ImportRun(const ImportOptions& options, std::unique_ptr<BulkWriter> writer)
      : options_(&options), writer_(std::move(writer)) {}

  struct Part;
  Status WritePart(const Part& part);
  Status WriteHalves(const Part& part);
  void TellRefused(const Part& part, const Error& error);
  Status DropEdgesOfRefused();

  const ImportOptions* options_;
  std::unique_ptr<BulkWriter> writer_;
  ImportSummary summary_;
  std::unordered_set<NodeId> refused_;
  bool row_is_bad_ = false;
};

}  // namespace kontor
