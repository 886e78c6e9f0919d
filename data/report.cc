#include "data/report.h"

#include <cerrno>
#include <utility>

#include "base/limits.h"

namespace kontor {
namespace {

std::string_view Name(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

}  // namespace

std::string SafeCsvField(std::string_view text) {
  constexpr std::string_view kFormulaStarts("=+-@\t\r\0", 7);
  std::string safe = "\"";
  if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos) safe += '\'';
  for (const char c : text) {
    if (c == '"') safe += '"';
    safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  safe += '"';
  return safe;
}

ReportWriter::ReportWriter(const std::filesystem::path& path)
    : path_(path.string()), file_(path, std::ios::binary | std::ios::trunc) {}

Result<ReportWriter> ReportWriter::Create(const std::filesystem::path& path) {
  ReportWriter writer(path);
  if (!writer.file_) return Fail(ErrorCode::kIo, writer.path_ + " cannot be written");
  writer.file_ << "file,line,column,severity,reason\r\n";
  return writer;
}

void ReportWriter::Add(const RowProblem& problem) {
  if (++total_ > Limits::max_reported_rows) return;
  file_ << SafeCsvField(problem.file) << ',' << problem.line << ',' << SafeCsvField(problem.column)
        << ',' << Name(problem.severity) << ',' << SafeCsvField(problem.reason) << "\r\n";
}

Status ReportWriter::Close() {
  if (total_ > Limits::max_reported_rows) {
    file_ << "\"\",0,\"\",warning,\"" << total_ - Limits::max_reported_rows
          << " more problems are not listed\"\r\n";
  }
  file_.close();
  if (file_.fail()) {
    const ErrorCode code = errno == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kIo;
    return Fail(code, path_ + " was not written completely");
  }
  return {};
}

}  // namespace kontor
