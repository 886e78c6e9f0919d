// The part of the service that does a request once, however often it is sent.
#include <algorithm>

#include "api/fnv.h"
#include "api/service.h"
#include "base/limits.h"
#include "data/user_records.h"

namespace kontor {
namespace {

constexpr std::string_view kName = "Idempotency-Key";
constexpr std::string_view kRepeated = "Idempotent-Replayed";

// Visible characters of ASCII.
bool IsUsable(std::string_view name) {
  return name.size() <= Limits::max_idempotency_key_bytes &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; });
}

// Of all that the request asks for. Lengths keep what stands side by side apart.
uint64_t Fingerprint(const HttpRequest& request) {
  std::string all;
  for (const std::string_view part :
       {request.method, request.target, request.Field("Content-Type"), request.Field("If-Match"),
        request.Field("If-None-Match"), request.body}) {
    all += std::to_string(part.size()) + ' ';
    all += part;
  }
  return Fnv1a(all);
}

// Contact data is kept in one place, where it can be removed.
KeptResponse Keep(const HttpAnswer& answer, Route route) {
  KeptResponse kept{answer.status, answer.content_type, answer.headers, answer.body};
  if (route != Route::kPersons && kept.body.size() <= Limits::max_kept_answer_bytes) return kept;
  // Its status and fields tell that it was done, and where.
  kept.body.clear();
  kept.content_type.clear();
  return kept;
}

HttpAnswer Repeat(const KeptResponse& kept) {
  HttpAnswer answer;
  answer.status = kept.status;
  answer.content_type = kept.content_type;
  answer.headers = kept.headers;
  answer.body = kept.body;
  answer.Set(std::string(kRepeated), "true");
  return answer;
}

Problem OtherRequest() {
  constexpr int kUnprocessable = 422;
  return MakeProblem(kUnprocessable, ErrorCode::kConflict,
                     "This Idempotency-Key was sent with another request within the last day.");
}

Problem NotAnswered() {
  return MakeProblem(409, ErrorCode::kConflict,
                     "The request with this Idempotency-Key has begun and has no answer yet: it is "
                     "being worked on, or the server stopped before its end. Look whether it was "
                     "done.");
}

}  // namespace

HttpAnswer Service::AnswerOnce(const Asked& asked) {
  const std::string_view name = asked.request.Field(kName);
  if (name.empty() || asked.request.method != "POST" || options_.records == nullptr) {
    return AnswerAdmitted(asked);
  }
  const std::string_view path = asked.request.target.substr(0, asked.request.target.find('?'));
  if (!IsUsable(name)) {
    return AnswerProblem(MakeProblem(400, ErrorCode::kInvalidArgument,
                                     "An Idempotency-Key has 1 to " +
                                         std::to_string(Limits::max_idempotency_key_bytes) +
                                         " visible characters of ASCII."),
                         path);
  }
  const auto now = std::chrono::floor<std::chrono::seconds>(options_.access.now());
  KeptRequest request{.key_id = asked.caller.key_id,
                      .name = std::string(name),
                      .fingerprint = Fingerprint(asked.request),
                      .unix_seconds = now.time_since_epoch().count(),
                      .response = std::nullopt};
  KeptRequests& requests = options_.records->requests;
  const auto before = requests.Begin(request);
  if (!before) return AnswerProblem(ProblemOf(before.error()), path);
  if (*before) {
    if ((**before).fingerprint != request.fingerprint) return AnswerProblem(OtherRequest(), path);
    if (!(**before).response) return AnswerProblem(NotAnswered(), path);
    return Repeat(*(**before).response);
  }
  HttpAnswer answer = AnswerAdmitted(asked);
  constexpr int kOurFault = 500;
  if (answer.status < kOurFault) request.response = Keep(answer, asked.match.route);
  const Status kept = request.response ? requests.Finish(request) : requests.Forget(request);
  if (!kept) TellFailure(asked.request.target, "its answer is not kept: " + kept.error().message);
  return answer;
}

}  // namespace kontor
