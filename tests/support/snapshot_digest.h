// Everything that a snapshot holds, as text: two snapshots are the same exactly if their digests
// are.
#pragma once

#include <string>

#include "engine/snapshot.h"

namespace kontor {

// One line for each organisation, partnership, code and theme, floats bit by bit.
std::string Digest(const Snapshot& snapshot);

}  // namespace kontor
