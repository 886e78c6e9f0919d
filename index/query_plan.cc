#include "index/query_plan.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/distinct.h"
#include "index/analyser.h"
#include "index/criterion.h"
#include "index/near_word.h"

namespace kontor {
namespace {

constexpr size_t kLongestLabel = 8;       // words
constexpr size_t kMostBeginnings = 64;    // terms that the last word may be the beginning of
constexpr size_t kShortestBeginning = 2;  // letters
constexpr size_t kMostNear = 16;
constexpr uint32_t kFewCarriers = 3;  // so many make a word well known
// A word that more than this part of at least so many organisations hold tells nothing.
constexpr uint32_t kCommonPart = 4;
constexpr uint32_t kFewestForCommonWord = 1'000;
// What meanings are worth, in percent.
constexpr uint32_t kItself = 100;
constexpr uint32_t kBeginning = 70;
constexpr uint32_t kOneEdit = 60;
constexpr uint32_t kTwoEdits = 40;
constexpr uint32_t kCode = 80;

// Of several codes of one name: a country before its region, a sector before a technology, NACE
// Rev. 2 before 2.1, the broadest.
bool IsUsedBefore(const ConceptTable& concepts, ConceptIndex a, ConceptIndex b) {
  const auto key = [&concepts](ConceptIndex code) {
    constexpr auto kOrder = std::to_array<NodeType>(
        {NodeType::kCountry, NodeType::kSector, NodeType::kEcosystem, NodeType::kTechnology,
         NodeType::kValueChain, NodeType::kStage, NodeType::kRegion, NodeType::kLabel});
    const auto place = std::ranges::find(kOrder, concepts.type(code)) - kOrder.begin();
    const std::string_view text = concepts.code(code);
    return std::tuple(place, text.find(':') != std::string_view::npos, text.size(), code);
  };
  return key(a) < key(b);
}

class Planner {
 public:
  Planner(const TextIndex& index, const ConceptTable& concepts, const ProfileTable& profiles,
          std::span<const std::string> words, const PlanOptions& options)
      : index_(index), concepts_(concepts), profiles_(profiles), words_(words), options_(options) {}

  QueryPlan Plan() && {
    bool respelt = false;
    for (size_t i = 0; i < words_.size(); ++i) {
      plan_.words.push_back({words_[i], {}});
      const std::string likelier = AddTerms(words_[i], i + 1 == words_.size());
      respelt = respelt || !likelier.empty();
      plan_.did_you_mean += (i == 0 ? "" : " ") + (likelier.empty() ? words_[i] : likelier);
    }
    if (!respelt) plan_.did_you_mean.clear();
    DropCommonWords();
    if (options_.understanding) AddCodes();
    return std::move(plan_);
  }

 private:
  struct Near {
    size_t distance;
    uint32_t rareness;  // counted downwards, so that what many carry comes first
    TermIndex term;
    friend auto operator<=>(const Near&, const Near&) = default;
  };

  // The meanings of a word as text. Returns a likelier spelling, if nobody carries the word.
  std::string AddTerms(const std::string& word, bool is_last) {
    const std::vector<TermIndex> literal = TermsOfWord(index_, word);
    uint32_t carriers = 0;
    for (const TermIndex term : literal) carriers = std::max(carriers, index_.Carriers(term));
    for (const TermIndex term : literal) AddTerm(term, index_.Rarity(carriers), kItself);
    const std::string exact = ExactTerm(word);
    bool begins = false;
    if (is_last && options_.last_is_open) begins = AddBeginnings(exact, literal);
    if (begins || !options_.forgiving || carriers >= kFewCarriers) return {};
    const TermIndex nearest = AddNear(exact, literal, carriers);
    return nearest == kNoTerm || carriers > 0 ? std::string()
                                              : std::string(index_.terms()[nearest]);
  }

  // Unless there are no others.
  void DropCommonWords() {
    const auto is_common = [this](const PlannedWord& word) {
      return std::ranges::any_of(word.meanings, [this](const WordMeaning& meaning) {
        return index_.Carriers(meaning.term) > index_.organisation_count() / kCommonPart;
      });
    };
    const bool has_other = std::ranges::any_of(plan_.words, [&](const PlannedWord& word) {
      return !word.meanings.empty() && !is_common(word);
    });
    if (!has_other || index_.organisation_count() < kFewestForCommonWord) return;
    for (PlannedWord& word : plan_.words) {
      if (is_common(word)) word.meanings.clear();
    }
  }

  void AddTerm(TermIndex term, uint32_t rarity, uint32_t percent) {
    plan_.words.back().meanings.push_back({term, {}, rarity * percent / 100});
  }

  // Of those that most organisations carry. False if there are none.
  bool AddBeginnings(const std::string& exact, std::span<const TermIndex> literal) {
    if (exact.size() < kShortestBeginning) return false;
    const auto [first, last] = index_.terms().BeginningWith(exact);
    std::vector<Near> found;
    for (TermIndex term = first; term < last; ++term) {
      if (!index_.IsOfNames(term) || std::ranges::binary_search(literal, term)) continue;
      found.push_back({0, UINT32_MAX - index_.Carriers(term), term});
    }
    AddMost(found, kMostBeginnings, 0);
    return !found.empty();
  }

