// Lines of a stream, each of bounded length.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "data/byte_source.h"

namespace kontor {

enum class LineOutcome : uint8_t {
  kLine,     // line() holds it
  kTooLong,  // a line of more than Limits::max_ndjson_line_bytes was skipped
  kEnd,
};

// Skips empty lines and a byte order mark; a carriage return before the line break is not part of
// the line. Not thread-safe.
class LineReader {
 public:
  // `source` must outlive the reader.
  explicit LineReader(ByteSource& source) : source_(source) {}

  // Fails only when the source does.
  Result<LineOutcome> Next();

  // The last line, without its break; lives until the next call of Next().
  [[nodiscard]] std::string_view line() const { return line_; }
  [[nodiscard]] uint64_t number() const { return number_; }      // of that line, counted from 1
  [[nodiscard]] uint64_t position() const { return position_; }  // bytes consumed

 private:
  Result<bool> Fill();
  Result<LineOutcome> SkipLongLine();
  void Take(size_t length, size_t line_break);

  ByteSource& source_;
  std::string buffer_;
  size_t begin_ = 0;  // of what is not consumed
  bool at_end_ = false;
  std::string_view line_;
  uint64_t number_ = 0;
  uint64_t position_ = 0;
};

}  // namespace kontor
