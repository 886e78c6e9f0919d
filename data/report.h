// The report of an import: a CSV file with one line for each problem.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "data/import.h"

namespace kontor {

// One field as RFC 4180 wants it, always quoted. A field that a spreadsheet would take for a
// formula (it starts with = + - @, a tab or CR) gets an apostrophe in front; control characters
// become spaces.
std::string SafeCsvField(std::string_view text);

// Columns: file,line,column,severity,reason. After Limits::max_reported_rows problems only a count
// follows, in a last line. Not thread-safe.
class ReportWriter {
 public:
  // Fails with kIo when the file cannot be written.
  static Result<ReportWriter> Create(const std::filesystem::path& path);

  void Add(const RowProblem& problem);
  // Writes the count of what was left out and closes the file. Fails with kIo or kNoSpace when not
  // everything reached the disk.
  Status Close();

  [[nodiscard]] uint64_t total() const { return total_; }  // problems added

 private:
  explicit ReportWriter(const std::filesystem::path& path);

  std::string path_;
  std::ofstream file_;
  uint64_t total_ = 0;
};

}  // namespace kontor
