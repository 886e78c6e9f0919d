// Hits as a page of text for a terminal of 100 columns.
#include <algorithm>
#include <array>
#include <cstdio>

#include "api/display_width.h"
#include "api/render_facets.h"
#include "api/render_formats.h"
#include "api/render_search_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"
#include "engine/sentences.h"

namespace kontor {
namespace {

std::string OneDigit(double number) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.1f", number);
  return text.data();
}

// What is printed between and around the marks.
std::string Marked(const MarkedText& marked) {
  std::string line;
  ForEachPart(marked, [&line](std::string_view part, bool is_match) {
    line += is_match ? "`" + Printable(part) + "`" : Printable(part);
  });
  return line;
}

constexpr size_t kIdWidth = 26;
constexpr size_t kHitNameWidth = 60;

// "sector C28, Manufacture of …"
std::string Called(const Snapshot& snapshot, const UnderstoodCode& understood) {
  if (understood.kind) return "kind " + std::string(kOrganisationKinds[*understood.kind]);
  const ConceptTable& concepts = snapshot.concepts;
  return std::string(Name(concepts.type(understood.code))) + " " +
         std::string(concepts.code(understood.code)) + ", " +
         std::string(concepts.Label(understood.code, "en"));
}

// A guess is told to be one.
std::string ReadAs(const UnderstoodCode& understood) {
  if (understood.read_as.empty()) return {};
  return ", taken for '" + Printable(understood.read_as) + "',";
}

std::string Head(const Snapshot& snapshot, const SearchAnswer& answer) {
  std::string head = "generation " + std::to_string(answer.generation) + "; " +
                     std::to_string(answer.matching) + " match\n";
  for (const std::string& note : answer.notes) head += note + "\n";
  if (!answer.plan.did_you_mean.empty()) {
    head += "Did you mean: " + Printable(answer.plan.did_you_mean) + "\n";
  }
  for (const UnderstoodCode& understood : answer.plan.understood) {
    head += "'" + Printable(understood.text) + "'" + ReadAs(understood) + " is " +
            Called(snapshot, understood) + ": " + std::to_string(understood.carriers->size()) +
            " organisations\n";
  }
  head += FacetsAsTable(snapshot, answer.facets);
  return head;
}

// "met 1 of 2 wishes; not label:gold"
std::string WishLine(const SearchAnswer& answer, const SearchHit& hit) {
  if (answer.wishes.empty()) return {};
  std::string line = "      met " + std::to_string(hit.met.size()) + " of " +
                     std::to_string(answer.wishes.size()) + " wishes";
  const std::vector<std::string> missed = Missed(answer, hit);
  for (const std::string& text : missed) {
    line += (&text == &missed.front() ? "; not " : ", ") + Printable(text);
  }
  return line + "\n";
}

// "score 41.2", and why, a sentence on each line.
std::string PartnerLines(const Snapshot& snapshot, const Suggestion& suggestion,
                         const Language& language) {
  std::string lines =
      "      as a partner: " + OneDigit(ShowPoints(suggestion.contributions).score) + " of 100\n";
  for (const std::string& reason : Reasons(snapshot, suggestion, kReasonsInTable, language)) {
    lines += "      " + Printable(reason) + "\n";
  }
  return lines;
}

}  // namespace

std::string SearchAsTable(const Snapshot& snapshot, const SearchAnswer& answer,
                          Highlighter& highlighter, const std::optional<ForWhom>& for_whom) {
  std::string page = Head(snapshot, answer);
  if (for_whom) {
    page += "as partners for " + Printable(snapshot.profiles[for_whom->answer.organisation].name) +
            "; model " + for_whom->answer.model + "\n";
  }
  if (answer.hits.empty()) return page + "No organisation is found.\n";
  page += "\n" + FitTo("id", kIdWidth) + "  " + FitTo("name", kHitNameWidth) + "  country\n";
  for (size_t place = 0; place < answer.hits.size(); ++place) {
    const SearchHit& hit = answer.hits[place];
    const Profile profile = snapshot.profiles[hit.organisation];
    const std::vector<MarkedText> matches = highlighter.Matches(hit.organisation);
    const std::string name = Marked(matches.front());
    page += FitTo(profile.key, std::max(kIdWidth, DisplayWidth(profile.key))) + "  " +
            FitTo(name, std::max(kHitNameWidth, DisplayWidth(name))) + "  " +
            (profile.country == kNoConcept ? std::string("--")
                                           : std::string(snapshot.concepts.code(profile.country)));
    if (hit.metres) page += "  " + OneDigit(Kilometres(*hit.metres)) + " km";
    page += "\n";
    page += WishLine(answer, hit);
    if (for_whom) {
      page += PartnerLines(snapshot, for_whom->answer.suggestions[place], for_whom->language);
    }
    for (size_t i = 1; i < matches.size(); ++i) {
      page +=
          "      " + std::string(FieldName(matches[i].field)) + ": " + Marked(matches[i]) + "\n";
    }
  }
  if (!answer.next.empty()) page += "\nthe next page: --cursor " + answer.next + "\n";
  return page;
}

}  // namespace kontor
