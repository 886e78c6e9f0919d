#include "index/word_table.h"

#include <algorithm>

#include "base/text.h"
#include "index/hash.h"

namespace kontor {
namespace {

// The first eight letters as a number that sorts as they do.
uint64_t SortPrefix(std::string_view word) {
  uint64_t prefix = 0;
  for (size_t i = 0; i < sizeof(prefix); ++i) {
    prefix = (prefix << 8U) | (i < word.size() ? static_cast<uint8_t>(word[i]) : 0U);
  }
  return prefix;
}

bool IsNumber(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void WordTable::Grow() {
  const size_t capacity = std::max<size_t>(1024, slots_.size() * 2);
  std::vector<Slot> old(capacity);
  std::swap(old, slots_);
  for (const Slot& slot : old) {
    if (slot.word == UINT32_MAX) continue;
    size_t at = slot.hash & (capacity - 1);
    while (slots_[at].word != UINT32_MAX) at = (at + 1) & (capacity - 1);
    slots_[at] = slot;
  }
}

WordIndex WordTable::Intern(std::string_view word) {
  if (2 * offsets_.size() > slots_.size()) Grow();
  const auto hash = static_cast<uint32_t>(HashBytes(word) >> 16U);
  size_t at = hash & (slots_.size() - 1);
  while (slots_[at].word != UINT32_MAX) {
    if (slots_[at].hash == hash && (*this)[slots_[at].word] == word) return slots_[at].word;
    at = (at + 1) & (slots_.size() - 1);
  }
  slots_[at] = {hash, static_cast<WordIndex>(size())};
  letters_ += word;
  offsets_.push_back(letters_.size());
  return slots_[at].word;
}

std::vector<WordIndex> WordTable::Sorted() const {
  struct Entry {
    uint64_t prefix;
    WordIndex word;
  };
  std::vector<Entry> entries;
  entries.reserve(size());
  for (WordIndex i = 0; i < size(); ++i) entries.push_back({SortPrefix((*this)[i]), i});
  std::ranges::sort(entries, [this](const Entry& a, const Entry& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : (*this)[a.word] < (*this)[b.word];
  });
  std::vector<WordIndex> sorted;
  sorted.reserve(entries.size());
  for (const Entry& entry : entries) sorted.push_back(entry.word);
  return sorted;
}

void WordCollector::Add(uint32_t owner, std::string_view text, std::vector<WordUse>& uses) {
  ++texts_;
  ForEachWord(Fold(text), [&](std::string_view word) {
    if (word.size() > kLongestWord || IsNumber(word)) return;
    const WordIndex index = words_.Intern(word);
    if (index == last_text_.size()) last_text_.push_back(0);
    if (last_text_[index] == texts_) return;
    last_text_[index] = texts_;
    uses.push_back({owner, index});
  });
}

WordLists::WordLists(size_t owner_count, std::span<const WordUse> uses)
    : offsets_(owner_count + 1, 0), words_(uses.size()) {
  for (const WordUse& use : uses) ++offsets_[use.owner + 1];
  for (size_t i = 0; i < owner_count; ++i) offsets_[i + 1] += offsets_[i];
  std::vector<size_t> next(offsets_.begin(), offsets_.end() - 1);
  for (const WordUse& use : uses) words_[next[use.owner]++] = use.word;
}

}  // namespace kontor
