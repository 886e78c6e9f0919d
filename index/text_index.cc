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

TextIndex::Size TextIndex::size() const {
  return {.postings = low_.size(),
          .index_bytes =
              terms_.byte_size() + traits_.size() +
              (found_begins_.size() + found_.size() + compound_begins_.size() + compounds_.size()) *
                  sizeof(uint32_t) +
              posting_begins_.size() * sizeof(uint64_t) + low_.size() * sizeof(uint16_t) +
              strengths_.size() + block_begins_.size() * sizeof(uint32_t) +
              block_numbers_.size() * sizeof(uint16_t) + block_ends_.size() * sizeof(uint64_t),
          .kept_bytes = kept_texts_.size() + kept_fields_.size() +
                        kept_begins_.size() * sizeof(uint32_t) +
                        kept_ends_.size() * sizeof(uint64_t),
          .text_bytes = text_bytes_};
}

}  // namespace kontor
