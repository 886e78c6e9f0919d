#include "data/csv_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace kontor {
namespace {

constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};

// Lower-case ASCII letters and digits, other letters as they are.
std::string ComparedName(std::string_view name) {
  std::string compared;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      compared.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) {
      compared.push_back(c);
    }
  }
  return compared;
}

std::string DelimiterName(char delimiter) {
  return delimiter == '\t' ? "a tab" : "'" + std::string(1, delimiter) + "'";
}

template <typename Names>
std::string Join(const Names& names) {
  std::string joined;
  for (const auto& name : names) {
    if (!joined.empty()) joined += ", ";
    joined += name;
  }
  return joined;
}

}  // namespace

char GuessDelimiter(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  return *std::ranges::max_element(
      kDelimiters, {}, [line](char delimiter) { return std::ranges::count(line, delimiter); });
}

Status CsvTable::ReadHeader() {
  const auto outcome = reader_.Next();
  if (!outcome) return std::unexpected(outcome.error());
  if (*outcome == CsvOutcome::kEnd) {
    return Fail(ErrorCode::kBadData, source_.name() + " is empty: a header line is expected");
  }
  if (*outcome == CsvOutcome::kBadRecord || !reader_.clean()) {
    const std::string why =
        *outcome == CsvOutcome::kBadRecord ? reader_.fault().reason : "it is not UTF-8 text";
    return Fail(ErrorCode::kBadData, source_.name() + ": the header line cannot be read: " + why);
  }
  columns_.assign(reader_.fields().begin(), reader_.fields().end());
  for (size_t i = 0; i < columns_.size(); ++i) {
    const auto found = Find(columns_[i]);
    if (found && *found < i && !columns_[i].empty()) {
      return Fail(ErrorCode::kBadData,
                  source_.name() + " has two columns named \"" + columns_[i] + "\"");
    }
  }
  return {};
}

std::optional<size_t> CsvTable::Find(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    const std::string wanted = ComparedName(name);
    const auto found = std::ranges::find_if(
        columns_, [&wanted](const std::string& column) { return ComparedName(column) == wanted; });
    if (found != columns_.end()) return static_cast<size_t>(found - columns_.begin());
  }
  return std::nullopt;
}

Error CsvTable::MissingColumns(const std::vector<std::string_view>& missing) const {
  std::string message =
      source_.name() + " lacks the column" + (missing.size() > 1 ? "s " : " ") + Join(missing);
  const char better = columns_.size() == 1 ? GuessDelimiter(columns_.front()) : delimiter_;
  if (columns_.size() == 1 && columns_.front().find(better) != std::string::npos) {
    message += ": the file seems to be separated by " + DelimiterName(better) + ", not by " +
               DelimiterName(delimiter_);
  } else {
    constexpr size_t kShownColumns = 40;
    const std::vector<std::string> shown(
        columns_.begin(),
        columns_.begin() + static_cast<std::ptrdiff_t>(std::min(columns_.size(), kShownColumns)));
    message += "; it has " + Join(shown).substr(0, 1'000);
  }
  return {ErrorCode::kBadData, std::move(message)};
}

Result<CsvOutcome> CsvTable::Next() {
  auto outcome = reader_.Next();
  if (!outcome || *outcome == CsvOutcome::kEnd) return outcome;
  if (*outcome == CsvOutcome::kBadRecord) {
    fault_ = reader_.fault();
    return outcome;
  }
  if (reader_.fields().size() != columns_.size()) {
    fault_ = {std::min(reader_.fields().size(), columns_.size() - 1),
              std::to_string(reader_.fields().size()) + " fields instead of the header's " +
                  std::to_string(columns_.size())};
    return CsvOutcome::kBadRecord;
  }
  return outcome;
}

}  // namespace kontor
