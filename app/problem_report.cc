#include "app/problem_report.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "api/csv_text.h"
#include "app/numbers.h"
#include "app/os_error.h"
#include "base/limits.h"

namespace kontor {
namespace {

constexpr uint64_t kShownOnScreen = 10;

constexpr std::string_view kColumns = "severity,file,line,column,reason\r\n";

// True for a file with content that is no report: an input, a mapping, or anything else that a
// mistyped name would destroy.
bool HoldsSomethingElse(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored) ||
      std::filesystem::file_size(path, ignored) == 0) {
    return false;
  }
  std::string start(kColumns.size(), '\0');
  std::ifstream(path, std::ios::binary).read(start.data(), std::ssize(start));
  return start != kColumns;
}

std::string_view Name(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

std::string Sentence(const RowProblem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) {
    text += " line " + std::to_string(problem.line);
  }
  if (!problem.column.empty()) {
    text += ", " + problem.column;
  }
  return text + ": " + (problem.severity == Severity::kWarning ? "warning: " : "") + problem.reason;
}

}  // namespace

Result<ProblemReport> ProblemReport::Open(const std::string& path, Console& console) {
  ProblemReport report(console);
  if (!path.empty()) {
    if (HoldsSomethingElse(path)) {
      return Fail(ErrorCode::kInvalidArgument,
                  path + " is there already and is no report of an import: choose another name");
    }
    report.path_ = path;
    report.file_.reset(std::fopen(path.c_str(), "we"));
    if (!report.file_) {
      return FailWithErrno(errno, "the report " + path + " cannot be written");
    }
    std::fputs(kColumns.data(), report.file_.get());
  }
  return report;
}

void ProblemReport::WriteRow(const RowProblem& problem) {
  const std::string line = problem.line > 0 ? std::to_string(problem.line) : "";
  const std::string row = std::string(Name(problem.severity)) + "," + CsvField(problem.file) + "," +
                          line + "," + CsvField(problem.column) + "," + CsvField(problem.reason) +
                          "\r\n";
  if (std::fwrite(row.data(), 1, row.size(), file_.get()) != row.size() && problem_number_ == 0) {
    problem_number_ = errno;
  }
}

void ProblemReport::Add(const RowProblem& problem) {
  ++count_;
  if (count_ <= kShownOnScreen) {
    console_->Say(Sentence(problem));
  }
  if (file_ && count_ <= Limits::max_reported_rows) {
    WriteRow(problem);
  }
}

Status ProblemReport::Close() {
  if (count_ > kShownOnScreen) {
    console_->Say("and " + Counted(count_ - kShownOnScreen, "more problem") +
                  (file_ ? ": see " + path_ : ": add --report FILE to get all of them"));
  }
  if (!file_) {
    return {};
  }
  if (count_ > Limits::max_reported_rows) {
    WriteRow({Severity::kError, "", 0, "",
              Counted(count_ - Limits::max_reported_rows, "more problem") + " left out here"});
  }
  if (std::fflush(file_.get()) != 0 && problem_number_ == 0) {
    problem_number_ = errno;
  }
  if (problem_number_ != 0) {
    return FailWithErrno(problem_number_, "the report " + path_ + " could not be written in full");
  }
  return {};
}

}  // namespace kontor
