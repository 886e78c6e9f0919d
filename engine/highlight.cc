#include "engine/highlight.h"

#include <algorithm>

#include "base/tokens.h"
#include "index/analyser.h"

namespace kontor {
namespace {

constexpr size_t kMostTexts = 3;
constexpr size_t kMostPartnerships = 200;  // of one organisation that are looked at
constexpr size_t kLongText = 240;          // bytes
constexpr size_t kBeforeMark = 60;

// A part of at most kLongText bytes from somewhat before the first mark on, cut at spaces.
void Shorten(MarkedText& marked) {
  if (marked.text.size() <= kLongText) return;
  const size_t first = marked.marks.empty() ? 0 : marked.marks.front().begin;
  const size_t begin =
      first <= kBeforeMark ? 0 : std::min(marked.text.find(' ', first - kBeforeMark) + 1, first);
  size_t end = marked.text.size();
  if (end - begin > kLongText) {
    end = marked.text.rfind(' ', begin + kLongText);
    if (end == std::string::npos || end <= begin) end = marked.text.size();
  }
  std::erase_if(marked.marks, [end](const MarkedText::Mark& mark) { return mark.end > end; });
  const std::string before = begin > 0 ? "… " : "";
  const std::string after = end < marked.text.size() ? " …" : "";
  marked.text = before + marked.text.substr(begin, end - begin) + after;
  for (MarkedText::Mark& mark : marked.marks) {
    mark.begin += before.size() - begin;
    mark.end += before.size() - begin;
  }
}

}  // namespace

Highlighter::Highlighter(const Snapshot& snapshot, const TextIndex& index, const QueryPlan& plan)
    : snapshot_(snapshot), index_(index) {
  uint32_t bit = 1;
  for (const PlannedWord& word : plan.words) {
    for (const WordMeaning& meaning : word.meanings) {
      if (meaning.term != kNoTerm) terms_[index.terms()[meaning.term]] |= bit;
    }
    // Compounds that are read as their parts may make more words than there are bits.
    if (const uint32_t next = bit << 1U; next != 0) bit = next;
  }
}

uint32_t Highlighter::WordsOf(std::string_view token) {
  const auto known = known_tokens_.find(token);
  if (known != known_tokens_.end()) return known->second;
  uint32_t words = 0;
  const auto look = [&](std::string_view term) {
    const auto found = terms_.find(term);
    if (found != terms_.end()) words |= found->second;
  };
  const std::string exact = ExactTerm(token);
  look(exact);
  const TermIndex word = index_.terms().Find(exact);
  if (word != kNoTerm) {
    for (const TermIndex term : index_.FoundBy(word)) look(index_.terms()[term]);
  }
  known_tokens_.emplace(token, words);
  return words;
}

MarkedText Highlighter::Mark(TextField field, std::string_view text, uint32_t& words) {
  MarkedText marked{field, std::string(text), {}};
  std::vector<std::string_view> tokens;
  FindTokens(marked.text, tokens);
  for (const std::string_view token : tokens) {
    const uint32_t found = WordsOf(token);
    if (found == 0) continue;
    words |= found;
    const auto begin = static_cast<size_t>(token.data() - marked.text.data());
    marked.marks.push_back({begin, begin + token.size()});
  }
  return marked;
}

std::vector<MarkedText> Highlighter::Matches(NodeIndex organisation) {
  std::vector<MarkedText> matches;
  uint32_t shown = 0;
  ForEachText(snapshot_, index_, organisation, kMostPartnerships,
              [&](TextField field, std::string_view text) {
                uint32_t words = 0;
                MarkedText marked = Mark(field, text, words);
                if (field != TextField::kName && (words & ~shown) == 0) return true;
                shown |= words;
                Shorten(marked);
                matches.push_back(std::move(marked));
                return matches.size() < kMostTexts;
              });
  return matches;
}

}  // namespace kontor
