#include "api/problem.h"

#include <nlohmann/json.hpp>

#include "api/render.h"

namespace kontor {

int HttpStatus(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kLimit:
      return 400;
    case ErrorCode::kUnauthenticated:
      return 401;
    case ErrorCode::kForbidden:
      return 403;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kAmbiguous:
    case ErrorCode::kConflict:
      return 409;
    case ErrorCode::kBadData:
      return 422;
    case ErrorCode::kRateLimited:
      return 429;
    case ErrorCode::kInUse:
    case ErrorCode::kUnavailable:
      return 503;
    case ErrorCode::kNoSpace:
      return 507;
    case ErrorCode::kCorrupt:
    case ErrorCode::kTooNew:
    case ErrorCode::kPermission:
    case ErrorCode::kIo:
    case ErrorCode::kInternal:
      return 500;
  }
  return 500;
}

std::string_view StatusTitle(int http_status) {
  switch (http_status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    case 507:
      return "Insufficient Storage";
    default:
      return "";
  }
}

Problem MakeProblem(int status, ErrorCode code, std::string detail) {
  Problem problem;
  problem.status = status;
  problem.code = code;
  problem.detail = std::move(detail);
  return problem;
}

Problem ProblemOf(const Error& error) {
  Problem problem = MakeProblem(HttpStatus(error.code), error.code, error.message);
  if (problem.status == 500) {
    problem.cause = error.message;
    problem.detail = "The server failed to answer. Its operator finds the cause in its log.";
  }
  return problem;
}

std::string RenderProblem(const Problem& problem) {
  nlohmann::ordered_json document;
  document["type"] = "about:blank";
  document["title"] = StatusTitle(problem.status);
  document["status"] = problem.status;
  document["detail"] = problem.detail;
  document["code"] = ErrorCodeName(problem.code);
  if (!problem.parameter.empty()) document["parameter"] = problem.parameter;
  for (const auto& [pointer, detail] : problem.errors) {
    document["errors"].push_back({{"pointer", pointer}, {"detail", detail}});
  }
  if (!problem.instance.empty()) document["instance"] = problem.instance;
  return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string RenderProblem(const Error& error, int http_status) {
  Problem problem = ProblemOf(error);
  problem.status = http_status;
  return RenderProblem(problem);
}

}  // namespace kontor
