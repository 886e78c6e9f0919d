#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "data/byte_source.h"
#include "data/import_run.h"
#include "data/line_reader.h"
#include "data/ndjson_line.h"
#include "data/ndjson_targets.h"

namespace kontor {
namespace {

constexpr size_t kBatchBytes = 8 << 20;  // of lines; their records take a few times that

class NdjsonImport {
 public:
  NdjsonImport(ByteSource& source, ImportRun& run) : source_(source), lines_(source), run_(run) {}

  Status Run();

 private:
  Status ReadHeader();
  Status ReadNodes();
  Status AddLine();
  Status Flush();
  Status DropDanglingEdges();
  void Tell(uint64_t line, std::string field, std::string reason);

  ByteSource& source_;
  LineReader lines_;
  ImportRun& run_;
  NdjsonRecord record_;
  TargetCheck targets_;
  Batch batch_;
  std::vector<uint64_t> node_lines_;  // of the batch
  size_t batch_bytes_ = 0;
};

void NdjsonImport::Tell(uint64_t line, std::string field, std::string reason) {
  run_.Tell({Severity::kError, source_.name(), line, std::move(field), std::move(reason)});
}

Status NdjsonImport::ReadHeader() {
  const auto bad = [this](ErrorCode code, const std::string& reason) {
    return Fail(code, source_.name() + " line 1: " + reason);
  };
  const auto outcome = lines_.Next();
  if (!outcome) return std::unexpected(outcome.error());
  if (*outcome != LineOutcome::kLine || ReadNdjsonLine(lines_.line(), record_) ||
      !record_.version) {
    return bad(ErrorCode::kBadData,
               "not a Kontor NDJSON file; its first line is {\"kontor_ndjson\":1}");
  }
  if (*record_.version > kNdjsonVersion) {
    return bad(ErrorCode::kTooNew, "the format's version " + std::to_string(*record_.version) +
                                       " is newer than this program's");
  }
  if (record_.complete) return {};
  const auto taxonomies = WriteTaxonomies(run_.writer());
  return taxonomies ? Status() : std::unexpected(taxonomies.error());
}

Status NdjsonImport::AddLine() {
  run_.CountRow();
  const uint64_t number = lines_.number();
  if (auto problem = ReadNdjsonLine(lines_.line(), record_)) {
    Tell(number, std::move(problem->field), std::move(problem->reason));
    return {};
  }
  if (record_.version) {
    Tell(number, "kontor_ndjson", "is a header, which belongs on the first line only");
    return {};
  }
  targets_.AddNode(record_.node.id());
  for (uint32_t i = 0; i < record_.edges.size(); ++i) {
    targets_.AddTarget({record_.edges[i].key.to, number, i});
  }
  batch_.nodes.push_back(std::move(record_.node));
  node_lines_.push_back(number);
  batch_.edges.insert(batch_.edges.end(), std::make_move_iterator(record_.edges.begin()),
                      std::make_move_iterator(record_.edges.end()));
  batch_bytes_ += lines_.line().size();
  return batch_bytes_ < kBatchBytes ? Status() : Flush();
}

Status NdjsonImport::Flush() {
  if (auto written = run_.Write(batch_, source_.name(), node_lines_); !written) return written;
  batch_ = {};
  node_lines_.clear();
  batch_bytes_ = 0;
  return run_.Tick(source_.name(), lines_.position(), source_.size());
}

Status NdjsonImport::ReadNodes() {
  while (true) {
    const auto outcome = lines_.Next();
    if (!outcome) return std::unexpected(outcome.error());
    if (*outcome == LineOutcome::kEnd) return Flush();
    if (*outcome == LineOutcome::kTooLong) {
      run_.CountRow();
      Tell(lines_.number(), "",
           "is longer than the " + std::to_string(Limits::max_ndjson_line_bytes) +
               " bytes that a line may have");
    } else if (auto added = AddLine(); !added) {
      return added;
    }
  }
}

// Lines may point to nodes of later lines, so this can be told at the end only.
Status NdjsonImport::DropDanglingEdges() {
  const auto missing = targets_.Missing();
  if (missing.empty()) return {};
  const auto view = run_.writer().View();
  if (!view) return std::unexpected(view.error());
  for (const TargetCheck::Mention& mention : missing) {
    const auto node = (*view)->FindNode(mention.target);
    if (!node) return std::unexpected(node.error());
    if (node->has_value()) continue;
    const size_t before = batch_.erase_edges.size();
    const auto visited = (*view)->ForEachEdgeTo(mention.target, [this](const Edge& edge) {
      batch_.erase_edges.push_back(edge.key);
      return true;
    });
    if (!visited) return visited;
    const size_t count = batch_.erase_edges.size() - before;
    Tell(mention.line, "edges[" + std::to_string(mention.edge) + "].to",
         "is neither in the file nor in the store; " +
             (count == 1 ? std::string("the edge was")
                         : std::to_string(count) + " edges to it were") +
             " left out");
  }
  return Flush();
}

Status NdjsonImport::Run() {
  if (auto read = ReadHeader(); !read) return read;
  if (auto read = ReadNodes(); !read) return read;
  return DropDanglingEdges();
}

}  // namespace

Result<ImportSummary> ImportNdjson(Store& store, const std::filesystem::path& file,
                                   const ImportOptions& options) {
  const auto source = OpenFile(file == "-" ? "/dev/stdin" : file);
  if (!source) return std::unexpected(source.error());
  auto run = ImportRun::BeginWithoutTaxonomies(store, options, "import ndjson", file.string());
  if (!run) return std::unexpected(run.error());
  if (const auto read = NdjsonImport(**source, *run).Run(); !read) {
    return std::unexpected(read.error());
  }
  return run->Finish();
}

}  // namespace kontor
