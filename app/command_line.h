// `kontor VERB …`: from arguments to an exit code.
#pragma once

namespace kontor {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

// Parses, runs the verb, and says what went wrong. Answers go to standard output, everything else
// to standard error. Never throws.
int RunCommandLine(int argc, const char* const* argv);

}  // namespace kontor
