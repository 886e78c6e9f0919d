#include "data/table_row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/limits.h"
#include "base/text.h"

namespace kontor {
namespace {

std::string Quoted(std::string_view text) {
  constexpr size_t kShownBytes = 60;
  size_t shown = std::min(text.size(), kShownBytes);
  while (shown < text.size() && shown > 0 && (static_cast<uint8_t>(text[shown]) & 0xC0U) == 0x80) {
    --shown;
  }
  return "\"" + std::string(text.substr(0, shown)) + (shown < text.size() ? "…\"" : "\"");
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<double> ParseDegrees(std::string_view text, double bound) {
  text = Trim(text);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value) || std::abs(value) > bound) return std::nullopt;
  return value;
}

std::string_view SchemeOf(std::string_view url) {
  const size_t end = url.find_first_of(":/?#.");
  return end != std::string_view::npos && url[end] == ':' ? url.substr(0, end) : std::string_view();
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y;
  });
}

// Leaves a digit of 0 to 9 in each place but the highest, which takes what is over.
int64_t Carry(std::span<int64_t> digits) {
  for (size_t i = 0; i + 1 < digits.size(); ++i) {
    const int64_t rest = ((digits[i] % 10) + 10) % 10;
    digits[i + 1] += (digits[i] - rest) / 10;
    digits[i] = rest;
  }
  return digits.back();
}

std::string Decimal(std::span<const int64_t> digits, size_t point) {
  size_t first = digits.size() - 1;
  while (first > point && digits[first] == 0) --first;
  size_t last = 0;
  while (last < point && digits[last] == 0) ++last;
  std::string text;
  for (size_t i = first + 1; i-- > last;) {
    if (i + 1 == point) text += '.';
    text += static_cast<char>('0' + digits[i]);
  }
  return text;
}

// Counts and tells in `told`, unless it is null.
Status Visit(CsvTable& table, const ImportRun& run, ImportRun* told, const RowVisitor& visit) {
  constexpr uint64_t kRowsPerTick = 8'192;
  const TableRow row(table, told);
  for (uint64_t count = 1;; ++count) {
    const auto outcome = table.Next();
    if (!outcome) return std::unexpected(outcome.error());
    if (*outcome == CsvOutcome::kEnd) return {};
    if (told != nullptr) told->CountRow();
    Status done;
    if (*outcome == CsvOutcome::kBadRecord) {
      row.TellFault();
    } else {
      done = visit(row);
    }
    if (done && count % kRowsPerTick == 0) done = run.Tick(table);
    if (!done) return done;
  }
}

}  // namespace

std::optional<std::string> ParseAmount(std::string_view text) {
  constexpr size_t kLongest = 40;
  text = Trim(text);
  if (text.size() > kLongest) return std::nullopt;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  size_t mark = text.find_last_of(".,");
  const bool repeated = mark != std::string_view::npos && mark > 0 &&
                        text.find_last_of(text[mark], mark - 1) != std::string_view::npos;
  if (repeated) mark = std::string_view::npos;  // "1.234.567": only groups of thousands
  std::string whole;
  for (const char c : text.substr(0, mark)) {
    if (IsDigit(c)) {
      whole += c;
    } else if (c != '.' && c != ',' && c != ' ') {
      return std::nullopt;
    }
  }
  std::string_view decimals =
      mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
  if (whole.empty() || !std::ranges::all_of(decimals, IsDigit)) return std::nullopt;
  decimals = decimals.substr(0, decimals.find_last_not_of('0') + 1);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  if (!decimals.empty()) whole += "." + std::string(decimals);
  return negative && whole != "0" ? "-" + whole : whole;
}

std::string SumOfAmounts(std::span<const std::string> amounts) {
  // Decimal digits with signs, the lowest first; the point stands below kPoint. An amount has at
  // most 40 characters, and there is room for as many sums as an int64_t counts.
  constexpr size_t kPoint = 48;
  std::array<int64_t, 2 * kPoint + 16> digits{};
  bool any = false;
  for (std::string_view amount : amounts) {
    any = any || !amount.empty();
    const int64_t sign = amount.starts_with('-') ? -1 : 1;
    if (sign < 0) amount.remove_prefix(1);
    const size_t point = std::min(amount.find('.'), amount.size());
    for (size_t i = 0; i < amount.size(); ++i) {
      if (i == point) continue;
      const size_t place = i < point ? kPoint + (point - 1 - i) : kPoint - (i - point);
      digits.at(place) += sign * (amount[i] - '0');
    }
  }
  if (!any) return {};
  const bool negative = Carry(digits) < 0;
  if (negative) {
    for (int64_t& digit : digits) digit = -digit;
    Carry(digits);
  }
  return (negative ? "-" : "") + Decimal(digits, kPoint);
}

