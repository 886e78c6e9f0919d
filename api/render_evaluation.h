// An evaluation as text. The table is for a terminal of 100 columns.
#pragma once

#include <cstdint>
#include <string>

#include "api/render.h"
#include "engine/evaluation.h"

namespace kontor {

// What was evaluated on what, so that it can be repeated.
struct EvaluationSubject {
  uint64_t generation = 0;
  Date cut;
  Date until;          // unknown: open
  std::string future;  // where later partnerships were read from; empty: the same database
  uint64_t seed = 0;
};

// kTable, or kJson otherwise.
std::string RenderEvaluation(const EvaluationSubject& subject, const Evaluation& evaluation,
                             Format format);

}  // namespace kontor
