#include "api/body.h"

#include <charconv>
#include <utility>

#include "api/request_head.h"
#include "base/text.h"
#include "data/user_pages.h"

namespace kontor {

bool HasType(const HttpRequest& request, std::string_view type) {
  std::string_view sent = request.Field("Content-Type");
  sent = sent.substr(0, sent.find(';'));
  return EqualsIgnoringCase(Trim(sent, " "), type);
}

Parsed<void> CheckJsonBody(const HttpRequest& request) {
  const bool is_json = HasType(request, "application/json") ||
                       (request.method == "PATCH" && HasType(request, kMergePatchType));
  if (!is_json) {
    return std::unexpected(
        MakeProblem(415, ErrorCode::kInvalidArgument,
                    "Send the body as application/json, with that Content-Type."));
  }
  if (request.body.empty()) {
    return std::unexpected(MakeProblem(400, ErrorCode::kInvalidArgument, "The body is missing."));
  }
  return {};
}

Problem ProblemOfDocument(const DocumentError& error) {
  Problem problem = ProblemOf(error.error);
  for (const DocumentProblem& one : error.problems) {
    problem.errors.push_back({one.pointer, one.reason});
  }
  if (error.error.code == ErrorCode::kBadData && error.problems.empty()) {
    problem.status = 400;  // no JSON at all
  }
  return problem;
}

Problem KeepsNoRecords() {
  return MakeProblem(403, ErrorCode::kForbidden,
                     "This server only reads, and keeps no records of users. Its operator lets it "
                     "write with kontor serve --write.");
}

Problem ProblemOfParameter(std::string_view parameter, std::string detail) {
  Problem problem = MakeProblem(400, ErrorCode::kInvalidArgument, std::move(detail));
  problem.parameter = parameter;
  return problem;
}

Parsed<uint64_t> ReadRecordNumber(std::string_view text, std::string_view what) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && stop == end) return number;
  return std::unexpected(
      MakeProblem(404, ErrorCode::kNotFound,
                  "There is no " + std::string(what) + " '" + std::string(text) + "'."));
}

Problem ProblemOfMember(std::string pointer, std::string detail) {
  Problem problem = MakeProblem(422, ErrorCode::kBadData, "the document has a fault");
  problem.errors.push_back({std::move(pointer), std::move(detail)});
  return problem;
}

Parsed<NodeIndex> FindMember(const Snapshot& snapshot, std::string_view text, std::string pointer) {
  const auto found = ResolveOrganisation(snapshot, text);
  if (found) return *found;
  return std::unexpected(ProblemOfMember(std::move(pointer), found.error().message));
}

Parsed<std::string> KeyOfOrganisation(const Snapshot& snapshot, std::string_view text) {
  const auto found = ResolveOrganisation(snapshot, text);
  if (found) return std::string(snapshot.profiles[*found].key);
  if (found.error().code == ErrorCode::kNotFound) return std::string(text);
  return std::unexpected(ProblemOf(found.error()));
}

Parsed<std::string> ReadKey(const Snapshot& snapshot, const Target& target, std::string_view name) {
  const std::string* text = target.Find(name);
  if (text != nullptr && !text->empty()) return KeyOfOrganisation(snapshot, *text);
  return std::unexpected(
      ProblemOfParameter(name, "'" + std::string(name) + "' is missing: an organisation."));
}

Parsed<std::string> ReadPlace(const Target& target) {
  const std::string* cursor = target.Find("cursor");
  if (cursor == nullptr) return std::string();
  if (!FromHex(*cursor).empty()) return *cursor;
  return std::unexpected(
      ProblemOfParameter("cursor", "This is no cursor: send the 'next' of the page before."));
}

}  // namespace kontor
