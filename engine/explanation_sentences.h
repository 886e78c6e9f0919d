// Introductions and standing as sentences.
#pragma once

#include <string>
#include <vector>

#include "engine/explanation.h"
#include "engine/language.h"

namespace kontor {

// "X could introduce you: you worked together in P (2017), and they with Y in Q (2018)."
std::string Sentence(const Snapshot& snapshot, const Introduction& introduction,
                     const Language& language = English());

// "They have place 14 of 960 candidates by score."
std::string Sentence(const Standing& standing, const Language& language = English());

// "With a valid label Gold, they would gain 3.1 points and move from place 14 to place 9."
std::string Sentence(const Snapshot& snapshot, const Standing& standing,
                     const Improvement& improvement, const Language& language = English());

}  // namespace kontor
