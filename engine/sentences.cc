#include "engine/sentences.h"

#include <algorithm>

namespace kontor {
namespace {

using Kind = Fact::Kind;

constexpr size_t kMaxListed = 3;

// Fills the templates of one language from one snapshot.
class Teller {
 public:
  Teller(const Snapshot& snapshot, const Language& language, Side side)
      : snapshot_(snapshot), language_(language), side_(side) {}

  // One fact.
  [[nodiscard]] std::string Tell(const Fact& fact) const {
    return TemplateOf(fact).Fill(
        [&](Placeholder placeholder, std::string& text) { Append(fact, placeholder, text); });
  }

  // One sentence for the codes of a theme, one for calls and programmes, and one for words.
  [[nodiscard]] std::vector<std::string> TellTheme(const Contribution& theme) const {
    std::vector<std::string> codes;
    std::vector<std::string> funding;
    std::vector<std::string> words;
    std::vector<ConceptIndex> told;
    for (const Fact& fact : theme.facts) {
      if (fact.kind == Kind::kSharedWord) {
        if (words.size() < kMaxListed) words.push_back(language_.Quoted(fact.text));
        continue;
      }
      if (IsBroaderThanTold(fact, told)) continue;
      told.push_back(fact.concept_index);
      auto& list = IsFunding(fact.concept_index) ? funding : codes;
      if (list.size() < kMaxListed) list.push_back(Label(fact.concept_index));
    }
    std::vector<std::string> sentences;
    const auto add = [&](const std::vector<std::string>& list, const Template& sentence) {
      if (list.empty()) return;
      sentences.push_back(
          sentence.Fill([&](Placeholder, std::string& text) { text += language_.List(list); }));
    };
    add(codes, language_.Sentence(Kind::kSharedConcept, side_, codes.size()));
    add(funding, language_.Get(Phrase::kSharedFunding, side_, funding.size()));
    add(words, language_.Sentence(Kind::kSharedWord, side_, words.size()));
    return sentences;
  }

 private:
  // A call or a part of a programme: one takes part in it, and does not work on it.
  [[nodiscard]] bool IsFunding(ConceptIndex concept_index) const {
    const NodeType type = snapshot_.concepts.type(concept_index);
    return type == NodeType::kCall || type == NodeType::kProgramme;
  }

  // True if `fact` is a broader code of one that is told already: C28 says nothing beside C28.1.
  [[nodiscard]] bool IsBroaderThanTold(const Fact& fact,
                                       const std::vector<ConceptIndex>& told) const {
    return std::ranges::any_of(told, [&](ConceptIndex narrower) {
      return snapshot_.concepts.IsWithin(narrower, fact.concept_index) ||
             snapshot_.concepts.IsWithin(fact.concept_index, narrower);
    });
  }

  [[nodiscard]] const Template& TemplateOf(const Fact& fact) const {
    if (fact.kind == Kind::kSharedConcept && IsFunding(fact.concept_index)) {
      return language_.Get(Phrase::kSharedFunding, side_);
    }
    if (fact.kind == Kind::kCountriesAgree && fact.concept_index == fact.other) {
      return language_.Get(Phrase::kCountryAgrees, side_);
    }
    const bool is_list = fact.kind == Kind::kSharedConcept || fact.kind == Kind::kSharedWord;
    return language_.Sentence(fact.kind, side_, is_list ? 1 : fact.count);
  }

  [[nodiscard]] std::string Label(ConceptIndex concept_index) const {
    if (concept_index == kNoConcept) return {};
    const std::string_view label = snapshot_.concepts.Label(concept_index, language_.code());
    const std::string_view code = snapshot_.concepts.code(concept_index);
    const auto put = [&](Placeholder placeholder, std::string& text) {
      text += placeholder == Placeholder::kText ? label : code;
    };
    switch (snapshot_.concepts.type(concept_index)) {
      case NodeType::kSector:
        return language_.Get(Phrase::kWithCode).Fill(put);
      case NodeType::kCall:
        return language_.Get(Phrase::kCall).Fill([&](Placeholder, std::string& text) {
          text += label;
        });
      default:
        return std::string(label);
    }
  }

  [[nodiscard]] std::string InYear(Date date) const {
    if (!date.known()) return {};
    return language_.Get(Phrase::kInYear).Fill([date](Placeholder, std::string& text) {
      text += std::to_string(YearOf(date));
    });
  }

  void Append(const Fact& fact, Placeholder placeholder, std::string& text) const {
    switch (placeholder) {
      case Placeholder::kCode:
        text += Label(fact.concept_index);
        return;
      case Placeholder::kOther:
        text += Label(fact.other);
        return;
      case Placeholder::kText:
        text += fact.kind == Kind::kSharedWord ? language_.Quoted(fact.text) : fact.text;
        return;
      case Placeholder::kSecond:
        text += fact.other_text;
        return;
      case Placeholder::kCount:
        text += language_.Whole(fact.count);
        return;
      case Placeholder::kNumber:
        text += language_.Decimal(fact.number);
        return;
      case Placeholder::kPercent:
        text += language_.Percent(fact.number);
        return;
      case Placeholder::kInYear:
        text += InYear(fact.date);
        return;
      default:
        if (fact.date.known()) text += language_.Day(fact.date);
    }
  }

  const Snapshot& snapshot_;
  const Language& language_;
  Side side_;
};

struct Told {
  double points = 0.0;
  std::string sentence;
};

void TellContribution(const Teller& teller, const Contribution& contribution,
                      std::vector<Told>& told) {
  if (contribution.points <= 0.0) return;
  if (contribution.feature == Feature::kTheme) {
    double points = contribution.points;
    for (std::string& sentence : teller.TellTheme(contribution)) {
      told.push_back({points, std::move(sentence)});
      points /= 2;
    }
    return;
  }
  for (const Fact& fact : contribution.facts) {
    told.push_back({contribution.points * fact.share, teller.Tell(fact)});
  }
}

std::vector<std::string> Tell(const Teller& teller,
                              const std::array<Contribution, kFeatureCount>& contributions,
                              size_t limit) {
  std::vector<Told> told;
  for (const Contribution& contribution : contributions) {
    TellContribution(teller, contribution, told);
  }
  std::ranges::stable_sort(told, std::greater(), &Told::points);
  std::vector<std::string> sentences;
  for (size_t i = 0; i < std::min(limit, told.size()); ++i) {
    sentences.push_back(std::move(told[i].sentence));
  }
  return sentences;
}

}  // namespace

std::string Sentence(const Snapshot& snapshot, const Fact& fact, const Language& language,
                     Side side) {
  return Teller(snapshot, language, side).Tell(fact);
}

std::vector<std::string> Reasons(const Snapshot& snapshot, const Suggestion& suggestion,
                                 size_t limit, const Language& language) {
  return Tell(Teller(snapshot, language, Side::kOurs), suggestion.contributions, limit);
}

std::vector<std::string> ReverseReasons(const Snapshot& snapshot, const Suggestion& suggestion,
                                        size_t limit, const Language& language) {
  return Tell(Teller(snapshot, language, Side::kTheirs), suggestion.reverse_contributions, limit);
}

}  // namespace kontor
