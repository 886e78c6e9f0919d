#include "data/xlsx_writer.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "data/xml_text.h"

namespace kontor {
namespace {

constexpr size_t kMostUnits = 32'767;     // of UTF-16 in a cell
constexpr size_t kMostLinkBytes = 2'000;  // Excel's bound is 2,079 characters
constexpr size_t kMostLinks = 65'530;     // in a sheet
constexpr lxw_row_t kMostRows = LXW_ROW_MAX;
constexpr double kDefaultWidth = 14.0;
constexpr double kTextWidth = 28.0;

// "_x0041_" in a cell would be read as "A".
bool BeginsEscape(std::string_view text) {
  constexpr size_t kBytes = 7;
  return text.size() >= kBytes && text.starts_with("_x") && text[kBytes - 1] == '_' &&
         std::ranges::all_of(text.substr(2, 4), [](unsigned char c) { return std::isxdigit(c); });
}

// Lines end with a line feed in cells; readers differ in what they make of a carriage return.
std::string WithLineFeeds(std::string_view text) {
  std::string lines;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\r\n")) continue;
    lines += text[i] == '\r' ? '\n' : text[i];
  }
  return lines;
}

// A text as a cell can hold it: at most so many units, cut with an ellipsis.
std::string CellText(std::string_view text) {
  const std::string clean = WithLineFeeds(WithXmlCharacters(text));
  std::string cell;
  size_t units = 0;
  size_t last_fitting = 0;  // bytes of `cell` that leave room for the ellipsis
  for (size_t i = 0; i < clean.size(); ++i) {
    const auto byte = static_cast<unsigned char>(clean[i]);
    if ((byte & 0xC0U) != 0x80U) {
      if (units < kMostUnits) last_fitting = cell.size();
      units += byte >= 0xF0 ? 2 : 1;
    }
    if (units > kMostUnits) return cell.substr(0, last_fitting) + "…";
    if (byte == '_' && BeginsEscape(std::string_view(clean).substr(i))) {
      cell += "_x005F";
      units += 6;
    }
    cell += clean[i];
  }
  return cell;
}

bool IsLink(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         text.size() <= kMostLinkBytes && text.find_first_of(" \t\r\n\"<>") == text.npos;
}

// A file for a while, of which only the name is needed.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code failed;
    directory_ = std::filesystem::temp_directory_path(failed);
    path_ = (directory_ / "kontor-XXXXXX").string();
    const int descriptor = failed ? -1 : ::mkstemp(path_.data());
    exists_ = descriptor >= 0;
    if (exists_) ::close(descriptor);
  }
  ~TemporaryFile() {
    std::error_code ignored;
    if (exists_) std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] bool exists() const { return exists_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

 private:
  std::filesystem::path directory_;
  std::string path_;
  bool exists_ = false;
};

std::unexpected<Error> FailWriting(ErrorCode code, std::string_view why) {
  return Fail(code, "the workbook could not be written: " + std::string(why));
}

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(Provenance provenance, Sink sink)
      : provenance_(std::move(provenance)), sink_(std::move(sink)) {}
  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  Status Begin(std::string_view title, std::span<const TableColumn> columns) override;
  Status Add(std::span<const Cell> row) override;
  Status End() override;

 private:
  void DateBook();
  lxw_format* FormatOf(const TableColumn& column);
  Status AddSheet();
  void EndSheet();
  Status Write(lxw_col_t at, const Cell& cell);
  lxw_error WriteText(lxw_col_t at, const std::string& text);
  void WriteQuestion();
  Status CheckSpace();
  Status PassOn();

  const Provenance provenance_;
  const Sink sink_;
  TemporaryFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  std::vector<lxw_worksheet*> written_;  // all sheets
  std::string title_;
  std::vector<TableColumn> columns_;
  std::vector<lxw_format*> formats_;  // of each of them
  lxw_format* header_ = nullptr;
  lxw_row_t row_ = 0;  // the next of the sheet
  size_t links_ = 0;   // in the sheet
  int sheets_ = 0;     // of the table
};

