#include "index/query_plan.h"

#include <algorithm>

#include "base/distinct.h"
#include "index/analyser.h"
#include "index/compounds.h"
#include "index/near_word.h"
#include "index/query_codes.h"

namespace kontor {
namespace {

constexpr size_t kMostBeginnings = 64;    // terms that the last word may be the beginning of
constexpr size_t kShortestBeginning = 2;  // letters
constexpr size_t kMostCompounds = 64;
constexpr size_t kMostNear = 16;
constexpr uint32_t kFewCarriers = 3;  // so many make a word well known
// A word that more than this part of at least so many organisations hold tells nothing.
constexpr uint32_t kCommonPart = 4;
constexpr uint32_t kFewestForCommonWord = 1'000;
// What meanings are worth, in percent.
constexpr uint32_t kItself = 100;
constexpr uint32_t kBeginning = 70;
constexpr uint32_t kCompound = 60;
constexpr uint32_t kOneEdit = 60;
constexpr uint32_t kTwoEdits = 40;
constexpr uint32_t kCode = 100;
constexpr uint32_t kPartOfLabel = 60;
// What the words of a code are worth as text, of the code's worth at most: to be called so counts
// more than to carry it, but to speak of a country less than to be there.
constexpr uint32_t kWordsOfCode = 110;
constexpr uint32_t kWordsOfPlace = 80;

uint32_t WorthOfEdits(size_t edits) {
  return edits == 0 ? kItself : edits == 1 ? kOneEdit : kTwoEdits;
}

// A spelling of a word of the query that somebody meets.
struct Spelling {
  std::string text;
  size_t edits = 0;
};

class Planner {
 public:
  Planner(const TextIndex& index, const ConceptTable& concepts, const ProfileTable& profiles,
          const PlanOptions& options)
      : index_(index), concepts_(concepts), profiles_(profiles), options_(options) {}

  QueryPlan Plan(std::span<const std::string> words) && {
    ReadWords(words);
    for (size_t i = 0; i < words_.size(); ++i) {
      plan_.words.push_back({words_[i].text, {}});
      likelier_.push_back(AddTerms(words_[i], options_.last_is_open && i + 1 == words_.size()));
    }
    DropCommonWords();
    if (options_.understanding) AddCodes();
    if (options_.understanding && options_.code_names != nullptr) AddCodesOfParts();
    const bool respelt = std::ranges::any_of(
        likelier_, [](const std::optional<Spelling>& one) { return one.has_value(); });
    for (size_t i = 0; i < words_.size() && respelt; ++i) {
      const std::string& text = likelier_[i] ? likelier_[i]->text : words_[i].text;
      plan_.did_you_mean += (i == 0 ? "" : " ") + text;
    }
    return std::move(plan_);
  }

 private:
  struct Found {
    size_t edits;
    uint32_t rareness;  // counted downwards, so that what many carry comes first
    TermIndex term;
    TermIndex word;  // that it was found by
    friend auto operator<=>(const Found&, const Found&) = default;
  };

  // The words of the query, but the known parts of those that nobody knows.
  void ReadWords(std::span<const std::string> words) {
    for (const std::string& word : words) {
      const std::string exact = ExactTerm(word);
      const bool is_open = options_.last_is_open && &word == &words.back();
      std::vector<std::string_view> parts;
      if (options_.forgiving && !IsKnown(word, exact, is_open)) parts = PartsOf(exact);
      if (parts.empty()) words_.push_back({word});
      for (const std::string_view part : parts) words_.push_back({std::string(part)});
    }
  }

  [[nodiscard]] bool IsKnown(const std::string& word, const std::string& exact,
                             bool is_open) const {
    const auto [first, last] = index_.terms().BeginningWith(exact);
    return (is_open && first < last) || index_.labels().words().Find(exact) != kNoTerm ||
           !TermsOfWord(index_, word).empty();
  }

  [[nodiscard]] std::vector<std::string_view> PartsOf(const std::string& exact) const {
    return SplitCompound(exact, [this](std::string_view part) {
      const TermIndex of_texts = index_.terms().Find(part);
      if (of_texts != kNoTerm && index_.IsOfCompounds(of_texts)) return true;
      const TermIndex of_labels = index_.labels().words().Find(part);
      return of_labels != kNoTerm && index_.labels().IsOfCompounds(of_labels);
    });
  }

  // The meanings of a word as text. Returns a likelier spelling, if nobody carries the word.
  std::optional<Spelling> AddTerms(WordAsked& word, bool is_open) {
    const std::string exact = ExactTerm(word.text);
    const TermIndex known = index_.terms().Find(exact);
    word.is_held = known != kNoTerm && index_.IsWord(known);
    bool begins = false;
    std::vector<TermIndex> itself = TermsOfWord(index_, word.text);
    if (is_open) {
      // What stems of a beginning have in common with other words is chance.
      begins = AddBeginnings(exact, word.is_held ? itself : std::vector<TermIndex>());
      if (begins && !word.is_held) itself.clear();
    }
    const uint32_t carriers = MostCarriers(itself);
    word.is_known =
        word.is_held || IsFormOfWord(word.text) || index_.labels().words().Find(exact) != kNoTerm;
    for (const TermIndex term : itself) AddTerm(term, index_.Rarity(carriers), kItself);
    if (options_.forgiving) AddCompounds(itself);
    const bool is_well_known = word.is_known && (carriers >= kFewCarriers || carriers == 0);
    if (begins || !options_.forgiving || is_well_known) return std::nullopt;
    std::optional<Spelling> nearest = AddNear(exact, itself, carriers);
    return carriers > 0 ? std::nullopt : std::move(nearest);
  }

