#include "index/text_placement.h"

#include <algorithm>
#include <cmath>

namespace kontor {
namespace {

using Use = TextIndexBuilder::Use;

// Of one organisation: each term at each place of its texts.
using Occurrences = std::vector<std::pair<TermIndex, TextField>>;

class Strength {
 public:
  Strength(const FieldLengths& lengths, const TextParameters& parameters, NodeIndex organisation)
      : parameters_(parameters) {
    for (size_t field = 0; field < kTextFields; ++field) {
      const auto& [weight, b] = parameters.fields[field];
      const double average = lengths.average[field];
      const double words = lengths.words[organisation * kTextFields + field];
      per_occurrence_[field] = average > 0.0 ? weight / (1.0 - b + b * words / average) : 0.0;
    }
  }

  void Add(TextField field) { sum_ += per_occurrence_[static_cast<size_t>(field)]; }

  // Of what was added since the last Take.
  uint8_t Take() {
    const double held = sum_ / (parameters_.k1 + sum_);
    sum_ = 0.0;
    const double strength = parameters_.least + (1.0 - parameters_.least) * held;
    return static_cast<uint8_t>(
        std::clamp(std::lround(TextIndex::kFullStrength * strength), 1L, 255L));
  }

 private:
  const TextParameters& parameters_;
  std::array<double, kTextFields> per_occurrence_{};
  double sum_ = 0.0;
};

}  // namespace

PartnershipTerms ListPartnershipTerms(std::span<const AnalysedTexts> texts, NodeIndex count) {
  PartnershipTerms lists;
  lists.begins.assign(count + 1, 0);
  for (const AnalysedTexts& some : texts) {
    for (const Use& use : some.uses) {
      ++lists.begins[use.owner + 1];
      lists.terms.push_back(use.term);
    }
  }
  for (NodeIndex i = 0; i < count; ++i) lists.begins[i + 1] += lists.begins[i];
  return lists;
}

void FieldLengths::MeasureAverages() {
  for (size_t field = 0; field < kTextFields; ++field) {
    uint64_t sum = 0;
    uint64_t with_any = 0;
    for (size_t i = field; i < words.size(); i += kTextFields) {
      sum += words[i];
      with_any += words[i] > 0 ? 1 : 0;
    }
    average[field] = with_any == 0 ? 0.0 : static_cast<double>(sum) / static_cast<double>(with_any);
  }
}

std::vector<TextPosting> StrengthsOf(NodeIndex first, NodeIndex last, const AnalysedTexts& own,
                                     const SharedByAll& shared) {
  std::vector<TextPosting> postings;
  Occurrences occurrences;
  auto use = own.uses.begin();
  for (NodeIndex organisation = first; organisation < last; ++organisation) {
    occurrences.clear();
    for (; use != own.uses.end() && use->owner == organisation; ++use) {
      occurrences.emplace_back(use->term, use->field);
    }
    for (const NodeIndex vertex : shared.graph.Neighbours(organisation)) {
      const NodeIndex partnership = vertex - shared.graph.organisation_count();
      for (const TermIndex term : shared.partnerships[partnership]) {
        occurrences.emplace_back(term, TextField::kPartnership);
      }
    }
    std::ranges::sort(occurrences);  // so that sums run in the same order everywhere
    Strength strength(shared.lengths, shared.parameters, organisation);
    for (size_t i = 0; i < occurrences.size(); ++i) {
      const auto [term, field] = occurrences[i];
      strength.Add(field);
      const bool is_last = i + 1 == occurrences.size() || occurrences[i + 1].first != term;
      if (is_last) postings.push_back({term, organisation, strength.Take()});
    }
  }
  return postings;
}

}  // namespace kontor