Status XlsxWriter::Begin(std::string_view title, std::span<const TableColumn> columns) {
  if (!file_.exists()) return FailWriting(ErrorCode::kIo, "there is no room for temporary files");
  std::string directory = file_.directory().string();
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  options.use_zip64 = LXW_FALSE;
  options.tmpdir = directory.data();
  book_ = workbook_new_opt(file_.path().c_str(), &options);
  if (book_ == nullptr) return FailWriting(ErrorCode::kIo, "memory is short");
  DateBook();
  title_ = title;
  columns_.assign(columns.begin(), columns.end());
  header_ = workbook_add_format(book_);
  format_set_bold(header_);
  for (const TableColumn& column : columns_) formats_.push_back(FormatOf(column));
  return AddSheet();
}

// The library would take the clock.
void XlsxWriter::DateBook() {
  constexpr int64_t kSecondsPerDay = 86'400;
  constexpr int32_t kMillennium = 10'957;  // days from 1970 to 2000: where nobody said a day
  const int32_t day = provenance_.as_of.known() ? provenance_.as_of.days : kMillennium;
  lxw_doc_properties properties = {};
  properties.created = std::max<int64_t>(day, 1) * kSecondsPerDay;
  workbook_set_properties(book_, &properties);
}

lxw_format* XlsxWriter::FormatOf(const TableColumn& column) {
  std::string pattern;
  if (column.kind == CellKind::kInteger) pattern = "0";
  if (column.kind == CellKind::kNumber) {
    pattern = "0" + (column.digits > 0 ? "." + std::string(static_cast<size_t>(column.digits), '0')
                                       : std::string());
  }
  if (column.kind == CellKind::kDate) pattern = "yyyy-mm-dd";
  if (pattern.empty()) return nullptr;
  lxw_format* format = workbook_add_format(book_);
  format_set_num_format(format, pattern.c_str());
  return format;
}

Status XlsxWriter::AddSheet() {
  ++sheets_;
  const std::string name = title_ + (sheets_ == 1 ? "" : " " + std::to_string(sheets_));
  sheet_ = workbook_add_worksheet(book_, name.c_str());
  if (sheet_ == nullptr) return FailWriting(ErrorCode::kInternal, "a sheet has no good name");
  written_.push_back(sheet_);
  row_ = 1;
  links_ = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    const bool is_text = columns_[i].kind == CellKind::kText || columns_[i].kind == CellKind::kLink;
    worksheet_set_column(sheet_, at, at, is_text ? kTextWidth : kDefaultWidth, nullptr);
    worksheet_write_string(sheet_, 0, at, std::string(columns_[i].name).c_str(), header_);
  }
  worksheet_freeze_panes(sheet_, 1, 0);
  return {};
}

void XlsxWriter::EndSheet() {
  worksheet_autofilter(sheet_, 0, 0, row_ - 1, static_cast<lxw_col_t>(columns_.size() - 1));
}

Status XlsxWriter::Add(std::span<const Cell> row) {
  if (row_ == kMostRows) {
    EndSheet();
    if (Status added = AddSheet(); !added) return added;
  }
  for (size_t i = 0; i < row.size(); ++i) {
    if (Status written = Write(static_cast<lxw_col_t>(i), row[i]); !written) return written;
  }
  ++row_;
  return {};
}

