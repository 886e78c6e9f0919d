#include "data/text_rule.h"

#include <algorithm>

#include "base/text.h"

namespace kontor {
namespace {

bool IsYear(std::string_view text) {
  return text.size() == 4 && (text.front() == '1' || text.front() == '2') &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string NearestText(const CodeTable& codes, std::string_view text) {
  const std::string folded = Fold(text.substr(0, 80));
  const size_t bound = std::max<size_t>(2, folded.size() / 3);
  size_t best_distance = bound + 1;
  std::string best;
  for (const auto& [known, code] : codes.by_text) {
    const size_t distance = EditDistance(folded, known, bound);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = known;
  }
  return best;
}

}  // namespace

std::optional<size_t> ColumnNamed(const CsvTable& table, const std::string& name) {
  return name.empty() ? std::nullopt : table.Find(name);
}

BoundText::BoundText(const TextRule& rule, const CsvMapping& mapping, const CsvTable& table)
    : rule_(rule) {
  for (const std::string& column : rule.columns) columns_.push_back(ColumnNamed(table, column));
  const auto codes = mapping.codes.find(rule.codes);
  if (codes != mapping.codes.end()) codes_ = &codes->second;
}

std::vector<std::string> BoundText::Pieces(const TableRow& row) const {
  std::string whole = rule_.constant;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const std::string_view text = row.Text(columns_[i]);
    if (text.empty()) return {};
    if (i > 0) whole += rule_.join;
    whole += text;
  }
  if (rule_.split.empty()) return whole.empty() ? std::vector<std::string>() : std::vector{whole};
  std::vector<std::string> pieces;
  for (size_t begin = 0; begin <= whole.size();) {
    const size_t end = std::min(whole.find(rule_.split, begin), whole.size());
    const std::string_view piece = Trim(std::string_view(whole).substr(begin, end - begin));
    if (!piece.empty()) pieces.emplace_back(piece);
    begin = end + rule_.split.size();
  }
  return pieces;
}

std::string BoundText::Finish(std::string_view piece, const TableRow& row) const {
  if (!rule_.strip.empty() && piece.starts_with(rule_.strip)) {
    piece.remove_prefix(rule_.strip.size());
  }
  if (codes_ == nullptr) return rule_.prefix + std::string(piece);
  const auto found = codes_->by_text.find(Fold(piece));
  if (found != codes_->by_text.end()) {
    return found->second.empty() ? std::string() : rule_.prefix + found->second;
  }
  if (codes_->keep_unknown) return rule_.prefix + std::string(piece);
  if (!codes_->ignore_unknown) {
    const std::string nearest = NearestText(*codes_, piece);
    row.Warn(column(), "\"" + std::string(piece.substr(0, piece.size() > 80 ? 0 : piece.size())) +
                           "\" is not in [codes." + rule_.codes + "]" +
                           (nearest.empty() ? "" : "; the nearest is \"" + nearest + "\""));
  }
  return {};
}

Date ReadDateOrYear(const TableRow& row, std::optional<size_t> column, bool last) {
  const std::string_view text = row.Text(column);
  if (!IsYear(text)) return row.Day(column);
  const int year = std::stoi(std::string(text));
  return last ? MakeDate(year, 12, 31) : MakeDate(year, 1, 1);
}

}  // namespace kontor
