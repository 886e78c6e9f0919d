// What a snapshot takes over of a node of the store.
#pragma once

#include <optional>
#include <string_view>

#include "base/record.h"
#include "index/profile_records.h"

namespace kontor {

// Everything that an organisation's node says of itself. Left open: place, completeness, sources.
ProfileRecord ReadProfile(const NodeView& node);

// Left open: the concepts.
PartnershipRecord ReadPartnership(const NodeView& node);

// The words that tell what a partnership is about: its title. Its longer texts are left out.
std::string_view ThemeText(const NodeView& partnership);

// Left open: the concepts, and whether it is a need.
PostingRecord ReadPosting(const NodeView& node);
// The centre of a country or region; nothing if it is not told, or the node is something else.
std::optional<GeoPoint> ReadCentre(const NodeView& node);

// What a tie of an organisation to a code must point at. Others are no description.
std::optional<NodeType> DescribedBy(EdgeType tie);

// The part of a text that fits into `max_bytes`, cut behind a whole word, or behind a whole
// character where the first word is longer.
std::string_view CutAtWord(std::string_view text, size_t max_bytes);

}  // namespace kontor
