#include "data/cordis.h"

#include <utility>

#include "base/text.h"
#include "data/match_names.h"

namespace kontor {
namespace {

constexpr size_t kRecordsPerBatch = 32'768;

Result<char> DelimiterOf(const TableFile& file) {
  const auto source = file.open();
  if (!source) return std::unexpected(source.error());
  std::string head(4'096, '\0');
  const auto count = (*source)->Read(head);
  if (!count) return std::unexpected(count.error());
  return GuessDelimiter(std::string_view(head).substr(0, *count));
}

Status ReadTables(const CordisTables& tables, ImportRun& run, const Codes& codes) {
  CordisImport import{run, codes};
  Status done = ReadCordisProjects(tables.projects, import);
  if (done && tables.topics) done = ReadCordisTopics(*tables.topics, import);
  if (done && tables.euroscivoc) done = ReadEuroSciVoc(*tables.euroscivoc, import);
  if (done) done = ReadCordisOrganisations(tables.organisations, import);
  return done;
}

}  // namespace

uint64_t CordisImport::HashOf(std::string_view text) {
  return NodeId::Of(NodeType::kPartnership, text).value();
}

Status CordisImport::Flush(const CsvTable& table) {
  if (batch.size() < kRecordsPerBatch) return {};
  return run.Write(batch.Take(), table.source().name());
}

Status CordisImport::FlushAll() { return run.Write(batch.Take()); }

Status WithTable(const TableFile& file, const std::function<Status(CsvTable&)>& use) {
  CsvOptions options;
  const auto delimiter = DelimiterOf(file);
  if (!delimiter) return std::unexpected(delimiter.error());
  options.delimiter = *delimiter;
  const auto source = file.open();
  if (!source) return std::unexpected(source.error());
  CsvTable table(**source, options);
  const Status header = table.ReadHeader();
  if (!header) return header;
  return use(table);
}

Result<ImportSummary> ImportCordis(Store& store, const std::filesystem::path& directory_or_zip,
                                   const ImportOptions& options) {
  const auto sets = FindCordisTables(directory_or_zip);
  if (!sets) return std::unexpected(sets.error());
  const auto codes = Codes::Load();
  if (!codes) return std::unexpected(codes.error());
  auto run =
      ImportRun::Begin(store, options, "import cordis", directory_or_zip.filename().string());
  if (!run) return std::unexpected(run.error());
  for (const CordisTables& tables : *sets) {
    const Status read = ReadTables(tables, *run, *codes);
    if (!read) return std::unexpected(read.error());
  }
  const Status matched = MatchNames(*run);
  if (!matched) return std::unexpected(matched.error());
  return run->Finish();
}

}  // namespace kontor
