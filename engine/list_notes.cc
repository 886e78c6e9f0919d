#include "engine/list_notes.h"

namespace kontor {
namespace {

std::string Counted(size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string_view Name(PlacedBy placed_by) {
  switch (placed_by) {
    case PlacedBy::kPin:
      return "pin";
    case PlacedBy::kNewcomerFloor:
      return "newcomer_floor";
    case PlacedBy::kRank:
      break;
  }
  return "rank";
}

std::string PlacementNote(const Suggestion& suggestion) {
  const std::string rank = std::to_string(suggestion.rank_by_score);
  switch (suggestion.placed_by) {
    case PlacedBy::kPin:
      return "Pinned; by its score it would be number " + rank + ".";
    case PlacedBy::kNewcomerFloor:
      return "A newcomer, lifted to this place from number " + rank + " by its score.";
    case PlacedBy::kRank:
      break;
  }
  return "";
}

std::vector<std::string> ListNotes(const PartnerAnswer& answer) {
  std::vector<std::string> notes;
  if (answer.missing_by_caps > 0) {
    notes.push_back(Counted(answer.missing_by_caps, "place stays", "places stay") +
                    " empty: the caps let nobody else on the list.");
  }
  if (answer.missing_newcomers > 0) {
    notes.push_back(Counted(answer.missing_newcomers, "newcomer is", "newcomers are") +
                    " missing: pins, caps or too low a score keep others from the list.");
  }
  return notes;
}

}  // namespace kontor
