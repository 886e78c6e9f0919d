// What a ranking is learned from: candidates of past questions, with what was measured of them then
// and whether they became partners afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/evaluation_truth.h"
#include "engine/signal.h"

namespace kontor {

// The candidates of one question: rows [begin, end) of the examples.
struct ExampleGroup {
  size_t begin = 0;
  size_t end = 0;
  size_t new_partners = 0;  // of the asker, in all
  size_t partnerships = 0;  // of the asker, at the time of the question
};

struct Examples {
  std::vector<std::array<float, kSignalCount>> values;
  std::vector<uint8_t> became_partner;  // parallel to values: 1 or 0
  std::vector<ExampleGroup> groups;

  void Append(const Examples& more);
};

struct ExampleOptions {
  size_t questions = 3'000;          // a random choice of so many askers
  size_t others_per_question = 200;  // candidates that did not become partners, a random choice
  uint64_t seed = 7;
  size_t threads = 1;  // the result does not depend on it
  // Called on the calling thread from time to time; may be empty.
  std::function<void(size_t done, size_t questions)> on_progress;
};

// Asks `past` for the candidates of askers of `truth`. Questions none of whose new partners is
// among the candidates are left out.
Examples CollectExamples(const Snapshot& past, const Truth& truth, const ExampleOptions& options);

}  // namespace kontor
