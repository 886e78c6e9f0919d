#include "index/text_index.h"

#include <algorithm>
#include <cmath>

#include "base/portable_math.h"

namespace kontor {

uint32_t TextIndex::Rarity(uint32_t carriers) const {
  const double n = std::min(carriers, organisations_);
  const double rarity = Log1p((organisations_ - n + 0.5) / (n + 0.5));
  return std::max(static_cast<uint32_t>(std::lround(kRarityUnits * rarity)), 1U);
}

bool TextIndex::PostingsAreSound() const {
  const size_t terms = terms_.size();
  if (low_.size() != terms || low_.values().size() != strengths_.size()) return false;
  if (block_numbers_.size() != terms || block_numbers_.values().size() != block_lasts_.size()) {
    return false;
  }
  for (TermIndex term = 0; term < terms; ++term) {
    std::span<const uint16_t> rest = low_[term];
    for (size_t b = block_numbers_.Begin(term); b < block_numbers_.Begin(term + 1); ++b) {
      const size_t count = size_t{block_lasts_[b]} + 1;
      const uint64_t first = uint64_t{block_numbers_.values()[b]} * kBlock;
      if (count > rest.size() || first >= organisations_) return false;
      if (first + kBlock > organisations_ &&  // the last one, which is not full
          first + std::ranges::max(rest.first(count)) >= organisations_) {
        return false;
      }
      rest = rest.subspan(count);
    }
    if (!rest.empty()) return false;
  }
  return true;
}

bool TextIndex::IsSound() const {
  const size_t terms = terms_.size();
  const auto is_term = [terms](TermIndex term) { return term < terms; };
  const auto is_field = [](TextField field) { return static_cast<size_t>(field) < kTextFields; };
  return traits_.size() == terms && found_.size() == terms && compounds_.size() == terms &&
         std::ranges::all_of(found_.values(), is_term) &&
         std::ranges::all_of(compounds_.values(), is_term) && PostingsAreSound() &&
         kept_texts_.size() == kept_fields_.values().size() &&
         std::ranges::all_of(kept_fields_.values(), is_field);
}

bool TextIndex::Fits(const ConceptTable& concepts, const CollaborationGraph& graph) const {
  return organisations_ == graph.organisation_count() &&
         kept_fields_.size() == size_t{graph.organisation_count()} + graph.partnership_count() &&
         labels_.Fits(concepts);
}

}  // namespace kontor
