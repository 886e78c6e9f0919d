#include "index/compound_terms.h"

#include <string_view>
#include <unordered_set>

#include "base/parallel.h"
#include "index/compounds.h"

namespace kontor {
namespace {

constexpr TermIndex kWordsAtATime = 4'096;

using Pairs = std::vector<std::pair<TermIndex, TermIndex>>;

class CompoundFinder {
 public:
  explicit CompoundFinder(const TextIndex& index) : index_(index) {
    for (TermIndex i = 0; i < index.terms().size(); ++i) {
      if (index.IsOfCompounds(i)) known_.insert(index.terms()[i]);
    }
    const LabelIndex& labels = index.labels();
    for (TermIndex i = 0; i < labels.words().size(); ++i) {
      if (labels.IsOfCompounds(i)) known_.insert(labels.words()[i]);
    }
  }

  void AddPairs(TermIndex compound, std::string_view word, Pairs& pairs) const {
    const auto is_known = [this](std::string_view part) { return known_.contains(part); };
    for (const std::string_view part : SplitCompound(word, is_known)) {
      const TermIndex found = index_.terms().Find(part);
      if (found != kNoTerm) {
        for (const TermIndex of_part : index_.FoundBy(found)) {
          for (const TermIndex of_compound : index_.FoundBy(compound)) {
            if (of_part != of_compound) pairs.emplace_back(of_part, of_compound);
          }
        }
      }
      AddPairs(compound, part, pairs);
    }
  }

 private:
  const TextIndex& index_;
  std::unordered_set<std::string_view> known_;
};

}  // namespace

std::vector<std::pair<TermIndex, TermIndex>> FindCompounds(const TextIndex& index, size_t threads) {
  const CompoundFinder finder(index);
  const auto words = static_cast<TermIndex>(index.terms().size());
  std::vector<Pairs> found((words + kWordsAtATime - 1) / kWordsAtATime);
  ForEachIndex(found.size(), threads, [&](size_t range, size_t) {
    const auto first = static_cast<TermIndex>(range * kWordsAtATime);
    for (TermIndex i = first; i < std::min(words, first + kWordsAtATime); ++i) {
      if (index.IsOfCompounds(i)) finder.AddPairs(i, index.terms()[i], found[range]);
    }
  });
  Pairs all;
  for (const Pairs& some : found) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace kontor
