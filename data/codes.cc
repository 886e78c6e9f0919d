#include "data/codes.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "data/embedded_table.h"
#include "data/taxonomies.h"

namespace kontor {
namespace {

struct Source {
  NodeType type;
  std::string_view file;
  std::string_view prefix;  // of the keys of its nodes
};

constexpr std::array<Source, 10> kSources = {{
    {NodeType::kCountry, "countries.csv", ""},
    {NodeType::kSector, "nace-rev2.csv", ""},
    {NodeType::kSector, "nace-rev2.1.csv", "2.1:"},
    {NodeType::kRegion, "nuts-2021.csv", ""},
    {NodeType::kEcosystem, "ecosystems.csv", ""},
    {NodeType::kValueChain, "value-chains.csv", ""},
    {NodeType::kTechnology, "technologies.csv", ""},
    {NodeType::kLabel, "labels.csv", ""},
    {NodeType::kStage, "value-chain-stages.csv", ""},
    {NodeType::kPosting, "partnership-types.csv", ""},
}};

bool IsNameColumn(std::string_view column) {
  return column.starts_with("name") || column.starts_with("label");
}

// The broadest of two codes that share a name, or "" when neither contains the other.
std::string Broader(const std::string& a, const std::string& b) {
  if (a.starts_with(b)) return b;
  if (b.starts_with(a)) return a;
  return {};
}

void AddText(std::unordered_map<std::string, std::string>& by_text, std::string_view text,
             const std::string& code) {
  std::string folded = Fold(text);
  if (folded.empty()) return;
  const auto [entry, is_new] = by_text.try_emplace(std::move(folded), code);
  if (!is_new && entry->second != code) entry->second = Broader(entry->second, code);
}

// NACE codes are often written without the section's letter.
std::string_view WithoutLetter(std::string_view code) {
  return code.size() > 1 ? code.substr(1) : std::string_view();
}

bool IsLevelBelowCountry(std::string_view code) { return code.size() > 2; }

}  // namespace

Status Codes::AddTable(Vocabulary& vocabulary, std::string_view file, std::string_view prefix) {
  const auto table = TaxonomyTable(file);
  if (!table) return std::unexpected(table.error());
  const bool is_nace = file.starts_with("nace");
  std::unordered_map<std::string, std::string> names;
  for (size_t i = 0; i < table->size(); ++i) {
    const auto row = (*table)[i];
    const std::string code = std::string(prefix) + std::string(row["code"]);
    vocabulary.by_text.insert_or_assign(Fold(code), code);
    if (is_nace && prefix.empty()) {
      vocabulary.by_text.try_emplace(Fold(WithoutLetter(code)), code);
    }
    for (const auto other : row.List("alternative_codes")) {
      vocabulary.by_text.try_emplace(Fold(other), code);
    }
    for (const std::string& column : table->columns()) {
      if (IsNameColumn(column)) AddText(names, row[column], code);
    }
    for (const auto other : row.List("other_names")) AddText(names, other, code);
  }
  for (auto& [text, code] : names) vocabulary.by_text.try_emplace(text, code);  // codes go first
  return {};
}

Result<Codes> Codes::Load() {
  Codes codes;
  const auto files = TaxonomyFiles();
  for (const Source& source : kSources) {
    if (std::ranges::find(files, source.file, &EmbeddedFile::path) == files.end()) continue;
    const Status added =
        AddTable(codes.vocabularies_[static_cast<size_t>(source.type)], source.file, source.prefix);
    if (!added) return std::unexpected(added.error());
  }
  return codes;
}

std::optional<std::string_view> Codes::Find(NodeType type, std::string_view text) const {
  const auto& by_text = Of(type).by_text;
  auto found = by_text.find(Fold(text));
  if (found == by_text.end() && type == NodeType::kSector) {
    std::string compact(text);  // "C 28.1"
    std::erase(compact, ' ');
    found = by_text.find(Fold(compact));
  }
  if (found == by_text.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

std::optional<std::string_view> Codes::RegionOrParent(std::string_view code) const {
  constexpr size_t kLongestCode = 5;
  if (code.size() > kLongestCode) return std::nullopt;
  const auto& by_text = Of(NodeType::kRegion).by_text;
  for (std::string folded = Fold(code); IsLevelBelowCountry(folded); folded.pop_back()) {
    const auto found = by_text.find(folded);
    if (found != by_text.end() && Fold(found->second) == folded) return found->second;
  }
  return std::nullopt;
}

std::string Codes::Nearest(NodeType type, std::string_view text) const {
  constexpr size_t kComparedBytes = 80;
  const std::string wanted = Fold(text.substr(0, kComparedBytes));
  const size_t bound = wanted.size() < 6 ? 1 : wanted.size() / 4;
  size_t best_distance = bound + 1;
  std::string best;
  for (const auto& [known, code] : Of(type).by_text) {
    if (code.empty()) continue;
    const size_t distance = EditDistance(wanted, known, bound);
    if (distance < best_distance ||
        (distance == best_distance && distance <= bound && code < best)) {
      best_distance = distance;
      best = code;
    }
  }
  return best;
}

std::string UnknownCode(const Codes& codes, NodeType type, std::string_view text) {
  constexpr size_t kShownBytes = 80;
  size_t shown = std::min(text.size(), kShownBytes);
  while (shown < text.size() && shown > 0 && (static_cast<uint8_t>(text[shown]) & 0xC0U) == 0x80) {
    --shown;  // not in the middle of a character
  }
  std::string reason =
      "unknown " + std::string(Name(type)) + " \"" + std::string(text.substr(0, shown)) + "\"";
  const std::string nearest = codes.Nearest(type, text);
  if (!nearest.empty()) reason += "; the nearest is " + nearest;
  return reason;
}

}  // namespace kontor
