#include "index/names.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "base/distinct.h"
#include "base/text.h"
#include "index/hash.h"

namespace kontor {
namespace {

// What several ascending lists have in common; asked for in ascending order.
class CommonNumbers {
 public:
  explicit CommonNumbers(std::span<const std::span<const uint32_t>> lists)
      : rest_(lists.begin(), lists.end()) {}
  // O(lists * log(numbers passed since the last call))
  bool Hold(uint32_t number) {
    return std::ranges::all_of(rest_, [number](std::span<const uint32_t>& rest) {
      size_t step = 1;
      while (step < rest.size() && rest[step] < number) step *= 2;
      const size_t from = std::min(step / 2, rest.size());
      const auto near = rest.subspan(from, std::min(step + 1, rest.size()) - from);
      const auto found = std::ranges::lower_bound(near, number);
      rest = rest.subspan(from + static_cast<size_t>(found - near.begin()));
      return !rest.empty() && rest.front() == number;
    });
  }

 private:
  std::vector<std::span<const uint32_t>> rest_;  // from the last number on
};

// Both folded.
bool BeginsSomeWord(std::string_view text, std::string_view begun) {
  for (size_t at = text.find(begun); at != std::string_view::npos; at = text.find(begun, at + 1)) {
    if (at == 0 || text[at - 1] == ' ') return true;
  }
  return false;
}

}  // namespace

template <typename IsMeant>
std::vector<NameIndex::Place> NameIndex::FindEntries(uint64_t wanted, Kind first, Kind last,
                                                     IsMeant is_meant) const {
  const auto same_hash = std::ranges::equal_range(hashes_, wanted);
  std::vector<std::pair<Kind, Place>> found;
  for (const uint64_t& hash : same_hash) {
    const uint32_t entry = hashed_[static_cast<size_t>(&hash - hashes_.data())];
    const Kind kind = kinds_[entry];
    if (kind < first || kind > last || !is_meant(texts_[entry])) continue;
    const auto behind = std::ranges::upper_bound(entry_begins_, entry);
    found.emplace_back(kind, static_cast<Place>(behind - entry_begins_.begin() - 1));
  }
  std::ranges::sort(found);
  std::vector<Place> places;
  std::unordered_set<Place> seen;
  for (const auto& [kind, place] : found) {
    if (seen.insert(place).second) places.push_back(place);
  }
  return places;
}

std::vector<NameIndex::Place> NameIndex::FindIdentified(std::string_view text, Kind last) const {
  return FindEntries(HashBytes(text), Kind::kIdentifier, last,
                     [text](std::string_view entry) { return entry == text; });
}

std::vector<NameIndex::Place> NameIndex::FindNamed(std::string_view folded) const {
  const std::string one = WithOneSpelling(folded);
  const uint64_t hash = HashBytes(one);
  std::vector<Place> found =
      FindEntries(hash, Kind::kName, Kind::kAcronym,
                  [folded](std::string_view entry) { return entry == folded; });
  if (!found.empty()) return found;
  return FindEntries(hash, Kind::kName, Kind::kAcronym,
                     [&one](std::string_view entry) { return WithOneSpelling(entry) == one; });
}

std::vector<NodeIndex> NameIndex::Resolve(std::string_view text) const {
  std::vector<Place> found = FindIdentified(text, Kind::kIdentifier);
  if (found.empty()) found = FindNamed(Fold(text));
  std::vector<NodeIndex> organisations;
  organisations.reserve(found.size());
  for (const Place place : found) organisations.push_back(OrganisationAt(place));
  return organisations;
}

std::pair<size_t, size_t> NameIndex::WordsBeginningWith(std::string_view beginning) const {
  return FindBeginning(words_, beginning);
}

std::span<const NameIndex::Place> NameIndex::CarriersOf(std::string_view word) const {
  const auto [first, last] = WordsBeginningWith(word);
  if (first == last || words_[first] != word) return {};
  return carriers_[first];
}

std::vector<NameIndex::Place> NameIndex::CarriersIn(size_t first, size_t last) const {
  const Place* values = carriers_.values().data();
  return {values + carriers_.Begin(first), values + carriers_.Begin(last)};
}

std::vector<NameIndex::Place> NameIndex::BestBeginning(std::string_view begun, size_t count) const {
  const auto [first, last] = WordsBeginningWith(begun);
  if (first == last) return {};
  std::vector<Place> best;
  if (carriers_.Begin(last) - carriers_.Begin(first) <= kManyCarriers ||
      begun.size() > kLongestBeginning) {
    best = CarriersIn(first, last);
    SortDistinct(best);
  } else {
    const TextRange kept(beginnings_, 0, beginnings_.size());
    const auto at = std::ranges::lower_bound(kept, begun) - kept.begin();
    const std::span<const Place> all = best_[static_cast<size_t>(at)];
    best.assign(all.begin(), all.end());
  }
  best.resize(std::min(best.size(), count));
  return best;
}

std::vector<NameIndex::Place> NameIndex::BestOfAll(std::span<const std::string_view> words,
                                                   std::string_view begun, size_t count) const {
  std::vector<std::span<const Place>> whole;
  for (const std::string_view word : words) whole.push_back(CarriersOf(word));
  std::ranges::sort(whole, {}, &std::span<const Place>::size);
  const auto [first, last] = WordsBeginningWith(begun);
  if (first == last || whole.front().empty()) return {};
  // Of the rarest word, if so many will hardly have to be looked at as the others are to sort.
  constexpr size_t kSortedWhileLooking = 32;
  constexpr size_t kMostLooked = 1'024;
  const size_t beginning = carriers_.Begin(last) - carriers_.Begin(first);
  const size_t expected = count * partnerships_.size() / beginning + 1;
  const std::span<const Place> rarest = whole.front();
  if (std::min(rarest.size(), expected) * kSortedWhileLooking <= beginning) {
    const bool is_rare = rarest.size() * kSortedWhileLooking <= beginning;
    const size_t most = is_rare ? rarest.size() : std::min(rarest.size(), kMostLooked);
    CommonNumbers others({whole.begin() + 1, whole.end()});
    std::vector<Place> found;
    for (const Place place : rarest.first(most)) {
      if (others.Hold(place) && BeginsWord(place, begun)) found.push_back(place);
      if (found.size() == count) break;
    }
    if (found.size() == count || most == rarest.size()) return found;
  }
  CommonNumbers all(whole);
  std::vector<Place> found;
  std::vector<Place> heap = CarriersIn(first, last);
  std::ranges::make_heap(heap, std::greater());
  while (!heap.empty() && found.size() < count) {
    std::ranges::pop_heap(heap, std::greater());
    const Place place = heap.back();
    heap.pop_back();
    const bool is_new = found.empty() || found.back() != place;
    if (is_new && all.Hold(place)) found.push_back(place);
  }
  return found;
}

bool NameIndex::BeginsWord(Place place, std::string_view begun) const {
  for (size_t i = entry_begins_[place]; i < entry_begins_[place + 1]; ++i) {
    if (kinds_[i] > Kind::kAcronym) break;
    if (BeginsSomeWord(texts_[i], begun)) return true;
  }
  return false;
}

MatchGrade NameIndex::Grade(Place place, std::string_view folded) const {
  MatchGrade grade = MatchGrade::kWithin;
  for (size_t i = entry_begins_[place]; i < entry_begins_[place + 1]; ++i) {
    if (kinds_[i] > Kind::kAcronym) break;
    const std::string_view name = texts_[i];
    if (name == folded) return MatchGrade::kWhole;
    if (name.starts_with(folded)) grade = MatchGrade::kBeginning;
  }
  return grade;
}

std::vector<NameMatch> NameIndex::Search(std::string_view text, size_t limit) const {
  std::vector<NameMatch> matches;
  const auto add = [&](std::span<const Place> places, auto grade_of) {
    for (const Place place : places) {
      matches.push_back({OrganisationAt(place), grade_of(place), partnerships_[place]});
    }
  };
  const auto whole = [](Place) { return MatchGrade::kWhole; };
  add(FindIdentified(text, Kind::kLocalIdentifier), whole);
  const std::string folded = Fold(text);
  if (!folded.empty()) {
    // A name of one letter has no words.
    add(FindNamed(folded), whole);
    const size_t last_word = folded.rfind(' ') + 1;  // npos + 1 is 0
    const std::string_view begun = std::string_view(folded).substr(last_word);
    const auto words = Words(std::string_view(folded).substr(0, last_word));
    // Some more, because those that begin with the text go ahead of others.
    const size_t count = std::min(2 * limit, kMostMatches);
    add(words.empty() ? BestBeginning(begun, count) : BestOfAll(words, begun, count),
        [&](Place place) { return Grade(place, folded); });
  }
  KeepBest(matches, limit);
  return matches;
}

bool NameIndex::Holds(std::string_view word, bool as_beginning) const {
  const auto [first, last] = WordsBeginningWith(word);
  return first < last && (as_beginning || words_[first] == word);
}

std::optional<NearWord> NameIndex::Nearest(std::string_view word, bool is_begun) const {
  return NearestWord(words_, word, is_begun,
                     [this](size_t i) { return static_cast<uint32_t>(carriers_[i].size()); });
}

}  // namespace kontor
