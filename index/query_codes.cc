#include "index/query_codes.h"

#include <algorithm>
#include <tuple>

#include "base/distinct.h"
#include "base/text.h"
#include "index/analyser.h"
#include "index/code_carriers.h"
#include "index/criterion.h"
#include "index/kind_names.h"
#include "index/near_word.h"

namespace kontor {
namespace {

constexpr size_t kLongestLabel = 8;        // words
constexpr size_t kShortestBegunLabel = 4;  // letters of a word of a label
constexpr size_t kMostBegunLabels = 64;    // words of labels that begin alike and are looked at
constexpr size_t kShortestBegunWord = 8;   // letters that begin a word of a label by themselves
constexpr size_t kMostLabelsOfPart = 16;   // labels that hold a word and are looked at
constexpr size_t kMostCodesOfPart = 3;

// A code of which there are several of one name: in the order of criteria, but regions last (a
// country is often a region as well) and chains among their stages; NACE Rev. 2 before 2.1, then
// the one that most organisations carry, the broadest.
auto PlaceOf(const ConceptTable& concepts, ConceptIndex code, size_t carriers) {
  const NodeType type = concepts.type(code);
  const bool is_chain = type == NodeType::kValueChain;
  const auto place =
      std::ranges::find(kCarriedTypes, is_chain ? NodeType::kStage : type) - kCarriedTypes.begin();
  const std::string_view text = concepts.code(code);
  const bool is_of_other_revision = text.find(':') != std::string_view::npos;
  return std::tuple(type == NodeType::kRegion, place, is_of_other_revision, SIZE_MAX - carriers,
                    text.size(), code);
}

class CodeFinder {
 public:
  CodeFinder(const TextIndex& index, const ConceptTable& concepts, const ProfileTable& profiles,
             std::span<const WordAsked> words, const PlanOptions& options)
      : index_(index), concepts_(concepts), profiles_(profiles), words_(words), options_(options) {
    for (size_t i = 0; i < words.size(); ++i) {
      exact_.push_back(ExactTerm(words[i].text));
      respellings_.push_back(Respellings(i));
    }
  }

  std::vector<CodeOfWords> Find() && {
    for (size_t first = 0; first < words_.size();) {
      size_t length = std::min(kLongestLabel, words_.size() - first);
      while (length > 0 && !ReadAsWritten(first, length) && !ReadRespelt(first, length)) --length;
      first += std::max<size_t>(length, 1);
    }
    return std::move(found_);
  }

 private:
  struct Respelling {
    std::string_view word;  // of a label
    size_t edits = 0;
    bool is_begun = false;
  };

  // None for words that are well as they are.
  [[nodiscard]] std::vector<Respelling> Respellings(size_t i) const {
    std::vector<Respelling> respellings;
    const TermTable& words = index_.labels().words();
    const std::string& exact = exact_[i];
    if (words.Find(exact) != kNoTerm) return respellings;
    const bool is_open = options_.last_is_open && i + 1 == words_.size();
    if (is_open && exact.size() >= kShortestBegunLabel) {
      const auto [first, last] = words.BeginningWith(exact);
      for (size_t word = first; word < std::min<size_t>(last, first + kMostBegunLabels); ++word) {
        respellings.push_back({words[word], 0, true});
      }
    }
    if (!respellings.empty() || words_[i].is_known || !options_.forgiving) return respellings;
    if (HasDigit(exact)) return respellings;
    const std::optional<NearWord> nearest =
        NearestWord(words, exact, false, [](size_t) { return 0U; });
    if (nearest && !HasDigit(nearest->text)) {
      respellings.push_back({nearest->text, nearest->distance, false});
    }
    return respellings;
  }

  bool ReadAsWritten(size_t first, size_t length) {
    std::vector<ConceptIndex> codes;
    const auto collect = [&](std::string_view lang) {
      const auto called = index_.labels().CodesCalled(Joined(first, length, lang));
      codes.insert(codes.end(), called.begin(), called.end());
    };
    collect({});
    for (const std::string_view lang : index_.labels().languages()) collect(lang);
    CodeOfWords read{.first = first, .length = length, .spelling = {}};
    if (!Understand(std::move(codes), read) &&
        !UnderstandKind(KindCalled(Joined(first, length, {})), read)) {
      return false;
    }
    found_.push_back(std::move(read));
    return true;
  }

  // The spelling of which most organisations carry the code.
  bool ReadRespelt(size_t first, size_t length) {
    std::optional<CodeOfWords> best;
    for (const Respelling& last : Choices(first + length - 1)) {
      CodeOfWords read{.first = first, .length = length, .spelling = {}};
      std::string label;
      for (size_t i = first; i < first + length; ++i) {
        const bool is_last = i + 1 == first + length;
        const Respelling one = is_last ? last : Choices(i).front();
        read.edits = std::max(read.edits, one.edits);
        read.is_begun = read.is_begun || one.is_begun;
        read.spelling.emplace_back(one.word);
        label += (label.empty() || one.word.empty() ? "" : " ") + std::string(one.word);
      }
      if (read.edits == 0 && !read.is_begun) return false;  // that is as it is written
      const auto called = index_.labels().CodesCalled(label);
      if (!Understand({called.begin(), called.end()}, read)) continue;
      const auto carriers = [](const CodeOfWords& one) { return one.understood.carriers->size(); };
      if (!best || carriers(read) > carriers(*best)) best = std::move(read);
    }
    if (!best) return false;
    found_.push_back(*std::move(best));
    return true;
  }

