#include <algorithm>
#include <array>
#include <span>

#include "engine/features.h"

namespace kontor {
namespace {

// Calls visit(theme, product of both weights) for every theme that both carry, ascending.
template <typename Visit>
void ForEachSharedTheme(const ThemeTable& themes, NodeIndex a, NodeIndex b, Visit visit) {
  const auto left = themes.Vector(a);
  const auto right = themes.Vector(b);
  for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
    if (l->theme < r->theme) {
      ++l;
    } else if (r->theme < l->theme) {
      ++r;
    } else {
      visit(l->theme, static_cast<double>(l->weight) * static_cast<double>(r->weight));
      ++l;
      ++r;
    }
  }
}

// The themes that both share most of, the most first; ties in the order of themes, which is that of
// codes, then of words. A pair may share hundreds, of which few are told.
class StrongestThemes {
 public:
  struct Shared {
    ThemeIndex theme = 0;
    double product = 0.0;
  };

  StrongestThemes(const ThemeTable& themes, NodeIndex a, NodeIndex b) {
    ForEachSharedTheme(themes, a, b,
                       [this](ThemeIndex theme, double product) { Insert({theme, product}); });
  }
  [[nodiscard]] std::span<const Shared> themes() const { return std::span(kept_).first(size_); }

 private:
  void Insert(const Shared& one) {
    if (size_ == kept_.size() && one.product <= kept_.back().product) return;
    size_t place = size_ < kept_.size() ? size_++ : size_ - 1;
    for (; place > 0 && kept_[place - 1].product < one.product; --place) {
      kept_[place] = kept_[place - 1];
    }
    kept_[place] = one;
  }

  std::array<Shared, kMaxFacts> kept_;
  size_t size_ = 0;
};

}  // namespace

double ThemeCosine(const ThemeTable& themes, NodeIndex a, NodeIndex b) {
  double sum = 0.0;
  ForEachSharedTheme(themes, a, b, [&sum](ThemeIndex, double product) { sum += product; });
  return sum;
}

double ThemeValue(const Pair& pair) { return std::clamp(pair.near.cosine, 0.0, 1.0); }

std::vector<Fact> ThemeFacts(const Pair& pair) {
  const ThemeTable& themes = pair.snapshot.themes;
  const StrongestThemes strongest(themes, pair.us, pair.them);
  std::vector<Fact> facts;
  facts.reserve(strongest.themes().size());
  for (const auto& [theme, product] : strongest.themes()) {
    Fact& fact = facts.emplace_back();
    fact.share = product / pair.near.cosine;
    fact.concept_index = themes.Concept(theme);
    fact.kind =
        fact.concept_index == kNoConcept ? Fact::Kind::kSharedWord : Fact::Kind::kSharedConcept;
    if (fact.concept_index == kNoConcept) fact.text = themes.Word(theme);
  }
  return facts;
}

}  // namespace kontor
