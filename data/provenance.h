// What an exported file says of itself: the question that it answers, and what it was made of.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"

namespace kontor {

struct Provenance {
  std::string title;     // "Partners of Alpha"
  std::string question;  // as it was asked: "partners pic:999905974 --country DE"
  uint64_t generation = 0;
  std::string model;                 // that ranked; may be empty
  Date as_of;                        // the day that was judged on; may be unknown
  std::vector<std::string> sources;  // of the data, ascending
  std::vector<std::string> notes;    // what else is to be known, as sentences
};

// As names and texts: "title", "question", "generation", "model", "as_of", "sources", "notes".
// Without those that are empty.
std::vector<std::pair<std::string, std::string>> AsLines(const Provenance& provenance);

}  // namespace kontor
