#include "index/concepts.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "index/spelling.h"

namespace kontor {
namespace {

// True if every word of `wanted` is a word of `label`; both folded.
bool HoldsAllWords(std::string_view label, std::string_view wanted) {
  const auto in_label = Words(label);
  const auto words = Words(wanted);
  return !words.empty() && std::ranges::all_of(words, [&in_label](std::string_view word) {
    return std::ranges::find(in_label, word) != in_label.end();
  });
}

// Distance of one name of a code. A name that holds all the words is as near as one wrong letter,
// and one of whose words nearly is the text is as near as that word and one more ("golld", gold
// label).
size_t DistanceToName(std::string_view name, std::string_view folded, size_t bound) {
  if (HoldsAllWords(name, folded)) return 1;
  size_t distance = EditDistance(folded, name, bound);
  for (const std::string_view word : Words(name)) {
    distance = std::min(distance, 1 + EditDistance(folded, word, bound));
  }
  return distance;
}

}  // namespace

std::string_view ConceptTable::Label(ConceptIndex concept_index, std::string_view lang) const {
  const TextRange languages = languages_[concept_index];
  const TextRange labels = labels_[concept_index];
  if (labels.empty()) return codes_[concept_index];
  for (const std::string_view wanted : {lang, std::string_view("en")}) {
    const auto found = std::ranges::find(languages, wanted);
    if (found != languages.end()) return labels[static_cast<size_t>(found - languages.begin())];
  }
  return labels[0];
}

bool ConceptTable::IsWithin(ConceptIndex narrower, ConceptIndex broader) const {
  while (narrower != kNoConcept && narrower != broader) narrower = parents_[narrower];
  return narrower != kNoConcept;
}

ConceptIndex ConceptTable::Division(ConceptIndex sector) const { return divisions_[sector]; }

std::span<const SupplyLink> ConceptTable::Suppliers(ConceptIndex division) const {
  return suppliers_[division];
}

std::span<const SupplyLink> ConceptTable::Users(ConceptIndex division) const {
  return users_[division];
}

std::pair<ConceptIndex, ConceptIndex> ConceptTable::RangeOf(NodeType type) const {
  const auto range = std::ranges::equal_range(types_, type);
  return {static_cast<ConceptIndex>(range.begin() - types_.begin()),
          static_cast<ConceptIndex>(range.end() - types_.begin())};
}

ConceptIndex ConceptTable::FindSpelling(NodeType type, std::string_view spelling) const {
  const auto same_hash = std::ranges::equal_range(spelling_hashes_, HashSpelling(type, spelling));
  // The entry of which this is the plainest spelling; two codes may share one ("gold").
  std::pair best{SIZE_MAX, kNoConcept};
  for (const uint64_t& hash : same_hash) {
    const ConceptIndex i = spelled_[static_cast<size_t>(&hash - spelling_hashes_.data())];
    if (types_[i] != type) continue;
    const TextRange alternatives = alternative_codes_[i];
    const auto of_code = SpellingsOf(
        type, codes_[i], std::vector<std::string>(alternatives.begin(), alternatives.end()),
        categories_[i]);
    const auto found = std::ranges::find(of_code, spelling);
    if (found == of_code.end()) continue;
    best = std::min(best, {static_cast<size_t>(found - of_code.begin()), i});
  }
  return best.second;
}

ConceptIndex ConceptTable::Find(NodeType type, std::string_view code) const {
  const auto [first, last] = RangeOf(type);
  const TextRange codes(codes_, first, last);
  const auto found = std::ranges::lower_bound(codes, code);
  if (found != codes.end() && *found == code) {
    return first + static_cast<ConceptIndex>(found - codes.begin());
  }
  for (const std::string& spelling : SpellingsToTry(type, code)) {
    const ConceptIndex spelled = FindSpelling(type, spelling);
    if (spelled != kNoConcept) return spelled;
  }
  return kNoConcept;
}

// The smallest distance of the folded text to the code or one of its labels; more than `bound` if
// it exceeds `bound`.
size_t ConceptTable::DistanceTo(ConceptIndex concept_index, std::string_view folded,
                                size_t bound) const {
  size_t distance = DistanceToName(Fold(codes_[concept_index]), folded, bound);
  for (const std::string_view label : labels_[concept_index]) {
    distance = std::min(distance, DistanceToName(Fold(label), folded, bound));
  }
  return distance;
}

std::vector<ConceptIndex> ConceptTable::Nearest(NodeType type, std::string_view code,
                                                size_t limit) const {
  const std::string folded = Fold(code);
  const size_t bound = std::max<size_t>(2, folded.size() / 2);
  std::vector<std::pair<size_t, ConceptIndex>> near;
  const auto [first, last] = RangeOf(type);
  for (ConceptIndex i = first; i < last && !folded.empty(); ++i) {
    const size_t distance = DistanceTo(i, folded, bound);
    if (distance <= bound) near.emplace_back(distance, i);
  }
  std::ranges::sort(near);
  if (near.size() > limit) near.resize(limit);
  std::vector<ConceptIndex> nearest;
  for (const auto& [distance, i] : near) nearest.push_back(i);
  return nearest;
}

}  // namespace kontor
