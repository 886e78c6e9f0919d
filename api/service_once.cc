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
  return !name.empty() && name.size() <= Limits::max_idempotency_key_bytes &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; });
}

// Of all that the request asks for, but contact data: nothing may be left of a person who is
// removed, not even what a guess can be compared with. Lengths keep what stands side by side apart.
uint64_t Fingerprint(const HttpRequest& request, Route route) {
  const std::string_view body = route == Route::kPersons ? std::string_view() : request.body;
  std::string all;
  for (const std::string_view part :
       {request.method, request.target, request.Field("Content-Type"), request.Field("If-Match"),
        request.Field("If-None-Match"), body}) {
    all += std::to_string(part.size()) + ' ';
    all += part;
  }
  return Fnv1a(all);
}

// What is kept of an answer; nothing where the request may be done again.
std::optional<KeptResponse> Keep(const HttpAnswer& answer, Route route) {
  constexpr int kRefused = 400;
  constexpr int kNotDone = 503;
  if (answer.status == kNotDone) return std::nullopt;
  KeptResponse kept{answer.status, answer.content_type, answer.headers, answer.body};
  if (route == Route::kPersons) {
    // Contact data is kept in one place, where it can be removed; a refusal repeats some of it.
    if (answer.status >= kRefused) return std::nullopt;
    kept.body.clear();
  }
  if (kept.body.size() > Limits::max_kept_answer_bytes) kept.body.clear();
  // Its status and fields tell that it was done, and where.
  if (kept.body.empty()) kept.content_type.clear();
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
  const bool is_asked = asked.request.Has(kName) && asked.request.method == "POST";
  if (!is_asked || options_.records == nullptr) {
    return AnswerAdmitted(asked);
  }
  const std::string_view path = PathOf(asked.request.target);
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
                      .fingerprint = Fingerprint(asked.request, asked.match.route),
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
  // After an exception or a 500 nobody knows what was done: the request stays as begun.
  HttpAnswer answer = AnswerAdmitted(asked);
  constexpr int kUnknown = 500;
  if (answer.status == kUnknown) return answer;
  request.response = Keep(answer, asked.match.route);
  const Status kept = request.response ? requests.Finish(request) : requests.Forget(request);
  if (!kept) TellFailure(asked.request.target, "its answer is not kept: " + kept.error().message);
  return answer;
}

}  // namespace kontor