  // "parks" where "park" is a word that some hold. In all languages of the index what is no word
  // would be the form of one by chance ("toursim" of "tours").
  [[nodiscard]] bool IsFormOfWord(const std::string& word) const {
    const TermIndex stem = index_.terms().Find(StemTerm(word, "en"));
    return stem != kNoTerm && index_.IsWord(stem) && index_.Carriers(stem) >= kFewCarriers;
  }

  [[nodiscard]] bool IsCommon(TermIndex term) const {
    return index_.Carriers(term) > index_.organisation_count() / kCommonPart;
  }

  // Words that are common themselves, unless there are no others; of the others the meanings that
  // are.
  void DropCommonWords() {
    if (index_.organisation_count() < kFewestForCommonWord) return;
    std::vector<bool> common;
    bool has_other = false;
    for (size_t i = 0; i < words_.size(); ++i) {
      const bool is_common = words_[i].is_held &&
                             std::ranges::any_of(TermsOfWord(index_, words_[i].text),
                                                 [this](TermIndex term) { return IsCommon(term); });
      common.push_back(is_common);
      has_other = has_other || (!is_common && !plan_.words[i].meanings.empty());
    }
    if (!has_other) return;
    for (size_t i = 0; i < words_.size(); ++i) {
      std::erase_if(plan_.words[i].meanings, [&](const WordMeaning& meaning) {
        return common[i] || IsCommon(meaning.term);
      });
    }
  }

  [[nodiscard]] uint32_t MostCarriers(std::span<const TermIndex> terms) const {
    uint32_t most = 0;
    for (const TermIndex term : terms) most = std::max(most, index_.Carriers(term));
    return most;
  }

  void AddTerm(TermIndex term, uint32_t rarity, uint32_t percent) {
    plan_.words.back().meanings.push_back({term, {}, rarity * percent / 100});
  }

  void Find(TermIndex word, size_t edits, std::span<const TermIndex> known,
            std::vector<Found>& found) const {
    for (const TermIndex term : index_.FoundBy(word)) {
      if (std::ranges::binary_search(known, term)) continue;
      found.push_back({edits, UINT32_MAX - index_.Carriers(term), term, word});
    }
  }

  // Of those that most organisations carry. False if there are none.
  bool AddBeginnings(const std::string& exact, std::span<const TermIndex> known) {
    if (exact.size() < kShortestBeginning) return false;
    auto [word, last] = index_.terms().BeginningWith(exact);
    if (word < last && index_.terms()[word] == exact) ++word;
    std::vector<Found> found;
    for (; word < last; ++word) {
      if (index_.IsWord(word)) Find(word, 0, known, found);
    }
    AddMost(found, kMostBeginnings, MostCarriers(known), kBeginning);
    return !found.empty();
  }

  void AddCompounds(std::span<const TermIndex> itself) {
    std::vector<Found> found;
    uint32_t carriers = 0;
    for (const TermIndex term : itself) {
      carriers = std::max(carriers, index_.Carriers(term));
      for (const TermIndex compound : index_.Compounds(term)) {
        if (std::ranges::binary_search(itself, compound)) continue;
        found.push_back({0, UINT32_MAX - index_.Carriers(compound), compound, compound});
      }
    }
    AddMost(found, kMostCompounds, carriers, kCompound);
  }

  // Of the nearest those that most organisations carry. The best of them.
  std::optional<Spelling> AddNear(const std::string& exact, std::span<const TermIndex> known,
                                  uint32_t carriers) {
    std::vector<Found> found;
    if (HasDigit(exact)) return std::nullopt;
    ForEachNear(index_.terms(), exact, [&](size_t place, size_t edits) {
      const auto word = static_cast<TermIndex>(place);
      if (edits == 0 || !index_.IsWord(word) || HasDigit(index_.terms()[word])) return;
      Find(word, edits, known, found);
    });
    AddMost(found, kMostNear, carriers, kItself);
    if (found.empty()) return std::nullopt;
    return Spelling{std::string(index_.terms()[found.front().word]), found.front().edits};
  }

