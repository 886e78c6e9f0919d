// Who is most alike in theme, among organisations of some countries and kinds? The carriers of each
// theme once more, numbered by country and kind, so that such a filter is a few ranges of every
// list and the sums of those who pass lie side by side.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "index/profiles.h"
#include "index/theme.h"

namespace kontor {

// Positions [begin, end) in the order of country, kind and index; see SimilarityIndex.
struct PositionRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  friend bool operator==(const PositionRange&, const PositionRange&) = default;
};

// Of one thread, reused between questions; all 0 between them.
struct SimilarityScratch {
  std::vector<double> sums;    // of each position: what it has in common with the asker
  std::vector<uint64_t> used;  // a bit for each position: whether it has anything
};

// Immutable after building; thread-safe.
class SimilarityIndex {
 public:
  SimilarityIndex() = default;
  // O(carriers)
  SimilarityIndex(const ThemeTable& themes, const ProfileTable& profiles);

  // The ranges of organisations that are in one of the countries and of one of the kinds, ascending
  // and apart; an empty list means any. O((countries + kinds) log)
  void FindRanges(std::span<const ConceptIndex> countries, std::span<const uint8_t> kinds,
                  std::vector<PositionRange>& ranges) const;
  [[nodiscard]] NodeIndex OrganisationAt(uint32_t position) const { return order_[position]; }

  // Calls visit(organisation, cosine) for all in the ranges that share a theme with the vector
  // `ours`, in the order of positions. Sums run in the order of themes, as they do for
  // ThemeTable's vectors: the same number to the last bit.
  // O(themes * log(carriers) + carriers in the ranges + length of the ranges / 64)
  template <typename Visit>
  void ForEachAlike(std::span<const ThemeWeight> ours, std::span<const PositionRange> ranges,
                    SimilarityScratch& scratch, Visit visit) const {
    Sum(ours, ranges, scratch);
    for (const auto [begin, end] : ranges) {
      for (size_t word = begin / 64; word * 64 < end; ++word) {
        for (uint64_t left = std::exchange(scratch.used[word], 0); left != 0; left &= left - 1) {
          const size_t position = word * 64 + static_cast<size_t>(std::countr_zero(left));
          visit(order_[position], std::exchange(scratch.sums[position], 0.0));
        }
      }
    }
  }

 private:
  struct Carrier {
    uint32_t position = 0;
    float weight = 0.0F;
  };
  // Positions from `begin` up to the next group's are of one country and kind.
  struct Group {
    ConceptIndex country = kNoConcept;
    uint8_t kind = 0;
    uint32_t begin = 0;
  };

  void Number(const ProfileTable& profiles);
  void Sum(std::span<const ThemeWeight> ours, std::span<const PositionRange> ranges,
           SimilarityScratch& scratch) const;

  std::vector<NodeIndex> order_;  // by position
  std::vector<Group> groups_;     // ascending
  std::vector<size_t> offsets_;   // of each theme in carriers_, and the end
  std::vector<Carrier> carriers_;
};

}  // namespace kontor