Status XlsxWriter::Write(lxw_col_t at, const Cell& cell) {
  constexpr int32_t kFirstDay = -25'508;  // 1 March 1900: before, spreadsheets count differently
  lxw_format* format = formats_[at];
  lxw_error error = LXW_NO_ERROR;
  if (const auto* text = std::get_if<std::string>(&cell)) {
    error = WriteText(at, *text);
  } else if (const auto* integer = std::get_if<uint64_t>(&cell)) {
    error = worksheet_write_number(sheet_, row_, at, static_cast<double>(*integer), format);
  } else if (const auto* number = std::get_if<double>(&cell)) {
    error = worksheet_write_number(sheet_, row_, at, *number, format);
  } else if (const auto* flag = std::get_if<bool>(&cell)) {
    error = worksheet_write_boolean(sheet_, row_, at, *flag ? 1 : 0, format);
  } else if (const auto* date = std::get_if<Date>(&cell); date != nullptr && date->known()) {
    constexpr int32_t kDayZero = 25'569;  // 1970-01-01
    error = date->days < kFirstDay
                ? worksheet_write_string(sheet_, row_, at, FormatDate(*date).c_str(), nullptr)
                : worksheet_write_number(sheet_, row_, at, date->days + kDayZero, format);
  }
  return error == LXW_NO_ERROR ? Status() : FailWriting(ErrorCode::kIo, lxw_strerror(error));
}

lxw_error XlsxWriter::WriteText(lxw_col_t at, const std::string& text) {
  if (text.empty()) return LXW_NO_ERROR;
  if (columns_[at].kind == CellKind::kLink && IsLink(text) && links_ < kMostLinks) {
    ++links_;
    return worksheet_write_url(sheet_, row_, at, CellText(text).c_str(), nullptr);
  }
  return worksheet_write_string(sheet_, row_, at, CellText(text).c_str(), nullptr);
}

void XlsxWriter::WriteQuestion() {
  constexpr double kNameWidth = 14.0;
  constexpr double kLineWidth = 100.0;
  lxw_worksheet* sheet = workbook_add_worksheet(book_, "Question");
  written_.push_back(sheet);
  worksheet_set_column(sheet, 0, 0, kNameWidth, nullptr);
  worksheet_set_column(sheet, 1, 1, kLineWidth, nullptr);
  lxw_row_t row = 0;
  for (const auto& [name, text] : AsLines(provenance_)) {
    worksheet_write_string(sheet, row, 0, name.c_str(), header_);
    worksheet_write_string(sheet, row, 1, CellText(text).c_str(), nullptr);
    ++row;
  }
}

// The library does not look whether its temporary files could be written: closing needs room for
// the sheets once more, and for what they are packed to.
Status XlsxWriter::CheckSpace() {
  uintmax_t bytes = 0;
  for (const lxw_worksheet* sheet : written_) {
    if (std::fflush(sheet->optimize_tmpfile) != 0 || std::ferror(sheet->optimize_tmpfile) != 0) {
      return FailWriting(ErrorCode::kNoSpace, "the directory for temporary files is full");
    }
    bytes += static_cast<uintmax_t>(std::max(0L, std::ftell(sheet->optimize_tmpfile)));
  }
  std::error_code failed;
  const auto space = std::filesystem::space(file_.directory(), failed);
  if (!failed && space.available < 2 * bytes) {
    return FailWriting(ErrorCode::kNoSpace, "the directory for temporary files is nearly full");
  }
  return {};
}

Status XlsxWriter::End() {
  EndSheet();
  WriteQuestion();
  if (Status enough = CheckSpace(); !enough) return enough;
  const lxw_error error = workbook_close(std::exchange(book_, nullptr));
  if (error != LXW_NO_ERROR) return FailWriting(ErrorCode::kIo, lxw_strerror(error));
  return PassOn();
}

Status XlsxWriter::PassOn() {
  std::ifstream input(file_.path(), std::ios::binary);
  std::string piece(SinkBuffer::kPieceBytes, '\0');
  while (input) {
    input.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto bytes = static_cast<size_t>(input.gcount());
    if (bytes == 0) break;
    if (Status passed = sink_(std::string_view(piece).substr(0, bytes)); !passed) return passed;
  }
  return input.eof() ? Status() : FailWriting(ErrorCode::kIo, "it could not be read back");
}

}  // namespace

std::unique_ptr<TableWriter> MakeXlsxWriter(Provenance provenance, Sink sink) {
  return std::make_unique<XlsxWriter>(std::move(provenance), std::move(sink));
}

}  // namespace kontor
