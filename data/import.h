// How does the outside world write it down? Readers turn files into records and write them to a
// store. Every reader streams, reports each bad row and goes on, and is all or nothing per input:
// one BulkWriter commit for a file (for CORDIS: for a directory or ZIP of tables).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "store/store.h"

namespace kontor {

enum class Severity : uint8_t {
  kError,    // the row, or the part of it that is named, was not imported
  kWarning,  // it was imported, but a value was left out or looks wrong
};

struct RowProblem {
  Severity severity = Severity::kError;
  std::string file;    // as the user named it; inside a ZIP "archive.zip/organization.csv"
  uint64_t line = 0;   // counted from 1; 0: the file as a whole
  std::string column;  // the column's or field's name; may be empty
  std::string reason;  // one sentence
};

// Receives problems as they are found. Called from one thread.
using ProblemSink = std::function<void(const RowProblem&)>;

struct Progress {
  std::string_view stage;  // "organization.csv"
  uint64_t done_bytes = 0;
  uint64_t total_bytes = 0;  // 0: unknown
  uint64_t rows = 0;
};
// Called at most some dozens of times a second. Return false to cancel the import: nothing is kept.
using ProgressSink = std::function<bool(const Progress&)>;

struct ImportOptions {
  bool dry_run = false;      // read and check everything, keep nothing
  ProblemSink on_problem;    // may be empty
  ProgressSink on_progress;  // may be empty
  int64_t unix_seconds = 0;  // the time of the import, for the commit log
};

struct ImportSummary {
  Generation generation = 0;  // after the import
  uint64_t rows = 0;          // data rows read
  uint64_t bad_rows = 0;      // rows with a problem of Severity::kError
  uint64_t warnings = 0;
  WriteCounts counts;
  std::vector<std::string>
      notes;  // sentences worth telling: "312 rows without an id were matched…"
};

// The taxonomies that are built into the binary (data/taxonomies/), as nodes and edges. Every
// import calls it first; it writes nothing when the store already has them.
Result<WriteCounts> WriteTaxonomies(BulkWriter& writer);

// The EU's published tables: a directory or a ZIP with project.csv, organization.csv and, where
// present, euroSciVoc.csv and topics.csv. See data/cordis.h.
Result<ImportSummary> ImportCordis(Store& store, const std::filesystem::path& directory_or_zip,
                                   const ImportOptions& options);

// Any table, described by a mapping file. See docs/mapping.md.
Result<ImportSummary> ImportCsv(Store& store, const std::filesystem::path& file,
                                const std::filesystem::path& mapping, const ImportOptions& options);

// Our own format, the inverse of ExportNdjson. See docs/ndjson.md. "-" reads standard input.
Result<ImportSummary> ImportNdjson(Store& store, const std::filesystem::path& file,
                                   const ImportOptions& options);

struct DemoOptions {
  uint64_t seed = 7;
  size_t organisations = 1'500;
};
// An invented network over real countries, regions and sectors. See data/demo/.
Result<ImportSummary> ImportDemo(Store& store, const DemoOptions& demo,
                                 const ImportOptions& options);

// Writes every node with its values and edges, one JSON object a line, in the order of node ids.
// `write` returns false when the output is closed.
Status ExportNdjson(const ReadView& view, const std::function<bool(std::string_view)>& write);

}  // namespace kontor
