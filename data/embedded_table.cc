#include "data/embedded_table.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace kontor {
namespace {

// Takes one record from the front of `rest`.
std::vector<std::string> TakeRecord(std::string_view& rest) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  size_t i = 0;
  for (; i < rest.size(); ++i) {
    const char c = rest[i];
    if (c == '"') {
      const bool doubled = quoted && i + 1 < rest.size() && rest[i + 1] == '"';
      if (doubled) {
        fields.back() += rest[++i];
      } else {
        quoted = !quoted;
      }
    } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
      fields.back() += c;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      break;
    }
  }
  rest.remove_prefix(std::min(i + 1, rest.size()));
  return fields;
}

}  // namespace

std::string_view EmbeddedTable::Row::operator[](std::string_view column) const {
  const auto& columns = table_->columns_;
  const auto found = std::ranges::find(columns, column);
  if (found == columns.end()) return {};
  return table_->rows_[index_][static_cast<size_t>(found - columns.begin())];
}

std::vector<std::string_view> EmbeddedTable::Row::List(std::string_view column) const {
  return SplitList((*this)[column], '|');
}

double EmbeddedTable::Row::Number(std::string_view column, double otherwise) const {
  const std::string_view text = (*this)[column];
  double value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

Result<EmbeddedTable> EmbeddedTable::Parse(const EmbeddedFile& file) {
  EmbeddedTable table;
  table.path_ = file.path;
  std::string_view rest = file.content;
  table.columns_ = TakeRecord(rest);
  while (!rest.empty()) {
    auto fields = TakeRecord(rest);
    if (fields.size() == 1 && fields.front().empty()) continue;
    if (fields.size() != table.columns_.size()) {
      return Fail(ErrorCode::kInternal, table.path_ + " row " +
                                            std::to_string(table.rows_.size() + 1) + " has " +
                                            std::to_string(fields.size()) + " fields instead of " +
                                            std::to_string(table.columns_.size()));
    }
    table.rows_.push_back(std::move(fields));
  }
  return table;
}

bool EmbeddedTable::Has(std::string_view column) const {
  return std::ranges::find(columns_, column) != columns_.end();
}

std::vector<std::string_view> SplitList(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t length = std::min(text.find(separator), text.size());
    if (length > 0) parts.push_back(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return parts;
}

Result<EmbeddedTable> FindTable(std::span<const EmbeddedFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  if (found == files.end()) {
    return Fail(ErrorCode::kInternal, "the table " + std::string(path) + " is not built in");
  }
  return EmbeddedTable::Parse(*found);
}

}  // namespace kontor
