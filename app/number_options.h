// Numbers that users give as options, and their bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"

namespace kontor {

inline constexpr int64_t kMaxQuestions = 100'000;  // of --queries

// kInvalidArgument, with the option's name and both bounds, outside of [least, most].
Status CheckNumber(std::string_view option, int64_t number, int64_t least, int64_t most);

// Of --threads; 0, the default of the verbs that have it: as many as the machine has.
// kInvalidArgument when there cannot be so many.
Result<size_t> ReadThreads(int64_t threads);

}  // namespace kontor
