#include "engine/sentences.h"

#include <algorithm>
#include <array>
#include <span>

#include "engine/features.h"

namespace kontor {
namespace {

using Kind = Fact::Kind;

constexpr size_t kMaxTold = 3;

// Facts of one kind, of which the first kMaxTold are told.
class FactList {
 public:
  void Add(const Fact& fact) {
    if (size_ < facts_.size()) facts_[size_++] = &fact;
  }
  [[nodiscard]] std::span<const Fact* const> all() const { return std::span(facts_).first(size_); }
  [[nodiscard]] std::span<const Fact* const> told() const {
    return all().first(std::min(size_, kMaxTold));
  }

 private:
  std::array<const Fact*, kMaxFacts> facts_ = {};
  size_t size_ = 0;
};

enum ThemePart : uint8_t { kCodes, kFunding, kWords };
using ThemeFactLists = std::array<FactList, 3>;  // by ThemePart

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

  // What a theme is told by: its codes, its calls and programmes, and its words, one sentence each.
  [[nodiscard]] ThemeFactLists Sort(const Contribution& theme) const {
    ThemeFactLists lists;
    for (const Fact& fact : theme.facts) {
      if (fact.kind == Kind::kSharedWord) {
        lists[kWords].Add(fact);
      } else if (!IsBroaderThanTold(fact, lists)) {
        lists[IsFunding(fact.concept_index) ? kFunding : kCodes].Add(fact);
      }
    }
    return lists;
  }

  // One of these sentences.
  [[nodiscard]] std::string Tell(ThemePart part, const FactList& facts) const {
    std::vector<std::string> items;
    items.reserve(kMaxTold);
    for (const Fact* fact : facts.told()) {
      items.push_back(part == kWords ? language_.Quoted(fact->text) : Label(fact->concept_index));
    }
    return TemplateOf(part, items.size()).Fill([&](Placeholder, std::string& text) {
      text += language_.List(items);
    });
  }

 private:
  // A call or a part of a programme: one takes part in it, and does not work on it.
  [[nodiscard]] bool IsFunding(ConceptIndex concept_index) const {
    const NodeType type = snapshot_.concepts.type(concept_index);
    return type == NodeType::kCall || type == NodeType::kProgramme;
  }

  // True if `fact` is a broader code of one that is listed already: C28 says nothing beside C28.1.
  [[nodiscard]] bool IsBroaderThanTold(const Fact& fact, const ThemeFactLists& lists) const {
    const auto is_related = [&](const Fact* other) {
      return snapshot_.concepts.IsWithin(other->concept_index, fact.concept_index) ||
             snapshot_.concepts.IsWithin(fact.concept_index, other->concept_index);
    };
    return std::ranges::any_of(lists[kCodes].all(), is_related) ||
           std::ranges::any_of(lists[kFunding].all(), is_related);
  }

  [[nodiscard]] const Template& TemplateOf(ThemePart part, size_t count) const {
    if (part == kFunding) return language_.Get(Phrase::kSharedFunding, side_, count);
    return language_.Sentence(part == kWords ? Kind::kSharedWord : Kind::kSharedConcept, side_,
                              count);
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

// Something to tell; it is put into words only if it is among the weightiest.
struct Remark {
  double points = 0.0;
  const Fact* fact = nullptr;  // null: a part of the theme
  ThemePart theme_part = kCodes;
};

// All that contributions can be told by, the weightiest first; equal ones in their order.
class Remarks {
 public:
  Remarks(const Teller& teller, std::span<const Contribution> contributions) {
    for (const Contribution& contribution : contributions) {
      if (contribution.points <= 0.0) continue;
      if (contribution.feature == Feature::kTheme) {
        AddTheme(teller, contribution);
      } else {
        for (const Fact& fact : contribution.facts) {
          Insert({contribution.points * fact.share, &fact});
        }
      }
    }
  }
  [[nodiscard]] std::span<const Remark> all() const { return std::span(remarks_).first(size_); }
  [[nodiscard]] std::string Word(const Teller& teller, const Remark& remark) const {
    return remark.fact != nullptr ? teller.Tell(*remark.fact)
                                  : teller.Tell(remark.theme_part, theme_[remark.theme_part]);
  }

 private:
  void AddTheme(const Teller& teller, const Contribution& contribution) {
    theme_ = teller.Sort(contribution);
    double points = contribution.points;
    for (const ThemePart part : {kCodes, kFunding, kWords}) {
      if (theme_[part].all().empty()) continue;
      Insert({points, nullptr, part});
      points /= 2;
    }
  }
  void Insert(const Remark& remark) {
    if (size_ == remarks_.size()) return;
    size_t place = size_++;
    for (; place > 0 && remarks_[place - 1].points < remark.points; --place) {
      remarks_[place] = remarks_[place - 1];
    }
    remarks_[place] = remark;
  }

  ThemeFactLists theme_;
  std::array<Remark, kFeatureCount * kMaxFacts> remarks_;
  size_t size_ = 0;
};

std::vector<std::string> Tell(const Teller& teller, std::span<const Contribution> contributions,
                              size_t limit) {
  const Remarks remarks(teller, contributions);
  const auto told = remarks.all().first(std::min(limit, remarks.all().size()));
  std::vector<std::string> sentences;
  sentences.reserve(told.size());
  for (const Remark& remark : told) sentences.push_back(remarks.Word(teller, remark));
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
