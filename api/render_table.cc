// Pages of text for a terminal of 100 columns.
#include <algorithm>
#include <cstdio>

#include "api/display_width.h"
#include "api/render_facets.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"
#include "engine/explanation_sentences.h"
#include "engine/list_notes.h"

namespace kontor {
namespace {

constexpr size_t kNameWidth = 52;
constexpr std::string_view kReasonIndent = "      ";

// Right-aligned in `width` columns with `digits` behind the point.
std::string Number(double number, int width, int digits) {
  char text[40];
  std::snprintf(text, sizeof(text), "%*.*f", width, digits, number);
  return text;
}

std::string Whole(uint64_t number, size_t width) {
  const std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string_view Country(const Snapshot& snapshot, const Profile& profile) {
  return profile.country == kNoConcept ? "--" : snapshot.concepts.code(profile.country);
}

std::string WithoutEndingBlanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string Provenance(const PartnerAnswer& answer) {
  return "generation " + std::to_string(answer.generation) + ", model " + answer.model +
         ", as of " + FormatDate(answer.as_of);
}

std::string Path(const Snapshot& snapshot, std::span<const PathStep> path) {
  std::string text = "you";
  for (const PathStep& step : path) {
    const PartnershipFacts partnership = snapshot.profiles.Partnership(step.partnership);
    text += " - ";
    text += partnership.label;
    if (partnership.start.known()) text += " (" + std::to_string(YearOf(partnership.start)) + ")";
    text += " - ";
    text += snapshot.profiles[step.to].name;
  }
  return Printable(text);
}

void AddSuggestion(const Snapshot& snapshot, const Suggestion& suggestion, size_t rank,
                   const Language& language, std::string& page) {
  const Profile& profile = snapshot.profiles[suggestion.organisation];
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  page += Whole(rank, 3) + "  " + Number(shown.score, 5, 1) + "  " + Number(shown.fit, 4, 1) +
          "  " + Number(shown.reach, 5, 1) + "  " + Number(suggestion.mutual, 6, 1) + "  ";
  page += WithoutEndingBlanks(FitTo(profile.name, kNameWidth) + "  " +
                              std::string(Country(snapshot, profile)));
  page += '\n';
  if (const std::string note = PlacementNote(suggestion, language); !note.empty()) {
    page += std::string(kReasonIndent) + note + "\n";
  }
  for (const std::string& reason : Reasons(snapshot, suggestion, kReasonsInTable, language)) {
    page += std::string(kReasonIndent) + Printable(reason) + "\n";
  }
}

// A heading with sentences below; empty without sentences.
std::string Paragraph(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  std::string text = "\n" + std::string(heading) + ":\n";
  for (const std::string& sentence : sentences) {
    text += std::string(kReasonIndent) + Printable(sentence) + "\n";
  }
  return text;
}

// Who could introduce the two, and what would raise the candidate.
std::string WaysUp(const Snapshot& snapshot, const Explanation& explanation,
                   const Language& language) {
  std::vector<std::string> introductions;
  for (const Introduction& introduction : explanation.introductions) {
    introductions.push_back(Sentence(snapshot, introduction, language));
  }
  const Standing& standing = explanation.standing;
  std::vector<std::string> place = {Sentence(standing, language)};
  for (const Improvement& improvement : standing.improvements) {
    place.push_back(Sentence(snapshot, standing, improvement, language));
  }
  return Paragraph("Who could introduce you", introductions) + Paragraph("Why not higher", place);
}

bool HasInvented(const Snapshot& snapshot, const PartnerAnswer& answer) {
  return snapshot.profiles[answer.organisation].invented ||
         std::ranges::any_of(answer.suggestions, [&](const Suggestion& suggestion) {
           return snapshot.profiles[suggestion.organisation].invented;
         });
}

}  // namespace

std::string PartnersAsTable(const Snapshot& snapshot, const PartnerAnswer& answer,
                            const Language& language) {
  const Profile& asker = snapshot.profiles[answer.organisation];
  std::string page = "Partners for " + Printable(asker.name) + " [" + Printable(asker.key) + "]\n";
  page += Provenance(answer) + "; " + std::to_string(answer.matching) + " match, " +
          std::to_string(answer.candidates) + " scored\n";
  if (HasInvented(snapshot, answer)) page += "These organisations are invented, for trying out.\n";
  for (const std::string& note : ListNotes(answer, language)) page += note + "\n";
  page += FacetsAsTable(snapshot, answer.facets);
  page += '\n';
  if (answer.suggestions.empty()) {
    return page + "No organisation matches. Fewer filters may help.\n";
  }
  page += "  #  score   fit  reach  mutual  " + FitTo("name", kNameWidth) + "  country\n";
  size_t rank = 0;
  for (const Suggestion& suggestion : answer.suggestions) {
    AddSuggestion(snapshot, suggestion, ++rank, language, page);
  }
  return page;
}

std::string ExplanationAsTable(const Snapshot& snapshot, const PartnerAnswer& question,
                               const Explanation& explanation, const Language& language) {
  const Profile& asker = snapshot.profiles[question.organisation];
  const Suggestion& suggestion = explanation.suggestion;
  const Profile& candidate = snapshot.profiles[suggestion.organisation];
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  std::string page = Printable(candidate.name) + " [" + Printable(candidate.key) +
                     "] as a partner for " + Printable(asker.name) + " [" + Printable(asker.key) +
                     "]\n" + Provenance(question) + "\n\n";
  page += "score " + Number(shown.score, 0, 2) + " = fit " + Number(shown.fit, 0, 2) + " + reach " +
          Number(shown.reach, 0, 2) + "; in their list " + Number(suggestion.reverse_score, 0, 2) +
          ", mutual " + Number(suggestion.mutual, 0, 2) + "\n\n";
  page += FitTo("feature", 24) + "value   weight  points\n";
  for (size_t i = 0; i < kFeatureCount; ++i) {
    const Contribution& contribution = suggestion.contributions[i];
    page += FitTo(Name(contribution.feature), 22) + Number(contribution.value, 7, 4) + "  " +
            Number(contribution.weight, 7, 4) + "  " + Number(shown.points[i], 6, 2) + "\n";
    for (const Fact& fact : contribution.facts) {
      page += std::string(kReasonIndent) + Printable(Sentence(snapshot, fact, language)) + "\n";
    }
  }
  page += Paragraph("Why they would want you",
                    ReverseReasons(snapshot, suggestion, kReasonsInData, language));
  page += "\nConnection: ";
  page += suggestion.path.empty() ? "none that is known" : Path(snapshot, suggestion.path);
  return page + "\n" + WaysUp(snapshot, explanation, language);
}

}  // namespace kontor
