// The feed of changes, as JSON.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "api/store_writer.h"

namespace kontor {

// {"since", "next", "changes": [{"generation", "at", "origin", "detail", "added", "changed",
// "erased"}]}; "next" is the generation to ask from the next time.
std::string RenderChanges(std::span<const Commit> commits, uint64_t since);

}  // namespace kontor
