// How much memory does a snapshot take, and what for?
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/snapshot.h"
#include "index/text_index.h"

namespace kontor {

struct MemoryUse {
  struct Table {
    std::string name;  // as in Snapshot: "graph", "profiles"
    size_t bytes = 0;
  };
  std::vector<Table> tables;  // in the order of Snapshot
  size_t bytes = 0;           // of all of them
  // "Graph and profiles" of docs/performance.md: what a ranking reads of an organisation or
  // partnership in sequence or at random: the graph, its strengths and activity, and the kinds,
  // countries, regions, cities, dates, completeness and codes of profiles, the postings that are
  // compared and the map. Not: what is only shown (names, descriptions, …) and lists to find
  // organisations by (themes, carriers, names).
  size_t ranking_bytes = 0;
};

// Of the columns, whether they are mapped or not. O(columns)
MemoryUse MeasureMemory(const Snapshot& snapshot);
// Of the index and of the texts that it keeps to show them, in bytes.
size_t MeasureMemory(const TextIndex& texts);

}  // namespace kontor
