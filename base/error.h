// What can go wrong, as a value. Every fallible function returns Result<T>; exceptions stop at the
// edge of the library that throws them. Context is added on the way up:
//   return Fail(error.code, path + " line 12: " + error.message)
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace kontor {

// Closed list. api/ holds the one table from code to HTTP status, app/ the one to exit codes.
enum class ErrorCode : uint8_t {
  kInvalidArgument,  // the caller's words are off: unknown option, value out of range, bad syntax
  kNotFound,         // no such organisation, code, file
  kAmbiguous,        // several organisations carry that name; the message lists them
  kConflict,         // the state of the store does not allow it
  kBadData,          // a file or a record cannot be read as what it claims to be
  kCorrupt,          // the store is damaged: checksums, counter, or edges do not agree
  kTooNew,           // written by a newer version of Kontor
  kInUse,            // another process holds the store, or the port
  kPermission,       // the operating system refuses
  kNoSpace,          // the disk is full
  kLimit,            // an input exceeds one of the bounds in base/limits.h
  kUnavailable,      // not ready yet, or shutting down
  kIo,               // any other failure of the operating system
  kUnauthenticated,  // nobody that is known asks: no key, or one that opens nothing
  kForbidden,        // who asks is known, and may not
  kRateLimited,      // asked more often than is allowed
  kInternal,         // a broken promise of our own
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // one sentence for a person: what, where, and what to do
};

template <typename T>
using Result = std::expected<T, Error>;
using Status = std::expected<void, Error>;

[[nodiscard]] inline std::unexpected<Error> Fail(ErrorCode code, std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

// The same error with `where` in front of its message ("organization.csv line 12").
[[nodiscard]] inline std::unexpected<Error> Within(std::string_view where, const Error& error) {
  return Fail(error.code, std::string(where) + ": " + error.message);
}

// Stable lower-case name of a code ("not_found"), as it appears in problem documents.
std::string_view ErrorCodeName(ErrorCode code);

}  // namespace kontor
