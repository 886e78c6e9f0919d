#include "index/code_names.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "base/distinct.h"
#include "base/text.h"
#include "index/code_counter.h"
#include "index/criterion.h"

namespace kontor {
namespace {

// Of how many matches for each one that is asked for those who carry them are counted anew.
constexpr size_t kMostCounted = 4;

bool IsCountryAsRegion(NodeType type, std::string_view code) {
  return type == NodeType::kRegion && code.size() == 2;
}

// By the tie that describes organisations with codes of a type, whenever it holds.
CodeCounter CountCarriers(const ConceptTable& concepts, const ProfileTable& profiles) {
  CodeCounter counts;
  counts.Start(concepts);
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    const Profile profile = profiles[i];
    counts.Add(concepts, i, profile.country);
    counts.Add(concepts, i, profile.region);
    for (const Attribution& code : profiles.Codes(i)) {
      if (TieOf(concepts.type(code.concept_index)) == code.tie) {
        counts.Add(concepts, i, code.concept_index);
      }
    }
  }
  return counts;
}

}  // namespace

CodeNames::CodeNames(const ConceptTable& concepts, const ProfileTable& profiles) {
  TextsBuilder names;
  std::vector<Named> named;
  std::vector<Start> starts;
  const auto add = [&](std::string_view name, ConceptIndex code, uint32_t label,
                       uint32_t carriers) {
    const std::string folded = Fold(name);
    if (folded.empty()) return;
    const auto number = static_cast<uint32_t>(named.size());
    for (size_t at = 0; at != std::string::npos; at = folded.find(' ', at + 1)) {
      starts.push_back({number, static_cast<uint32_t>(at == 0 ? 0 : at + 1)});
    }
    names.Add(folded);
    named.push_back({code, label, carriers});
  };
  const CodeCounter counts = CountCarriers(concepts, profiles);
  for (const NodeType type : kCarriedTypes) {
    const auto [first, last] = concepts.RangeOf(type);
    for (ConceptIndex code = first; code < last; ++code) {
      if (IsCountryAsRegion(type, concepts.code(code))) continue;
      const uint32_t carriers = counts[code];
      if (carriers == 0) continue;
      add(concepts.code(code), code, kCodeItself, carriers);
      const TextRange labels = concepts.Labels(code);
      for (uint32_t i = 0; i < labels.size(); ++i) add(labels[i], code, i, carriers);
    }
  }
  names_ = std::move(names).Build();
  named_ = Column(std::move(named));
  std::ranges::sort(starts, [this](const Start& a, const Start& b) {
    return std::tuple(From(a), a.name) < std::tuple(From(b), b.name);
  });
  starts_ = Column(std::move(starts));
  PlaceWords();
  FindLapsing(concepts, profiles);
}

void CodeNames::FindLapsing(const ConceptTable& concepts, const ProfileTable& profiles) {
  std::vector<ConceptIndex> lapsing;
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    for (const Attribution& one : profiles.Codes(i)) {
      if (!one.valid_from.known() && !one.valid_to.known()) continue;
      const NodeType type = concepts.type(one.concept_index);
      for (ConceptIndex code = one.concept_index; code != kNoConcept && concepts.type(code) == type;
           code = concepts.parent(code)) {
        lapsing.push_back(code);
      }
    }
    if (lapsing.size() > profiles.size() + concepts.size()) SortDistinct(lapsing);
  }
  SortDistinct(lapsing);
  lapsing_ = Column(std::move(lapsing));
}

void CodeNames::PlaceWords() {
  TextsBuilder words;
  std::vector<uint32_t> uses;
  std::string last;
  for (const Start& start : starts_) {
    std::string_view word = From(start);
    word = word.substr(0, word.find(' '));
    if (uses.empty() || word != last) {
      words.Add(word);
      uses.push_back(0);
      last = word;
    }
    uses.back() = std::max(uses.back(), named_[start.name].carriers);
  }
  words_ = std::move(words).Build();
  word_uses_ = Column(std::move(uses));
}

std::vector<NameMatch> CodeNames::Search(
    std::string_view text, size_t limit,
    const std::function<uint32_t(ConceptIndex)>& carriers_now) const {
  const std::string folded = Fold(text);
  std::vector<NameMatch> matches;
  if (folded.empty()) return matches;
  const auto first = std::ranges::lower_bound(starts_, std::string_view(folded), {},
                                              [this](const Start& start) { return From(start); });
  for (auto start = first; start != starts_.end(); ++start) {
    const std::string_view rest = From(*start);
    if (!rest.starts_with(folded)) break;
    MatchGrade grade = MatchGrade::kWithin;
    if (start->offset == 0) {
      grade = rest == folded ? MatchGrade::kWhole : MatchGrade::kBeginning;
    }
    const Named& named = named_[start->name];
    matches.push_back({named.code, grade, named.carriers, named.label});
  }
  KeepBest(matches, kMostCounted * limit);
  std::erase_if(matches, [&](NameMatch& match) {
    if (!std::ranges::binary_search(lapsing_, match.item)) return false;
    match.uses = carriers_now(match.item);
    return match.uses == 0;
  });
  KeepBest(matches, limit);
  return matches;
}

bool CodeNames::Holds(std::string_view word, bool as_beginning) const {
  const auto [first, last] = FindBeginning(words_, word);
  return first < last && (as_beginning || words_[first] == word);
}

std::optional<NearWord> CodeNames::Nearest(std::string_view word, bool is_begun) const {
  return NearestWord(words_, word, is_begun, [this](size_t i) { return word_uses_[i]; });
}

}  // namespace kontor
