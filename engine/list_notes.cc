#include "engine/list_notes.h"

namespace kontor {
namespace {

// The one gap of these phrases is their number.
std::string Fill(const Language& language, Phrase phrase, size_t number) {
  return language.Get(phrase, Side::kOurs, number).Fill([&](Placeholder, std::string& text) {
    text += language.Whole(number);
  });
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

std::string PlacementNote(const Suggestion& suggestion, const Language& language) {
  switch (suggestion.placed_by) {
    case PlacedBy::kPin:
      return Fill(language, Phrase::kPinned, suggestion.rank_by_score);
    case PlacedBy::kNewcomerFloor:
      return Fill(language, Phrase::kLifted, suggestion.rank_by_score);
    case PlacedBy::kRank:
      break;
  }
  return "";
}

std::vector<std::string> ListNotes(const PartnerAnswer& answer, const Language& language) {
  std::vector<std::string> notes;
  if (answer.missing_by_caps > 0) {
    notes.push_back(Fill(language, Phrase::kEmptyPlaces, answer.missing_by_caps));
  }
  if (answer.missing_newcomers > 0) {
    notes.push_back(Fill(language, Phrase::kMissingNewcomers, answer.missing_newcomers));
  }
  return notes;
}

}  // namespace kontor
