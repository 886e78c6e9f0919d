// What organisations offer and need.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/column.h"
#include "base/date.h"
#include "base/id.h"
#include "base/packed_numbers.h"
#include "base/texts.h"
#include "index/concepts.h"

namespace kontor {

// One offer or need; valid as long as its table.
struct Posting {
  NodeId id;
  bool is_need = false;
  std::string_view title;
  std::string_view type;                   // code of a partnership type; may be empty
  Date deadline;                           // the last day on which it stands; unknown: no end known
  std::span<const ConceptIndex> concepts;  // sectors, technologies, stages, countries; ascending
};

class PostingColumns;
using PostingViews = ViewRange<PostingColumns, Posting>;

// Immutable after building; thread-safe.
class PostingColumns {
 public:
  // Offers, then needs.
  [[nodiscard]] PostingViews operator[](size_t organisation) const {
    return {*this, begins_[organisation], begins_[organisation + 1]};
  }
  [[nodiscard]] Posting At(size_t position) const {
    return {
        .id = ids_[position],
        .is_need = needs_[position],
        .title = titles_[position],
        .type = types_[position],
        .deadline = deadlines_[position],
        .concepts = concepts_[position],
    };
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("begins", self.begins_);
    visit("ids", self.ids_);
    visit("needs", self.needs_);
    visit("titles", self.titles_);
    visit("types", self.types_);
    visit("deadlines", self.deadlines_);
    visit("concepts", self.concepts_);
  }

 private:
  friend class ProfileTableBuilder;

  PackedNumbers begins_;  // of each organisation, and the end
  Column<NodeId> ids_;
  Bits needs_;
  Texts titles_;
  CodedTexts types_;
  Column<Date> deadlines_;
  Lists<ConceptIndex> concepts_;
};

}  // namespace kontor
