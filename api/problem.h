// An error as a problem document (RFC 9457), and the one table from error codes to HTTP statuses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace kontor {

inline constexpr std::string_view kProblemType = "application/problem+json";

int HttpStatus(ErrorCode code);

// "Not Found"; empty for statuses that the server never sends.
std::string_view StatusTitle(int http_status);

// A fault in the body of a request.
struct FaultInBody {
  std::string pointer;  // RFC 6901
  std::string detail;
};

struct Problem {
  int status = 500;
  ErrorCode code = ErrorCode::kInternal;
  std::string detail;
  std::string parameter;            // the query parameter that is to blame; may be empty
  std::vector<FaultInBody> errors;  // all faults of the body that was sent
  std::string instance;             // the path that was asked for; may be empty
  std::string cause;                // for the operator; in no answer
};

Problem MakeProblem(int status, ErrorCode code, std::string detail);

// With the status of the error's code. Causes inside the machine are not told to the outside: the
// detail of a status of 500 is general.
Problem ProblemOf(const Error& error);

std::string RenderProblem(const Problem& problem);

}  // namespace kontor