  // The nearest that most organisations carry, each term once. Together they are as rare as one
  // that so many carry, and these `carriers`.
  void AddMost(std::vector<Found>& found, size_t most, uint32_t carriers, uint32_t percent) {
    constexpr size_t kWordsOfTerm = 8;  // so many of the best are looked at for each
    if (found.size() > kWordsOfTerm * most) {
      const auto behind = found.begin() + static_cast<std::ptrdiff_t>(kWordsOfTerm * most);
      std::ranges::nth_element(found, behind);
      found.erase(behind, found.end());
    }
    std::ranges::sort(found);
    const auto repeated = std::ranges::unique(found, {}, &Found::term);
    found.erase(repeated.begin(), repeated.end());
    if (found.size() > most) found.resize(most);
    uint64_t sum = carriers;
    for (const Found& one : found) sum += UINT32_MAX - one.rareness;
    const uint32_t rarity =
        index_.Rarity(static_cast<uint32_t>(std::min<uint64_t>(sum, index_.organisation_count())));
    for (const Found& one : found) {
      AddTerm(one.term, rarity, percent * WorthOfEdits(one.edits) / 100);
    }
  }

  void AddCodes() {
    for (CodeOfWords& read : FindCodes(index_, concepts_, profiles_, words_, options_)) {
      const UnderstoodCode& understood = read.understood;
      const auto count = static_cast<uint32_t>(understood.carriers->size());
      const uint32_t percent =
          kCode * (read.is_begun ? kBeginning : WorthOfEdits(read.edits)) / 100;
      // Of a kind so common the other words are asked for.
      const bool tells = !understood.kind || words_.size() == read.length ||
                         count <= index_.organisation_count() / kCommonPart;
      const bool is_place = IsPlace(understood.code);
      for (size_t i = read.first; i < read.first + read.length; ++i) {
        if (tells) {
          auto& meanings = plan_.words[i].meanings;
          // A rare code of common words is not worth more than to be called so.
          uint32_t weight = index_.Rarity(count) * percent / 100;
          if (!is_place && read.length > 1 && !meanings.empty()) {
            weight = std::min(weight, std::ranges::max(meanings, {}, &WordMeaning::weight).weight);
          }
          const uint32_t most = weight * (is_place ? kWordsOfPlace : kWordsOfCode) / 100;
          for (WordMeaning& meaning : meanings) {
            if (is_place || !read.is_begun) meaning.weight = std::min(meaning.weight, most);
          }
          meanings.push_back({kNoTerm, understood.carriers, weight});
        }
        Respell(i, read);
      }
      plan_.understood.push_back(std::move(read.understood));
    }
  }

  // Of words that mean nothing else.
  void AddCodesOfParts() {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (!plan_.words[i].meanings.empty() || !TermsOfWord(index_, words_[i].text).empty())
        continue;
      const bool is_open = options_.last_is_open && i + 1 == words_.size();
      for (UnderstoodCode& code : FindCodesOfPart(*options_.code_names, concepts_, profiles_,
                                                  {words_[i].text, is_open, options_.as_of})) {
        const auto count = static_cast<uint32_t>(code.carriers->size());
        plan_.words[i].meanings.push_back(
            {kNoTerm, code.carriers, index_.Rarity(count) * kPartOfLabel / 100});
        plan_.understood.push_back(std::move(code));
        likelier_[i].reset();
      }
    }
  }

  [[nodiscard]] bool IsPlace(ConceptIndex code) const {
    return code != kNoConcept && (concepts_.type(code) == NodeType::kCountry ||
                                  concepts_.type(code) == NodeType::kRegion);
  }

  // In the spelling of a label, if that is nearer.
  void Respell(size_t i, const CodeOfWords& read) {
    if (read.is_begun) return;
    if (read.edits == 0) {
      likelier_[i].reset();  // a label is well as it is
    } else if (!likelier_[i] || read.edits <= likelier_[i]->edits) {
      const std::string& spelling = read.spelling[i - read.first];
      if (spelling != ExactTerm(words_[i].text)) likelier_[i] = {spelling, read.edits};
    }
  }

  const TextIndex& index_;
  const ConceptTable& concepts_;
  const ProfileTable& profiles_;
  const PlanOptions& options_;
  std::vector<WordAsked> words_;
  std::vector<std::optional<Spelling>> likelier_;  // of each word
  QueryPlan plan_;
};

}  // namespace

QueryPlan PlanWords(const TextIndex& index, const ConceptTable& concepts,
                    const ProfileTable& profiles, std::span<const std::string> words,
                    const PlanOptions& options) {
  return Planner(index, concepts, profiles, options).Plan(words);
}

std::vector<TermIndex> TermsOfWord(const TextIndex& index, std::string_view word) {
  const TermIndex exact = index.terms().Find(ExactTerm(word));
  std::vector<TermIndex> terms;
  const auto add = [&](TermIndex term) {
    if (term != kNoTerm && index.Carriers(term) > 0) terms.push_back(term);
  };
  if (exact != kNoTerm && index.IsWord(exact)) {
    for (const TermIndex term : index.FoundBy(exact)) add(term);
    add(index.terms().Find(StemTerm(word, "en")));
  } else {
    add(exact);
    for (const std::string_view lang : index.languages())
      add(index.terms().Find(StemTerm(word, lang)));
  }
  SortDistinct(terms);
  return terms;
}

}  // namespace kontor