std::string_view ParseBool(std::string_view text) {
  for (const std::string_view yes : {"true", "yes", "1", "y"}) {
    if (EqualsIgnoringCase(text, yes)) return "true";
  }
  for (const std::string_view no : {"false", "no", "0", "n"}) {
    if (EqualsIgnoringCase(text, no)) return "false";
  }
  return {};
}

bool IsPoint(std::string_view text) {
  const size_t comma = text.find(',');
  return comma != std::string_view::npos && ParseDegrees(text.substr(0, comma), 90) &&
         ParseDegrees(text.substr(comma + 1), 180);
}

bool IsWebAddress(std::string_view text) {
  const std::string_view scheme = SchemeOf(text);
  return scheme.empty() || EqualsIgnoringCase(scheme, "http") ||
         EqualsIgnoringCase(scheme, "https");
}

std::string_view TableRow::Text(std::optional<size_t> column) const {
  if (!column) return {};
  const std::string_view text = Trim((*table_)[*column]);
  if (!table_->clean() && !IsCleanUtf8(text)) {
    Warn(column, "not well-formed UTF-8 text, or a NUL in it; the value is left out");
    return {};
  }
  if (text.size() > Limits::max_value_bytes) {
    Warn(column, "longer than " + std::to_string(Limits::max_value_bytes) +
                     " bytes; the value is left out");
    return {};
  }
  return text;
}

Date TableRow::Day(std::optional<size_t> column) const {
  const std::string_view text = Text(column);
  const auto day = ParseDate(text);
  if (day) return *day;
  Warn(column, Quoted(text) + " is not a date (YYYY-MM-DD); it is left out");
  return {};
}

std::string TableRow::Amount(std::optional<size_t> column) const {
  const std::string_view text = Text(column);
  if (text.empty()) return {};
  auto amount = ParseAmount(text);
  if (amount) return *std::move(amount);
  Warn(column, Quoted(text) + " is not an amount; it is left out");
  return {};
}

std::string_view TableRow::Point(std::optional<size_t> column) const {
  std::string_view text = Text(column);
  if (text.starts_with('(') && text.ends_with(')')) text = Trim(text.substr(1, text.size() - 2));
  if (text.empty() || IsPoint(text)) return text;
  Warn(column, Quoted(text) + " is not \"latitude,longitude\"; it is left out");
  return {};
}

std::string_view TableRow::Url(std::optional<size_t> column) const {
  const std::string_view text = Text(column);
  if (IsWebAddress(text)) return text;
  Warn(column, Quoted(text) + " is not a web address; it is left out");
  return {};
}

void TableRow::Warn(std::optional<size_t> column, std::string reason) const {
  Tell(Severity::kWarning, column, std::move(reason));
}

void TableRow::Error(std::optional<size_t> column, std::string reason) const {
  Tell(Severity::kError, column, std::move(reason));
}

void TableRow::TellFault() const {
  const size_t column = table_->fault().column;
  Tell(Severity::kError, column < table_->columns().size() ? std::optional(column) : std::nullopt,
       table_->fault().reason);
}

void TableRow::Tell(Severity severity, std::optional<size_t> column, std::string reason) const {
  if (run_ == nullptr) return;
  run_->Tell({severity, table_->source().name(), table_->line(),
              column ? table_->columns()[*column] : std::string(), std::move(reason)});
}

Status ForEachRow(CsvTable& table, ImportRun& run, const RowVisitor& visit) {
  return Visit(table, run, &run, visit);
}

Status ForEachRowInSilence(CsvTable& table, const ImportRun& run, const RowVisitor& visit) {
  return Visit(table, run, nullptr, visit);
}

}  // namespace kontor
