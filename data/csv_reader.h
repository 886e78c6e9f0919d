// A streaming reader of comma-separated values (RFC 4180), with another delimiter if wanted.
//
// Accepted beyond the RFC: LF as well as CRLF, a UTF-8 byte order mark, empty lines (skipped), and
// a quote inside an unquoted field (kept as it is). Memory is bounded by CsvOptions, not by the
// file.
//
// After a record that is not well-formed the reader goes on with the line that follows the line on
// which that record began. So a stray quote costs the reader one line and not the rest of the file.
// Each byte is read at most a few times, also in hostile files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "data/byte_source.h"

namespace kontor {

struct CsvOptions {
  char delimiter = ',';
  size_t max_field_bytes = Limits::max_csv_field_bytes;
  size_t max_record_bytes = Limits::max_csv_record_bytes;
  size_t max_columns = Limits::max_csv_columns;
};

enum class CsvOutcome : uint8_t {
  kRecord,     // fields() holds the record
  kBadRecord,  // fault() tells why; Next() goes on behind it
  kEnd,
};

// Why a record could not be read.
struct CsvFault {
  size_t column = 0;  // index of the field, from 0
  std::string reason;
};

// Not thread-safe.
class CsvReader {
 public:
  // `source` must outlive the reader.
  explicit CsvReader(ByteSource& source, const CsvOptions& options = {});

  // Reads the next record. Fails only when the source does, or (kBadData) at the very beginning of
  // a file in UTF-16; further calls after a failure fail again.
  Result<CsvOutcome> Next();

  // The fields of the last record, unquoted; they live until the next call of Next(). Bytes are as
  // in the file: they may hold NUL or ill-formed UTF-8.
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  [[nodiscard]] const CsvFault& fault() const { return fault_; }

  // Whether the whole last record is well-formed UTF-8 without NUL.
  [[nodiscard]] bool clean() const { return clean_; }
  // The line on which the last record began, counted from 1. Lines inside quoted fields count.
  [[nodiscard]] uint64_t line() const { return line_; }
  // Bytes consumed so far.
  [[nodiscard]] uint64_t position() const { return base_ + begin_; }

 private:
  // A field as a range of the buffer, relative to the beginning of the record.
  struct Range {
    size_t begin = 0;
    size_t end = 0;
    bool doubled_quotes = false;
  };
  enum class Stop : uint8_t { kField, kRecord, kFault };

  Result<bool> Fill();
  Result<bool> Has(size_t offset);
  Result<bool> SkipMark();
  Result<bool> SkipEmptyLines();
  Result<CsvOutcome> ScanRecord();
  Result<Stop> ScanField();
  Result<Stop> ScanPlain();
  Result<Stop> ScanQuoted();
  Result<Stop> EndOfField();
  Stop Fault(std::string reason);
  bool TooLong();
  Status Resume();
  void Publish();

  [[nodiscard]] char At(size_t offset) const { return buffer_[begin_ + offset]; }

  ByteSource& source_;
  const CsvOptions options_;

  std::string buffer_;  // holds [begin_, end_) of what was read and is not consumed
  size_t begin_ = 0;    // where the current record begins
  size_t end_ = 0;
  size_t scan_ = 0;    // how far the current record is scanned, relative to begin_
  uint64_t base_ = 0;  // position in the source of buffer_[0]
  bool at_end_ = false;
  bool started_ = false;

  uint64_t line_ = 0;
  uint64_t next_line_ = 1;
  bool clean_ = true;
  std::vector<Range> ranges_;
  std::vector<std::string_view> fields_;
  CsvFault fault_;
};

}  // namespace kontor
