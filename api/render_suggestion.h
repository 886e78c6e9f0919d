// What is told of a suggestion wherever it stands. Only for .cc files, as api/json_document.h.
#pragma once

#include "api/json_document.h"
#include "engine/language.h"
#include "engine/partners.h"

namespace kontor {

// Adds how good it is and why: "score", "fit", "reach", "mutual", "reverse_score", "known_partner",
// "joint_partnerships", "reasons", "reverse_reasons".
void AddMerits(const Snapshot& snapshot, const Suggestion& suggestion, const Language& language,
               Json& json);

}  // namespace kontor
