// The part of the service that answers for what users record.
#include "api/body.h"
#include "api/json_answer.h"
#include "api/parameters.h"
#include "api/render_user_records.h"
#include "api/service.h"
#include "api/user_answers.h"
#include "data/user_records.h"

namespace kontor {
Service::Handled Service::Users(const Asked& asked) {
  if (options_.records == nullptr) return std::unexpected(KeepsNoRecords());
  const auto now = std::chrono::floor<std::chrono::seconds>(options_.access.now());
  auto answered = AnswerUsers({.request = asked.request,
                               .match = asked.match,
                               .target = asked.target,
                               .trace = {asked.caller.key_id, now.time_since_epoch().count()},
                               .today = today_(),
                               .source = source_,
                               .questions = scratches_,
                               .patience = options_.question_timeout,
                               .records = *options_.records});
  if (!answered) return std::unexpected(answered.error());
  return Found{std::move(answered->answer), answered->generation, std::move(answered->tag)};
}

Service::Handled Service::Audit(const Target& target) {
  const auto top = ReadCount(target, "top", Limits::default_top, Limits::max_top);
  if (!top) return std::unexpected(top.error());
  const auto since = ReadGeneration(target, "since");
  if (!since) return std::unexpected(since.error());
  if (options_.records == nullptr) return std::unexpected(KeepsNoRecords());
  const auto entries = options_.records->writer.Audit(*since + 1, *top);
  if (!entries) return std::unexpected(ProblemOf(entries.error()));
  return Found{JsonAnswer(RenderAudit(*entries, *since)), 0, {}};
}

}  // namespace kontor