  // Of the nearest those that most organisations carry. The best of them.
  TermIndex AddNear(const std::string& exact, std::span<const TermIndex> literal,
                    uint32_t carriers) {
    const size_t bound = EditsAllowed(exact);
    std::vector<Near> found;
    if (bound > 0) {
      index_.terms().ForEachNear(exact, bound, [&](TermIndex term, size_t distance) {
        if (!index_.IsOfNames(term) || std::ranges::binary_search(literal, term)) return;
        // Who errs twice in a word still begins it well.
        if (distance > 1 && index_.terms()[term].front() != exact.front()) return;
        found.push_back({distance, UINT32_MAX - index_.Carriers(term), term});
      });
    }
    AddMost(found, kMostNear, carriers);
    return found.empty() ? kNoTerm : found.front().term;
  }

  // Together they are as rare as one that so many carry.
  void AddMost(std::vector<Near>& found, size_t most, uint32_t carriers) {
    std::ranges::sort(found);
    if (found.size() > most) found.resize(most);
    uint64_t sum = carriers;
    for (const Near& one : found) sum += UINT32_MAX - one.rareness;
    const uint32_t rarity =
        index_.Rarity(static_cast<uint32_t>(std::min<uint64_t>(sum, index_.organisation_count())));
    for (const Near& one : found) {
      AddTerm(one.term, rarity,
              one.distance == 0   ? kBeginning
              : one.distance == 1 ? kOneEdit
                                  : kTwoEdits);
    }
  }

  // The longest labels, from left to right.
  void AddCodes() {
    for (size_t first = 0; first < words_.size();) {
      const size_t most = std::min(kLongestLabel, words_.size() - first);
      size_t length = most;
      while (length > 0 && !Understand(first, length)) --length;
      first += std::max<size_t>(length, 1);
    }
  }

  bool Understand(size_t first, size_t length) {
    std::vector<ConceptIndex> codes;
    const auto collect = [&](std::string_view lang) {
      const auto called = index_.labels().CodesCalled(Joined(first, length, lang));
      codes.insert(codes.end(), called.begin(), called.end());
    };
    collect({});
    for (const std::string& lang : index_.labels().languages()) collect(lang);
    if (codes.empty()) return false;
    std::ranges::sort(
        codes, [this](ConceptIndex a, ConceptIndex b) { return IsUsedBefore(concepts_, a, b); });
    std::string text;
    for (size_t i = first; i < first + length; ++i) text += (text.empty() ? "" : " ") + words_[i];
    const Carriers carriers = CarriersOfAll(codes);
    plan_.understood.push_back({codes.front(), std::move(text), carriers});
    const uint32_t rarity = index_.Rarity(static_cast<uint32_t>(carriers->size()));
    for (size_t i = first; i < first + length && !carriers->empty(); ++i) {
      plan_.words[i].meanings.push_back({kNoTerm, carriers, rarity * kCode / 100});
    }
    return true;
  }

  std::string Joined(size_t first, size_t length, std::string_view lang) const {
    std::string joined;
    for (size_t i = first; i < first + length; ++i) {
      const std::string term = lang.empty() ? ExactTerm(words_[i]) : StemTerm(words_[i], lang);
      joined += (joined.empty() || term.empty() ? "" : " ") + term;
    }
    return joined;
  }

  [[nodiscard]] Carriers CarriersOfAll(std::span<const ConceptIndex> codes) const {
    std::vector<NodeIndex> carriers;
    for (const ConceptIndex code : codes) {
      const std::vector<NodeIndex> some = CarriersOf(concepts_, profiles_, code);
      carriers.insert(carriers.end(), some.begin(), some.end());
    }
    SortDistinct(carriers);
    return std::make_shared<const std::vector<NodeIndex>>(std::move(carriers));
  }

  const TextIndex& index_;
  const ConceptTable& concepts_;
  const ProfileTable& profiles_;
  std::span<const std::string> words_;
  PlanOptions options_;
  QueryPlan plan_;
};

}  // namespace

QueryPlan PlanWords(const TextIndex& index, const ConceptTable& concepts,
                    const ProfileTable& profiles, std::span<const std::string> words,
                    const PlanOptions& options) {
  return Planner(index, concepts, profiles, words, options).Plan();
}

std::vector<TermIndex> TermsOfWord(const TextIndex& index, std::string_view word) {
  std::vector<TermIndex> terms = {index.terms().Find(ExactTerm(word))};
  for (const std::string& lang : index.languages()) {
    terms.push_back(index.terms().Find(StemTerm(word, lang)));
  }
  SortDistinct(terms);
  if (terms.back() == kNoTerm) terms.pop_back();
  return terms;
}

std::vector<NodeIndex> CarriersOf(const ConceptTable& concepts, const ProfileTable& profiles,
                                  ConceptIndex code) {
  const bool is_chain = concepts.type(code) == NodeType::kValueChain;
  const NodeType type = is_chain ? NodeType::kStage : concepts.type(code);
  const std::optional<EdgeType> tie = TieOf(type);
  std::vector<NodeIndex> carriers;
  if (!tie) return carriers;
  const auto [first, last] = concepts.RangeOf(type);
  for (ConceptIndex i = first; i < last; ++i) {
    if (is_chain ? concepts.chain(i) != code : !concepts.IsWithin(i, code)) continue;
    const auto some = profiles.Carriers(i, *tie);
    carriers.insert(carriers.end(), some.begin(), some.end());
  }
  SortDistinct(carriers);
  return carriers;
}

}  // namespace kontor
