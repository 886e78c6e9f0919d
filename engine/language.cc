#include "engine/language.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>

namespace kontor {
namespace {

constexpr std::array<std::string_view, 17> kPlaceholders = {
    "code", "other",   "text", "count", "number", "percent", "date", "day", "month",
    "year", "in_year", "who",  "them",  "first",  "second",  "now",  "then"};

std::optional<Placeholder> FindPlaceholder(std::string_view name) {
  const auto* found = std::ranges::find(kPlaceholders, name);
  if (found == kPlaceholders.end()) return std::nullopt;
  return static_cast<Placeholder>(found - kPlaceholders.begin());
}

}  // namespace

Result<Template> Template::Parse(std::string_view text) {
  Template read;
  for (;;) {
    const size_t brace = text.find_first_of("{}");
    if (brace == std::string_view::npos) {
      read.end_ = text;
      return read;
    }
    const size_t end = text.find('}', brace);
    if (text[brace] == '}' || end == std::string_view::npos) {
      return Fail(ErrorCode::kBadData, "a brace without its other one");
    }
    const std::string_view name = text.substr(brace + 1, end - brace - 1);
    const auto placeholder = FindPlaceholder(name);
    if (!placeholder) {
      return Fail(ErrorCode::kBadData, "unknown placeholder '" + std::string(name) + "'");
    }
    read.pieces_.push_back({std::string(text.substr(0, brace)), *placeholder});
    text.remove_prefix(end + 1);
  }
}

bool Template::Has(Placeholder placeholder) const {
  return std::ranges::find(pieces_, placeholder, &Piece::placeholder) != pieces_.end();
}

bool Language::IsOne(uint64_t count) const { return std::ranges::find(one_, count) != one_.end(); }

std::string Language::Whole(uint64_t number) const {
  std::string digits = std::to_string(number);
  for (size_t behind = 3; behind < digits.size(); behind += 3 + thousands_mark_.size()) {
    digits.insert(digits.size() - behind, thousands_mark_);
  }
  return digits;
}

std::string Language::Decimal(double number) const {
  assert(number >= 0.0);
  const auto tenths = static_cast<uint64_t>(std::llround(10.0 * number));
  return Whole(tenths / 10) + decimal_mark_ + std::to_string(tenths % 10);
}

std::string Language::Percent(double share) const {
  return percent_.Fill([share](Placeholder, std::string& text) {
    text += std::to_string(std::llround(100.0 * share));
  });
}

std::string Language::Day(Date date) const {
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(date.days))};
  const auto number = static_cast<unsigned>(day.day());
  return date_.Fill([&](Placeholder placeholder, std::string& text) {
    if (placeholder == Placeholder::kDay) {
      text += number == 1 ? first_of_month_ : std::to_string(number);
    } else if (placeholder == Placeholder::kMonth) {
      text += months_[static_cast<unsigned>(day.month()) - 1];
    } else {
      text += std::to_string(static_cast<int>(day.year()));
    }
  });
}

std::string Language::List(std::span<const std::string> items) const {
  const auto nothing = [](Placeholder, std::string&) {};
  std::string list;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) list += Get(i + 1 == items.size() ? Phrase::kAnd : Phrase::kComma).Fill(nothing);
    list += items[i];
  }
  return list;
}

std::string Language::Quoted(std::string_view text) const {
  return Get(Phrase::kQuoted).Fill([text](Placeholder, std::string& quoted) { quoted += text; });
}

Result<const Language*> FindLanguage(std::string_view code) {
  std::string codes;
  for (const Language& language : Languages()) {
    if (language.code() == code) return &language;
    codes += (codes.empty() ? "" : ", ") + language.code();
  }
  return Fail(ErrorCode::kInvalidArgument,
              "there is no language '" + std::string(code.substr(0, 40)) + "'; there are " + codes);
}

}  // namespace kontor
