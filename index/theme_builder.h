// Makes a ThemeTable from profiles, ties and words. See index/theme.h for the formula.
#pragma once

#include "graph/collaboration_graph.h"
#include "index/concepts.h"
#include "index/profiles.h"
#include "index/theme.h"
#include "index/word_table.h"

namespace kontor {

// How much a theme of each class counts beside its rarity. Sectors are stated with care, words are
// many and loose.
struct ThemeClassWeights {
  double sector = 1.0;
  double technology = 0.9;
  double topic = 0.9;
  double call = 0.8;
  double programme = 0.8;  // its parts
  double ecosystem = 0.7;
  double word = 0.5;
};

// Where the themes of organisations come from. Nothing of it is kept.
struct ThemeSources {
  const ConceptTable& concepts;
  const ProfileTable& profiles;
  const CollaborationGraph& graph;
  const WordTable& words;
  const WordLists& organisation_words;
  const WordLists& partnership_words;
};

// O(statements). Does not depend on how the words are numbered.
ThemeTable BuildThemeTable(const ThemeSources& sources, const ThemeClassWeights& weights = {});

}  // namespace kontor
