#include "data/line_reader.h"

#include "base/limits.h"

namespace kontor {
namespace {

constexpr size_t kReadBytes = 1 << 18;

}  // namespace

// Appends a block to the buffer; false at the end of the source.
Result<bool> LineReader::Fill() {
  if (at_end_) return false;
  buffer_.erase(0, begin_);
  begin_ = 0;
  const size_t size = buffer_.size();
  buffer_.resize(size + kReadBytes);
  const auto count = source_.Read({buffer_.data() + size, kReadBytes});
  buffer_.resize(size + count.value_or(0));
  if (!count) return std::unexpected(count.error());
  at_end_ = *count == 0;
  return !at_end_;
}

void LineReader::Take(size_t length, size_t line_break) {
  line_ = std::string_view(buffer_).substr(begin_, length);
  begin_ += length + line_break;
  position_ += length + line_break;
  ++number_;
  if (line_.ends_with('\r')) line_.remove_suffix(1);
  if (number_ == 1 && line_.starts_with("\xEF\xBB\xBF")) line_.remove_prefix(3);
}

// Goes behind the end of a line whose beginning fills the buffer.
Result<LineOutcome> LineReader::SkipLongLine() {
  while (true) {
    const size_t end = buffer_.find('\n', begin_);
    const size_t length = (end == std::string::npos ? buffer_.size() : end + 1) - begin_;
    begin_ += length;
    position_ += length;
    if (end != std::string::npos) break;
    const auto filled = Fill();
    if (!filled) return std::unexpected(filled.error());
    if (!*filled) break;
  }
  ++number_;
  line_ = {};
  return LineOutcome::kTooLong;
}

Result<LineOutcome> LineReader::Next() {
  size_t scanned = 0;
  while (true) {
    const size_t end = buffer_.find('\n', begin_ + scanned);
    if (end != std::string::npos) {
      if (end - begin_ > Limits::max_ndjson_line_bytes) return SkipLongLine();
      Take(end - begin_, 1);
      scanned = 0;
      if (!line_.empty()) return LineOutcome::kLine;
      continue;
    }
    scanned = buffer_.size() - begin_;
    if (scanned > Limits::max_ndjson_line_bytes) return SkipLongLine();
    const auto filled = Fill();
    if (!filled) return std::unexpected(filled.error());
    if (*filled) continue;
    if (scanned == 0) return LineOutcome::kEnd;
    Take(scanned, 0);
    return line_.empty() ? LineOutcome::kEnd : LineOutcome::kLine;
  }
}

}  // namespace kontor