  // At least one: the word as it is written, if it needs no other.
  [[nodiscard]] std::vector<Respelling> Choices(size_t i) const {
    if (!respellings_[i].empty()) return respellings_[i];
    return {{exact_[i], 0, false}};
  }

  // The codes that somebody carries; false if there are none.
  bool Understand(std::vector<ConceptIndex> codes, CodeOfWords& read) const {
    SortDistinct(codes);
    std::vector<NodeIndex> all;
    std::vector<decltype(PlaceOf(concepts_, 0, 0))> places;
    for (const ConceptIndex code : codes) {
      const std::vector<NodeIndex> carriers =
          CarriersOf(concepts_, profiles_, code, options_.as_of);
      if (carriers.empty()) continue;
      places.push_back(PlaceOf(concepts_, code, carriers.size()));
      all.insert(all.end(), carriers.begin(), carriers.end());
    }
    if (places.empty()) return false;
    SortDistinct(all);
    Tell(std::get<ConceptIndex>(std::ranges::min(places)), std::nullopt, std::move(all), read);
    return true;
  }

  bool UnderstandKind(std::optional<uint8_t> kind, CodeOfWords& read) const {
    if (!kind || profiles_.OfKind(*kind).empty()) return false;
    const auto of_kind = profiles_.OfKind(*kind);
    Tell(kNoConcept, kind, {of_kind.begin(), of_kind.end()}, read);
    return true;
  }

  void Tell(ConceptIndex code, std::optional<uint8_t> kind, std::vector<NodeIndex> carriers,
            CodeOfWords& read) const {
    std::string text;
    std::string read_as;
    for (size_t i = 0; i < read.length; ++i) {
      const std::string& word = words_[read.first + i].text;
      text += (i == 0 ? "" : " ") + word;
      if (read.edits == 0) continue;
      const bool is_respelt = read.spelling[i] != exact_[read.first + i];
      read_as += (i == 0 ? "" : " ") + (is_respelt ? read.spelling[i] : word);
    }
    read.understood = {code, kind, std::move(text), std::move(read_as),
                       std::make_shared<const std::vector<NodeIndex>>(std::move(carriers))};
  }

  [[nodiscard]] std::string Joined(size_t first, size_t length, std::string_view lang) const {
    std::string joined;
    for (size_t i = first; i < first + length; ++i) {
      const std::string term = lang.empty() ? exact_[i] : StemTerm(words_[i].text, lang);
      joined += (joined.empty() || term.empty() ? "" : " ") + term;
    }
    return joined;
  }

  const TextIndex& index_;
  const ConceptTable& concepts_;
  const ProfileTable& profiles_;
  std::span<const WordAsked> words_;
  const PlanOptions& options_;
  std::vector<std::string> exact_;
  std::vector<std::vector<Respelling>> respellings_;  // of each word
  std::vector<CodeOfWords> found_;
};

}  // namespace

std::vector<CodeOfWords> FindCodes(const TextIndex& index, const ConceptTable& concepts,
                                   const ProfileTable& profiles, std::span<const WordAsked> words,
                                   const PlanOptions& options) {
  return CodeFinder(index, concepts, profiles, words, options).Find();
}

std::vector<UnderstoodCode> FindCodesOfPart(const CodeNames& names, const ConceptTable& concepts,
                                            const ProfileTable& profiles, const PartAsked& part) {
  std::vector<UnderstoodCode> codes;
  const std::string folded = Fold(part.text);
  if (folded.size() < kShortestBegunLabel) return codes;
  const bool may_begin = part.is_open || folded.size() >= kShortestBegunWord;
  const auto holds_word = [&](std::string_view label) {
    const std::string text = Fold(label);
    const std::vector<std::string_view> words = Words(text);
    return std::ranges::find(words, folded) != words.end();
  };
  const auto carriers_on_day = [&](ConceptIndex code) {
    return static_cast<uint32_t>(CarriersOf(concepts, profiles, code, part.as_of).size());
  };
  for (const NameMatch& match : names.Search(folded, kMostLabelsOfPart, carriers_on_day)) {
    if (codes.size() == kMostCodesOfPart) break;
    const bool is_code = match.label == CodeNames::kCodeItself;
    if (!may_begin && !holds_word(is_code ? concepts.code(match.item)
                                          : concepts.Labels(match.item)[match.label])) {
      continue;
    }
    const std::string_view label =
        is_code ? concepts.Label(match.item, "en") : concepts.Labels(match.item)[match.label];
    codes.push_back({match.item, std::nullopt, part.text, std::string(label),
                     std::make_shared<const std::vector<NodeIndex>>(
                         CarriersOf(concepts, profiles, match.item, part.as_of))});
  }
  return codes;
}

}  // namespace kontor
