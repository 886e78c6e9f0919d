#include <algorithm>

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

}  // namespace

double ThemeCosine(const ThemeTable& themes, NodeIndex a, NodeIndex b) {
  double sum = 0.0;
  ForEachSharedTheme(themes, a, b, [&sum](ThemeIndex, double product) { sum += product; });
  return sum;
}

double ThemeValue(const Pair& pair) { return std::clamp(pair.near.cosine, 0.0, 1.0); }

std::vector<Fact> ThemeFacts(const Pair& pair) {
  const ThemeTable& themes = pair.snapshot.themes;
  std::vector<Fact> facts;
  ForEachSharedTheme(themes, pair.us, pair.them, [&](ThemeIndex theme, double product) {
    Fact fact;
    fact.share = product / pair.near.cosine;
    fact.concept_index = themes.Concept(theme);
    fact.kind =
        fact.concept_index == kNoConcept ? Fact::Kind::kSharedWord : Fact::Kind::kSharedConcept;
    if (fact.concept_index == kNoConcept) fact.text = themes.Word(theme);
    facts.push_back(std::move(fact));
  });
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
