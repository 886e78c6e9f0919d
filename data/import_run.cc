#include "data/import_run.h"

#include <cstddef>
#include <type_traits>
#include <utility>

namespace kontor {
namespace {

bool IsRefusal(const Error& error) {
  return error.code == ErrorCode::kInvalidArgument || error.code == ErrorCode::kLimit ||
         error.code == ErrorCode::kConflict;
}

}  // namespace

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

// A batch, and where its nodes come from.
struct ImportRun::Part {
  Batch batch;
  std::string_view file;
  std::span<const uint64_t> node_lines;

  [[nodiscard]] uint64_t line() const { return node_lines.empty() ? 0 : node_lines.front(); }
};

Status ImportRun::Write(const Batch& batch, std::string_view file,
                        std::span<const uint64_t> node_lines) {
  if (batch.empty()) return {};
  const auto counts = writer_->Write(batch);
  if (counts) {
    summary_.counts += *counts;
    return {};
  }
  if (!IsRefusal(counts.error())) return std::unexpected(counts.error());
  Status written = WritePart({{batch.erase_edges, batch.erase_nodes, {}, {}}, file, {}});
  if (written) written = WritePart({{{}, {}, batch.nodes, {}}, file, node_lines});
  if (written) written = WritePart({{{}, {}, {}, batch.edges}, file, {}});
  return written;
}

// Finds what is refused by halving: a bad record among thousands costs some dozen writes.
Status ImportRun::WritePart(const Part& part) {
  if (part.batch.empty()) return {};
  const auto counts = writer_->Write(part.batch);
  if (counts) {
    summary_.counts += *counts;
    return {};
  }
  if (!IsRefusal(counts.error())) return std::unexpected(counts.error());
  if (part.batch.nodes.size() + part.batch.edges.size() > 1) return WriteHalves(part);
  TellRefused(part, counts.error());
  return {};
}

// REQUIRES: the part has nodes only, or edges only
Status ImportRun::WriteHalves(const Part& part) {
  const auto half_of = [](const auto& records, bool second) {
    const auto middle = records.begin() + static_cast<std::ptrdiff_t>(records.size() / 2);
    using Records = std::remove_cvref_t<decltype(records)>;
    return second ? Records(middle, records.end()) : Records(records.begin(), middle);
  };
  const size_t middle = part.node_lines.empty() ? 0 : part.batch.nodes.size() / 2;
  for (const bool second : {false, true}) {
    const Status written =
        WritePart({{{}, {}, half_of(part.batch.nodes, second), half_of(part.batch.edges, second)},
                   part.file,
                   second ? part.node_lines.subspan(middle) : part.node_lines.first(middle)});
    if (!written) return written;
  }
  return {};
}

void ImportRun::TellRefused(const Part& part, const Error& error) {
  for (const Node& node : part.batch.nodes) refused_.insert(node.id());
  const bool row_is_bad = std::exchange(row_is_bad_, false);  // it may be of an earlier row
  Tell({Severity::kError, std::string(part.file), part.line(), "",
        error.message + "; the record was left out"});
  row_is_bad_ = row_is_bad;
}

// An edge may lead to a node that was refused, before or after that.
Status ImportRun::DropEdgesOfRefused() {
  if (refused_.empty()) return {};
  const auto view = writer_->View();
  if (!view) return std::unexpected(view.error());
  Batch batch;
  for (const NodeId id : refused_) {
    const auto node = (*view)->FindNode(id);
    if (!node) return std::unexpected(node.error());
    if (!node->has_value()) batch.erase_nodes.push_back(id);
  }
  return Write(batch);
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
  const Status dropped = DropEdgesOfRefused();
  if (!dropped) return std::unexpected(dropped.error());
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
