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
  if (posting_begins_.size() != terms + 1 || block_begins_.size() != terms + 1) return false;
  if (posting_begins_[0] != 0 || posting_begins_.back() != low_.size() ||
      low_.size() != strengths_.size()) {
    return false;
  }
  if (block_begins_[0] != 0 || block_begins_.back() != block_numbers_.size() ||
      block_numbers_.size() != block_ends_.size()) {
    return false;
  }
  if (!std::ranges::is_sorted(block_begins_)) return false;
  for (TermIndex term = 0; term < terms; ++term) {
    uint64_t at = posting_begins_[term];
    for (uint32_t b = block_begins_[term]; b < block_begins_[term + 1]; ++b) {
      const uint64_t end = block_ends_[b];
      const uint64_t first = uint64_t{block_numbers_[b]} * kBlock;
      if (end <= at || end > low_.size() || first >= organisations_) return false;
      if (first + kBlock > organisations_) {  // the last one, which is not full
        const auto most = std::ranges::max(std::span(low_.data() + at, low_.data() + end));
        if (first + most >= organisations_) return false;
      }
      at = end;
    }
    if (at != posting_begins_[term + 1]) return false;
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
