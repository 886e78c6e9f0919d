// Offers and needs in a form that can be compared quickly.
#pragma once

#include <cstdint>
#include <span>
#include <type_traits>

#include "base/column.h"
#include "base/date.h"
#include "index/concepts.h"
#include "index/profiles.h"

namespace kontor {

// One thing that a posting is about: a code, or a word of its title.
struct PostingAspect {
  uint32_t aspect = 0;  // the concept's index, or behind all concepts a word's
  float weight = 0.0F;  // of a unit vector
};

// An offer or a need of an organisation, as it is compared.
struct ComparedPosting {
  uint64_t signature = 0;  // two that share no bit have no aspect in common
  uint32_t first = 0;      // its aspects: [first, last) of all
  uint32_t last = 0;
  uint32_t place = 0;  // in ProfileTable::Postings of its organisation
  uint32_t type = 0;   // the number of its partnership type; 0: not stated
  uint32_t side = 0;   // 0: an offer, 1: a need; so wide that no byte of it is undefined
  Date deadline;

  [[nodiscard]] bool is_need() const { return side != 0; }

  // True if it still stands on that day; without a deadline it always does.
  [[nodiscard]] bool StandsOn(Date day) const { return !deadline.known() || day <= deadline; }
};
static_assert(std::has_unique_object_representations_v<ComparedPosting>);

// How well an offer meets a need, and which ones they are.
struct Meeting {
  double match = 0.0;  // in [0,1]
  uint32_t offer = 0;  // places in ProfileTable::Postings of their organisations
  uint32_t need = 0;
};

// Immutable after building; thread-safe.
//
// A posting is a unit vector over its codes, 1 each, the broader codes of each, half as much from
// step to step (but not the top of a tree: a whole section is no need), and the words of its title,
// half their rarity, log(1 + N / postings with the word) / log(1 + N). Of at least 1,000 postings,
// words of over a twentieth count nothing.
class PostingTable {
 public:
  static constexpr size_t kMostPostings = 16;  // of one organisation: those that stand longest

  [[nodiscard]] std::span<const ComparedPosting> Of(NodeIndex organisation) const {
    return postings_[organisation];
  }
  // Ascending by aspect.
  [[nodiscard]] std::span<const PostingAspect> Aspects(const ComparedPosting& posting) const {
    return {aspects_.data() + posting.first, aspects_.data() + posting.last};
  }
  // Organisations with an offer, or a need, of that aspect, ascending.
  [[nodiscard]] std::span<const NodeIndex> Carriers(uint32_t aspect, bool needs) const {
    return carriers_[CarrierRow(aspect, needs)];
  }

  // The cosine of both (vector space model: Salton, Wong, Yang 1975, 10.1145/361219.361220; broader
  // and narrower codes meet in the broader ones), times 1 if they are of one type, 0.75 if one of
  // them does not state its type, 0.5 if the types differ. In [0,1].
  [[nodiscard]] double Match(const ComparedPosting& offer, const ComparedPosting& need) const;
  // The best match of an offer of `giver` with a need of `seeker`, both standing on that day; match
  // 0 if none meets another. Of equal ones the first. O(offers * needs * aspects)
  [[nodiscard]] Meeting BestMeeting(NodeIndex giver, NodeIndex seeker, Date day) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("postings", self.postings_);
    visit("aspects", self.aspects_);
    visit("carriers", self.carriers_);
  }

 private:
  static uint32_t CarrierRow(uint32_t aspect, bool needs) { return 2 * aspect + (needs ? 1 : 0); }

  PackedLists<ComparedPosting> postings_;  // of each organisation
  Column<PostingAspect> aspects_;
  Lists<NodeIndex> carriers_;  // of each row

  friend class PostingTableBuilder;
};

}  // namespace kontor
