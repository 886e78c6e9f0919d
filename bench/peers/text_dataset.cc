#include "bench/peers/text_dataset.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "base/random.h"
#include "base/text.h"
#include "base/tokens.h"
#include "bench/peers/clock.h"
#include "engine/search.h"
#include "index/analyser.h"
#include "index/near_word.h"
#include "index/text_index_builder.h"

namespace kontor::bench {
namespace {

enum TextStream : uint8_t { kWords = 72, kNames };
constexpr uint64_t kTextSeed = 21;
constexpr size_t kThreads = 2;
constexpr size_t kMostPartnerships = 3;  // of an organisation, whose titles words are drawn from

// kNoTerm if hardly anybody searches for it: fewer than three letters, or too common to count.
TermIndex TermOf(const TextIndex& texts, std::string_view word) {
  if (word.size() < 3) return kNoTerm;
  TermIndex term = texts.terms().Find(StemTerm(word, "en"));
  if (term == kNoTerm) term = texts.terms().Find(ExactTerm(word));
  if (term == kNoTerm || texts.Carriers(term) * 4 >= texts.organisation_count()) return kNoTerm;
  return texts.Carriers(term) == 0 ? kNoTerm : term;
}

bool IsAmong(const std::vector<TermIndex>& terms, TermIndex term) {
  return std::ranges::find(terms, term) != terms.end();
}

void DrawWords(const TextDataset& on, Random& random, TextQuestion& question) {
  const Snapshot& snapshot = *on.data.snapshot;
  while (question.terms.empty()) {
    const NodeIndex organisation = random.Below(on.data.size());
    std::vector<std::string_view> words;
    std::vector<std::string_view> some;
    ForEachText(snapshot, *on.texts, organisation, kMostPartnerships,
                [&](TextField, std::string_view text) {
                  FindTokens(text, some);
                  words.insert(words.end(), some.begin(), some.end());
                  return true;
                });
    if (words.empty()) continue;
    for (uint32_t left = 1 + random.Below(3); left > 0; --left) {
      const std::string_view word = words[random.Below(static_cast<uint32_t>(words.size()))];
      const TermIndex term = TermOf(*on.texts, word);
      if (term == kNoTerm || IsAmong(question.terms, term)) continue;
      question.terms.push_back(term);
      question.words += (question.words.empty() ? "" : " ") + std::string(word);
    }
  }
}

// Two neighbours change places; in long words another letter ends them as well.
std::string Misspelt(std::string word, Random& random) {
  const size_t at = 1 + random.Below(static_cast<uint32_t>(word.size()) - 2);
  std::swap(word[at], word[at + 1 == word.size() ? at - 1 : at + 1]);
  if (EditsAllowed(word) > 1) word.back() = word.back() == 'x' ? 'y' : 'x';
  return word;
}

void DrawName(const TextDataset& on, Random& random, TextQuestion& question) {
  constexpr uint32_t kLongestBeginning = 12;
  while (question.misspelt.empty()) {
    const std::string name = Fold(on.data.snapshot->profiles[random.Below(on.data.size())].name);
    const std::string word = name.substr(0, name.find(' '));
    if (EditsAllowed(word) == 0) continue;
    const auto longest = std::min(static_cast<uint32_t>(name.size()), kLongestBeginning);
    question.begun = name.substr(0, 2 + random.Below(longest - 1));
    question.misspelt = Misspelt(word, random);
  }
}

}  // namespace

TextDataset BuildTexts(const Dataset& data, size_t questions) {
  TextDataset on{.data = data, .texts = nullptr, .questions = {}};
  TextIndexBuilder builder(data.snapshot->concepts, data.snapshot->profiles, data.graph(),
                           data.snapshot->generation);
  const double start = SecondsOf(CLOCK_PROCESS_CPUTIME_ID);
  data.read_nodes([&builder](const NodeView& node) { builder.AddNode(node); });
  on.texts = std::make_shared<const TextIndex>(std::move(builder).Build(kThreads));
  on.build_seconds = SecondsOf(CLOCK_PROCESS_CPUTIME_ID) - start;
  Random words(kTextSeed, kWords, 0);
  Random names(kTextSeed, kNames, 0);
  for (size_t i = 0; i < questions; ++i) {
    TextQuestion& question = on.questions.emplace_back();
    question.country = data.filtered[i % data.filtered.size()].country;
    DrawWords(on, words, question);
    DrawName(on, names, question);
  }
  return on;
}

TextDocuments::TextDocuments(const TextIndex& texts)
    : begins_(size_t{texts.organisation_count()} + 1, 0), uses_(texts.posting_count()) {
  const auto terms = static_cast<TermIndex>(texts.terms().size());
  for (TermIndex term = 0; term < terms; ++term) {
    texts.ForEachCarrier(term,
                         [this](NodeIndex organisation, uint32_t) { ++begins_[organisation + 1]; });
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  std::vector<uint64_t> next(begins_.begin(), begins_.end() - 1);
  for (TermIndex term = 0; term < terms; ++term) {
    texts.ForEachCarrier(term, [&](NodeIndex organisation, uint8_t strength) {
      uses_[next[organisation]++] = {term, strength};
    });
  }
}

}  // namespace kontor::bench
