#include "data/report.h"

#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "tests/data/import_support.h"

namespace kontor {

TEST_CASE("a report has one line for each problem", "[data][report]") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "report.csv";
  auto report = ReportWriter::Create(path);
  REQUIRE(report);
  report->Add({Severity::kError, "a.zip/organization.csv", 12, "country", "unknown \"XX\""});
  report->Add({Severity::kWarning, "b.csv", 0, "", "odd"});
  REQUIRE(report->Close());
  CHECK(ReadFile(path) ==
        "file,line,column,severity,reason\r\n"
        "\"a.zip/organization.csv\",12,\"country\",error,\"unknown \"\"XX\"\"\"\r\n"
        "\"b.csv\",0,\"\",warning,\"odd\"\r\n");
}

TEST_CASE("no field of a report is a formula or breaks its line", "[data][report]") {
  CHECK(SafeCsvField("=1+1") == "\"'=1+1\"");
  CHECK(SafeCsvField("@x") == "\"'@x\"");
  CHECK(SafeCsvField("-x") == "\"'-x\"");
  CHECK(SafeCsvField("\tx") == "\"' x\"");
  CHECK(SafeCsvField(std::string_view("\0x", 2)) == "\"' x\"");
  CHECK(SafeCsvField("a\r\nb") == "\"a  b\"");
  CHECK(SafeCsvField("a-b") == "\"a-b\"");
  CHECK(SafeCsvField("") == "\"\"");
}

TEST_CASE("beyond its bound a report counts what it leaves out", "[data][report]") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "report.csv";
  auto report = ReportWriter::Create(path);
  REQUIRE(report);
  for (size_t i = 0; i < Limits::max_reported_rows + 3; ++i) {
    report->Add({Severity::kError, "f", i, "c", "r"});
  }
  CHECK(report->total() == Limits::max_reported_rows + 3);
  REQUIRE(report->Close());
  CHECK(ReadFile(path).ends_with("\"\",0,\"\",warning,\"3 more problems are not listed\"\r\n"));
}

TEST_CASE("a report that cannot be written fails at once or when it is closed", "[data][report]") {
  CHECK_FALSE(ReportWriter::Create("/nonexistent/report.csv"));
  if (std::filesystem::exists("/dev/full")) {
    auto report = ReportWriter::Create("/dev/full");
    REQUIRE(report);
    const Status closed = report->Close();
    REQUIRE_FALSE(closed);
    CHECK(closed.error().code == ErrorCode::kNoSpace);
  }
}

}  // namespace kontor
