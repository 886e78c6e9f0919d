#include "engine/judged_search.h"

#include <algorithm>
#include <ranges>

#include "index/criterion.h"

namespace kontor {
namespace {

constexpr size_t kColumns = 3;
constexpr std::string_view kNothing = "nothing";

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (const auto part : std::views::split(text, separator)) parts.emplace_back(part);
  return parts;
}

bool IsCodeType(std::string_view type) {
  return type == "value_chain" || CriterionNamed(type).has_value();
}

void AddExpected(std::string_view item, JudgedSearch& search) {
  if (item.empty()) return;
  if (item == kNothing) {
    search.nothing = true;
    return;
  }
  const bool unwanted = item.front() == '-';
  if (unwanted) item.remove_prefix(1);
  const size_t colon = item.find(':');
  const std::string_view type = item.substr(0, colon);
  if (colon != std::string_view::npos && IsCodeType(type)) {
    auto& codes = unwanted ? search.misunderstood : search.codes;
    codes.push_back({std::string(type), std::string(item.substr(colon + 1))});
  } else {
    (unwanted ? search.unwanted : search.organisations).emplace_back(item);
  }
}

}  // namespace

Result<std::vector<JudgedSearch>> ReadJudgedSearches(std::string_view table) {
  std::vector<JudgedSearch> searches;
  size_t number = 0;
  for (std::string_view line : Split(table, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const auto fail = [number](const std::string& what) {
      return Fail(ErrorCode::kInvalidArgument, "line " + std::to_string(number) + ": " + what);
    };
    const std::vector<std::string_view> columns = Split(line, '\t');
    if (columns.size() != kColumns) {
      return fail("a class, a query and what is expected, with a tab between them");
    }
    JudgedSearch search;
    search.group = columns[0];
    search.query = columns[1];
    search.expectation = columns[2];
    for (const std::string_view item : Split(columns[2], ' ')) AddExpected(item, search);
    const bool something = !search.organisations.empty() || !search.codes.empty();
    const bool anything = something || !search.unwanted.empty() || !search.misunderstood.empty();
    if (search.nothing ? something : !anything) {
      return fail("organisations, codes, or nothing must be expected");
    }
    searches.push_back(std::move(search));
  }
  return searches;
}

}  // namespace kontor
