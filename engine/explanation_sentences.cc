#include "engine/explanation_sentences.h"

#include <cmath>

namespace kontor {
namespace {

std::string_view NameOf(const Snapshot& snapshot, NodeIndex organisation) {
  return snapshot.profiles[organisation].name;
}

// "WINDY (2018)"
std::string PartnershipOf(const Snapshot& snapshot, const PathStep& step,
                          const Language& language) {
  const PartnershipFacts partnership = snapshot.profiles.Partnership(step.partnership);
  std::string label(partnership.label);
  if (!partnership.start.known()) return label;
  return label + language.Get(Phrase::kInYear).Fill([&](Placeholder, std::string& text) {
    text += std::to_string(YearOf(partnership.start));
  });
}

Phrase ConditionOf(const Supposition& change) {
  switch (change.change) {
    case Change::kLabel:
      return Phrase::kIfLabel;
    case Change::kFreshProfile:
      return Phrase::kIfFresh;
    case Change::kTheyTargetUs:
      return Phrase::kIfTheyTarget;
    case Change::kWeTargetThem:
      return Phrase::kIfWeTarget;
    case Change::kSignal:
      break;
    default:
      return Phrase::kIfComplete;
  }
  switch (change.signal) {
    case Signal::kNewPartners:
      return Phrase::kIfNewPartners;
    case Signal::kRecent:
      return Phrase::kIfRecent;
    case Signal::kPaths:
      return Phrase::kIfPaths;
    case Signal::kThemedPaths:
      return Phrase::kIfThemedPaths;
    default:
      return Phrase::kIfOnTheme;
  }
}

std::string Condition(const Snapshot& snapshot, const Improvement& improvement,
                      const Language& language) {
  const auto whole = [&](double number) {
    return language.Whole(static_cast<uint64_t>(std::llround(number)));
  };
  return language.Get(ConditionOf(improvement.change))
      .Fill([&](Placeholder placeholder, std::string& text) {
        if (placeholder == Placeholder::kCode) {
          text += snapshot.concepts.Label(improvement.change.concept_index, language.code());
        } else if (placeholder == Placeholder::kThen) {
          text += whole(improvement.change.value);
        } else {
          text += whole(improvement.now);
        }
      });
}

}  // namespace

std::string Sentence(const Snapshot& snapshot, const Introduction& introduction,
                     const Language& language) {
  const std::vector<PathStep>& steps = introduction.steps;
  std::vector<std::string> between;
  for (size_t i = 0; i + 1 < steps.size(); ++i) between.emplace_back(NameOf(snapshot, steps[i].to));
  const Phrase phrase = steps.size() == 2 ? Phrase::kIntroduction : Phrase::kIntroductionChain;
  return language.Get(phrase).Fill([&](Placeholder placeholder, std::string& text) {
    if (placeholder == Placeholder::kWho) {
      text += language.List(between);
    } else if (placeholder == Placeholder::kThem) {
      text += NameOf(snapshot, steps.back().to);
    } else {
      const bool is_first = placeholder == Placeholder::kFirst;
      text += PartnershipOf(snapshot, is_first ? steps.front() : steps.back(), language);
    }
  });
}

std::string Sentence(const Standing& standing, const Language& language) {
  const Phrase phrase = standing.place > 0 ? Phrase::kPlace : Phrase::kNoPlace;
  return language.Get(phrase, Side::kOurs, standing.candidates)
      .Fill([&](Placeholder placeholder, std::string& text) {
        text +=
            language.Whole(placeholder == Placeholder::kNow ? standing.place : standing.candidates);
      });
}

std::string Sentence(const Snapshot& snapshot, const Standing& standing,
                     const Improvement& improvement, const Language& language) {
  const Phrase phrase = improvement.place > 0 ? Phrase::kGain : Phrase::kGainOnly;
  // "1.4 points": the plural form of a decimal number is that of its whole part where it matters.
  return language.Get(phrase, Side::kOurs, static_cast<uint64_t>(improvement.points))
      .Fill([&](Placeholder placeholder, std::string& text) {
        switch (placeholder) {
          case Placeholder::kText:
            text += Condition(snapshot, improvement, language);
            return;
          case Placeholder::kNumber:
            text += language.Decimal(improvement.points);
            return;
          case Placeholder::kNow:
            text += language.Whole(standing.place);
            return;
          default:
            text += language.Whole(improvement.place);
        }
      });
}

}  // namespace kontor
