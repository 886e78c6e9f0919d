#include "data/csv_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.h"

namespace kontor {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 18U;

// Copies the second of each pair of quotes away. Returns the new end.
size_t UndoubleQuotes(char* text, size_t size) {
  size_t out = 0;
  for (size_t in = 0; in < size; ++in) {
    text[out++] = text[in];
    if (text[in] == '"') ++in;
  }
  return out;
}

uint64_t CountLines(std::string_view text) {
  return static_cast<uint64_t>(std::ranges::count(text, '\n'));
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, const CsvOptions& options)
    : source_(source), options_(options) {}

// Reads another block behind what is there, dropping what is consumed. False at the end.
Result<bool> CsvReader::Fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    base_ += begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kBlockBytes) buffer_.resize(std::max(2 * end_, end_ + kBlockBytes));
  const auto count = source_.Read(std::span(buffer_).subspan(end_, kBlockBytes));
  if (!count) return std::unexpected(count.error());
  end_ += *count;
  at_end_ = *count == 0;
  return !at_end_;
}

// Whether there is a byte at that offset of the current record.
Result<bool> CsvReader::Has(size_t offset) {
  while (begin_ + offset >= end_) {
    const auto more = Fill();
    if (!more || !*more) return more;
  }
  return true;
}

Result<bool> CsvReader::SkipMark() {
  const auto enough = Has(2);
  if (!enough) return enough;
  const std::string_view head(buffer_.data(), std::min<size_t>(end_, 3));
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    return Fail(ErrorCode::kBadData,
                source_.name() + " is written in UTF-16: save it as UTF-8 and import that");
  }
  if (head == "\xEF\xBB\xBF") begin_ = 3;
  return true;
}

// False at the end of the source.
Result<bool> CsvReader::SkipEmptyLines() {
  while (true) {
    const auto more = Has(0);
    if (!more || !*more) return more;
    if (At(0) == '\n') {
      ++begin_;
      ++next_line_;
      continue;
    }
    if (At(0) != '\r') return true;
    const auto follows = Has(1);
    if (!follows) return follows;
    if (*follows && At(1) != '\n') return true;
    begin_ += 1;
  }
}

Result<CsvOutcome> CsvReader::Next() {
  fields_.clear();
  if (!started_) {
    const auto skipped = SkipMark();
    if (!skipped) return std::unexpected(skipped.error());
    started_ = true;
  }
  const auto more = SkipEmptyLines();
  if (!more) return std::unexpected(more.error());
  line_ = next_line_;
  if (!*more) return CsvOutcome::kEnd;
  return ScanRecord();
}

Result<CsvOutcome> CsvReader::ScanRecord() {
  ranges_.clear();
  scan_ = 0;
  while (true) {
    const auto stop = ScanField();
    if (!stop) return std::unexpected(stop.error());
    if (*stop == Stop::kRecord) {
      Publish();
      return CsvOutcome::kRecord;
    }
    if (*stop == Stop::kFault) {
      const Status resumed = Resume();
      if (!resumed) return std::unexpected(resumed.error());
      return CsvOutcome::kBadRecord;
    }
  }
}

Result<CsvReader::Stop> CsvReader::ScanField() {
  if (ranges_.size() == options_.max_columns) {
    return Fault("more than " + std::to_string(options_.max_columns) + " columns");
  }
  ranges_.push_back({scan_, scan_, false});
  const auto more = Has(scan_);
  if (!more) return std::unexpected(more.error());
  if (*more && At(scan_) == '"') return ScanQuoted();
  return ScanPlain();
}

