// Facts as sentences. Templates speak to the asker as "you"; the other side's reasons are told to
// the asker too ("you supply their sector").
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/date.h"
#include "engine/partners.h"

namespace kontor {
namespace {

using Kind = Fact::Kind;

constexpr size_t kMaxListed = 3;

enum class Side : uint8_t { kOurs, kTheirs };  // whose reasons are told

std::string Join(const std::vector<std::string>& items) {
  std::string joined;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) joined += i + 1 == items.size() ? " and " : ", ";
    joined += items[i];
  }
  return joined;
}

std::string Count(uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string Label(const Snapshot& snapshot, ConceptIndex concept_index) {
  std::string label(snapshot.concepts.Label(concept_index, "en"));
  if (snapshot.concepts.type(concept_index) != NodeType::kSector) return label;
  return label + " (" + std::string(snapshot.concepts.code(concept_index)) + ")";
}

std::string InYear(Date date) {
  return date.known() ? " (" + std::to_string(YearOf(date)) + ")" : "";
}

std::string OneDecimal(double number) {
  const auto tenths = std::lround(10.0 * number);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string Percent(double share) { return std::to_string(std::lround(100.0 * share)) + " %"; }

// A call or a part of a programme: one takes part in it, and does not work on it.
bool IsFunding(const Snapshot& snapshot, const Fact& fact) {
  const NodeType type = snapshot.concepts.type(fact.concept_index);
  return type == NodeType::kCall || type == NodeType::kProgramme;
}

std::string SharedLabel(const Snapshot& snapshot, const Fact& fact) {
  const bool call = snapshot.concepts.type(fact.concept_index) == NodeType::kCall;
  return (call ? "the call " : "") + Label(snapshot, fact.concept_index);
}

std::string SharedConcept(const Snapshot& snapshot, const Fact& fact) {
  return (IsFunding(snapshot, fact) ? "Both took part in " : "Both work on ") +
         SharedLabel(snapshot, fact) + ".";
}

std::string OfNetwork(const Fact& fact) {
  switch (fact.kind) {
    case Kind::kJointPartnerships:
      return "You have worked together in " + Count(fact.count, "partnership", "partnerships") +
             (fact.count == 1 ? ": " : ", most recently ") + fact.text + InYear(fact.date) + ".";
    case Kind::kCommonPartners:
      return Count(fact.count, "organisation has", "organisations have") +
             " worked with both of you.";
    default:
      return "You are connected through partners of partners.";
  }
}

std::string OfSupply(const Snapshot& snapshot, const Fact& fact, Side side) {
  const std::string candidate = Label(snapshot, fact.concept_index);
  const std::string asker = Label(snapshot, fact.other);
  const bool ours = side == Side::kOurs;
  switch (fact.kind) {
    case Kind::kSupplies:
      return (ours ? "Their sector, " : "Your sector, ") + candidate + ", supplies " +
             (ours ? "yours, " : "theirs, ") + asker + ".";
    case Kind::kBuys:
      return (ours ? "Their sector, " : "Your sector, ") + candidate + ", buys from " +
             (ours ? "yours, " : "theirs, ") + asker + ".";
    default:
      return (ours ? "They act at the stage “" : "You act at the stage “") + candidate +
             "” of the value chain “" + asker +
             (ours ? "”, where you do not." : "”, where they do not.");
  }
}

std::string OfCountries(const Snapshot& snapshot, const Fact& fact, Side side) {
  const std::string country = Label(snapshot, fact.concept_index);
  const bool ours = side == Side::kOurs;
  switch (fact.kind) {
    case Kind::kTheyTargetUs:
      return ours ? "They look for partners in your country, " + country + "."
                  : "You look for partners in their country, " + country + ".";
    case Kind::kWeTargetThem:
      return ours ? "You look for partners in their country, " + country + "."
                  : "They look for partners in your country, " + country + ".";
    default:
      return ours ? "They are a partner abroad, in " + country + "."
                  : "For them you are a partner abroad, in " + country + ".";
  }
}

std::string CountriesAgree(const Snapshot& snapshot, const Fact& fact) {
  const std::string often = OneDecimal(fact.number) + " times as often as by chance.";
  if (fact.concept_index == fact.other) {
    return Label(snapshot, fact.other) + ": organisations there work with each other " + often;
  }
  return Label(snapshot, fact.other) + " and " + Label(snapshot, fact.concept_index) +
         ": their organisations work together " + often;
}

std::string OfRecord(const Snapshot& snapshot, const Fact& fact, Side side) {
  const bool ours = side == Side::kOurs;
  const std::string they = ours ? "They " : "You ";
  switch (fact.kind) {
    case Kind::kHoldsLabel:
      return they + (ours ? "hold the label " : "hold the label ") +
             Label(snapshot, fact.concept_index) + ".";
    case Kind::kCompleteProfile:
      return (ours ? "Their profile is " : "Your profile is ") + Percent(fact.number) +
             " complete.";
    case Kind::kFreshProfile:
      return (ours ? "Their profile was last updated on " : "Your profile was last updated on ") +
             FormatDate(fact.date) + ".";
    case Kind::kPartnerships:
      return they + "took part in " + Count(fact.count, "partnership", "partnerships") + ".";
    case Kind::kNewPartners:
      return they + "found " + Count(fact.count, "new partner", "new partners") +
             " in the last two years.";
    case Kind::kCoordinated:
      return they + "coordinated " + Count(fact.count, "partnership", "partnerships") + ".";
    default:
      return (ours ? "Their newest partnership began on " : "Your newest partnership began on ") +
             FormatDate(fact.date) + ".";
  }
}

std::string SentenceFor(const Snapshot& snapshot, const Fact& fact, Side side) {
  switch (fact.kind) {
    case Kind::kSharedConcept:
      return SharedConcept(snapshot, fact);
    case Kind::kSharedWord:
      return "Both speak of “" + fact.text + "”.";
    case Kind::kJointPartnerships:
    case Kind::kCommonPartners:
    case Kind::kReachedByWalk:
      return OfNetwork(fact);
    case Kind::kSupplies:
    case Kind::kBuys:
    case Kind::kMissingStage:
      return OfSupply(snapshot, fact, side);
    case Kind::kTheyTargetUs:
    case Kind::kWeTargetThem:
    case Kind::kOtherCountry:
      return OfCountries(snapshot, fact, side);
    case Kind::kCountriesAgree:
      return CountriesAgree(snapshot, fact);
    case Kind::kSameCity:
      return "Both are in " + fact.text + ".";
    default:
      return OfRecord(snapshot, fact, side);
  }
}

// True if `fact` is a broader code of one that is told already: C28 says nothing beside C28.1.
bool IsBroaderThanTold(const Snapshot& snapshot, const Fact& fact,
                       const std::vector<ConceptIndex>& told) {
  return std::ranges::any_of(told, [&](ConceptIndex narrower) {
    return snapshot.concepts.IsWithin(narrower, fact.concept_index) ||
           snapshot.concepts.IsWithin(fact.concept_index, narrower);
  });
}

// One sentence for the codes of a theme and one for its words.
std::vector<std::string> ThemeSentences(const Snapshot& snapshot, const Contribution& theme) {
  std::vector<std::string> labels;
  std::vector<std::string> funding;
  std::vector<std::string> words;
  std::vector<ConceptIndex> told;
  for (const Fact& fact : theme.facts) {
    if (fact.kind == Kind::kSharedWord) {
      if (words.size() < kMaxListed) words.push_back("“" + fact.text + "”");
      continue;
    }
    if (IsBroaderThanTold(snapshot, fact, told)) continue;
    told.push_back(fact.concept_index);
    auto& list = IsFunding(snapshot, fact) ? funding : labels;
    if (list.size() < kMaxListed) list.push_back(SharedLabel(snapshot, fact));
  }
  std::vector<std::string> sentences;
  if (!labels.empty()) sentences.push_back("Both work on " + Join(labels) + ".");
  if (!funding.empty()) sentences.push_back("Both took part in " + Join(funding) + ".");
  if (!words.empty()) sentences.push_back("Both speak of " + Join(words) + ".");
  return sentences;
}

struct Told {
  double points = 0.0;
  std::string sentence;
};

void TellContribution(const Snapshot& snapshot, const Contribution& contribution, Side side,
                      std::vector<Told>& told) {
  if (contribution.points <= 0.0) return;
  if (contribution.feature == Feature::kTheme) {
    double points = contribution.points;
    for (std::string& sentence : ThemeSentences(snapshot, contribution)) {
      told.push_back({points, std::move(sentence)});
      points /= 2;
    }
    return;
  }
  for (const Fact& fact : contribution.facts) {
    told.push_back({contribution.points * fact.share, SentenceFor(snapshot, fact, side)});
  }
}

std::vector<std::string> Tell(const Snapshot& snapshot,
                              const std::array<Contribution, kFeatureCount>& contributions,
                              Side side, size_t limit) {
  std::vector<Told> told;
  for (const Contribution& contribution : contributions) {
    TellContribution(snapshot, contribution, side, told);
  }
  std::ranges::stable_sort(told, std::greater(), &Told::points);
  std::vector<std::string> sentences;
  for (size_t i = 0; i < std::min(limit, told.size()); ++i) {
    sentences.push_back(std::move(told[i].sentence));
  }
  return sentences;
}

}  // namespace

std::string Sentence(const Snapshot& snapshot, const Fact& fact) {
  return SentenceFor(snapshot, fact, Side::kOurs);
}

std::vector<std::string> Reasons(const Snapshot& snapshot, const Suggestion& suggestion,
                                 size_t limit) {
  return Tell(snapshot, suggestion.contributions, Side::kOurs, limit);
}

std::vector<std::string> ReverseReasons(const Snapshot& snapshot, const Suggestion& suggestion,
                                        size_t limit) {
  return Tell(snapshot, suggestion.reverse_contributions, Side::kTheirs, limit);
}

}  // namespace kontor
