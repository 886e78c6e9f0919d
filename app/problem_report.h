// What an import could not use: the first few problems on the screen, all of them in a file.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "app/console.h"
#include "data/import.h"

namespace kontor {

// The file is CSV (RFC 4180) with the columns severity, file, line, column, reason. It holds at
// most Limits::max_reported_rows rows and says so in a last row when there were more. Not
// thread-safe.
class ProblemReport {
 public:
  // An empty `path`: no file. Fails when the file cannot be written, and with kInvalidArgument when
  // it holds anything but an earlier report. The console must outlive this.
  static Result<ProblemReport> Open(const std::string& path, Console& console);

  void Add(const RowProblem& problem);
  // Says how many problems were not shown. kIo or kNoSpace when the file could not be written.
  Status Close();

 private:
  struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  explicit ProblemReport(Console& console) : console_(&console) {}
  void WriteRow(const RowProblem& problem);

  Console* console_;
  std::string path_;
  std::unique_ptr<std::FILE, FileCloser> file_;
  int problem_number_ = 0;  // errno of the first failed write
  uint64_t count_ = 0;
};

}  // namespace kontor