Result<CsvReader::Stop> CsvReader::ScanPlain() {
  while (true) {
    const char* const text = buffer_.data() + begin_;
    const size_t available = end_ - begin_;
    const char delimiter = options_.delimiter;
    while (scan_ < available && text[scan_] != delimiter && text[scan_] != '\n') ++scan_;
    ranges_.back().end = scan_;
    if (TooLong()) return Stop::kFault;
    if (scan_ < available) break;
    const auto more = Fill();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  const bool ends_line = begin_ + scan_ == end_ || At(scan_) == '\n';
  Range& field = ranges_.back();
  if (ends_line && field.end > field.begin && At(field.end - 1) == '\r') --field.end;
  if (ends_line) {
    if (begin_ + scan_ < end_) ++scan_;
    return Stop::kRecord;
  }
  ++scan_;
  return Stop::kField;
}

Result<CsvReader::Stop> CsvReader::ScanQuoted() {
  ++scan_;
  ranges_.back().begin = scan_;
  while (true) {
    const char* const text = buffer_.data() + begin_;
    const size_t available = end_ - begin_;
    const void* const quote =
        scan_ < available ? std::memchr(text + scan_, '"', available - scan_) : nullptr;
    scan_ =
        quote == nullptr ? available : static_cast<size_t>(static_cast<const char*>(quote) - text);
    ranges_.back().end = scan_;
    if (TooLong()) return Stop::kFault;
    if (quote == nullptr) {
      const auto more = Fill();
      if (!more) return std::unexpected(more.error());
      if (!*more) return Fault("a quote is opened and never closed");
      continue;
    }
    const auto follows = Has(scan_ + 1);
    if (!follows) return std::unexpected(follows.error());
    if (!*follows || At(scan_ + 1) != '"') break;
    ranges_.back().doubled_quotes = true;
    scan_ += 2;
  }
  ++scan_;
  return EndOfField();
}

// What stands behind a closing quote: a delimiter, the end of the line, or a fault.
Result<CsvReader::Stop> CsvReader::EndOfField() {
  const auto more = Has(scan_);
  if (!more) return std::unexpected(more.error());
  if (!*more) return Stop::kRecord;
  if (At(scan_) == options_.delimiter) {
    ++scan_;
    return Stop::kField;
  }
  if (At(scan_) == '\r') {
    const auto follows = Has(scan_ + 1);
    if (!follows) return std::unexpected(follows.error());
    if (!*follows || At(scan_ + 1) == '\n') ++scan_;
  }
  if (begin_ + scan_ == end_) return Stop::kRecord;
  if (At(scan_) == '\n') {
    ++scan_;
    return Stop::kRecord;
  }
  return Fault("text follows a closing quote; a quote inside a field is written twice");
}

CsvReader::Stop CsvReader::Fault(std::string reason) {
  fault_ = {ranges_.empty() ? 0 : ranges_.size() - 1, std::move(reason)};
  return Stop::kFault;
}

bool CsvReader::TooLong() {
  const Range& field = ranges_.back();
  if (field.end - field.begin > options_.max_field_bytes) {
    Fault("a field of more than " + std::to_string(options_.max_field_bytes) + " bytes");
    return true;
  }
  if (scan_ > options_.max_record_bytes) {
    Fault("a record of more than " + std::to_string(options_.max_record_bytes) + " bytes");
    return true;
  }
  return false;
}

// Goes on behind the first line of the current record. What was scanned is still in the buffer, so
// nothing is lost; a line longer than the buffer is skipped block by block.
Status CsvReader::Resume() {
  while (true) {
    const char* const text = buffer_.data() + begin_;
    const void* const newline = std::memchr(text, '\n', end_ - begin_);
    if (newline != nullptr) {
      begin_ += static_cast<size_t>(static_cast<const char*>(newline) - text) + 1;
      next_line_ = line_ + 1;
      return {};
    }
    begin_ = end_;
    const auto more = Fill();
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
  }
}

void CsvReader::Publish() {
  char* const text = buffer_.data() + begin_;
  const std::string_view record(text, scan_);
  clean_ = IsCleanUtf8(record);
  next_line_ = line_ + CountLines(record);
  for (const Range& range : ranges_) {
    size_t size = range.end - range.begin;
    if (range.doubled_quotes) size = UndoubleQuotes(text + range.begin, size);
    fields_.emplace_back(text + range.begin, size);
  }
  begin_ += scan_;
}

}  // namespace kontor
