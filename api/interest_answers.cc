#include "api/body.h"
#include "api/json_answer.h"
#include "api/render_user_records.h"
#include "api/revision.h"
#include "api/user_answers.h"
#include "base/text.h"

namespace kontor {
namespace {

// Its state, for If-Match: how often it has been answered.
std::string StateTag(uint64_t number, size_t steps) {
  return EntityTag("interest " + std::to_string(number) + " " + std::to_string(steps));
}

UserAnswer Shown(const Interest& interest) {
  return {JsonAnswer(RenderInterest(interest)), 0,
          StateTag(interest.number, interest.steps.size())};
}

// One of the two has an offer or a need of that title.
bool HasPosting(const Snapshot& snapshot, NodeIndex organisation, const Interest& interest) {
  const bool is_need = interest.subject == Subject::kNeed;
  const std::string title = Fold(interest.about);
  for (const Posting& posting : snapshot.profiles.Postings(organisation)) {
    if (posting.is_need == is_need && Fold(posting.title) == title) return true;
  }
  return false;
}

Parsed<void> CheckSubject(const Snapshot& snapshot, NodeIndex from, NodeIndex to,
                          const Interest& interest) {
  if (interest.subject == Subject::kCall) {
    if (snapshot.concepts.Find(NodeType::kCall, interest.about) != kNoConcept) return {};
    return std::unexpected(ProblemOfMember("/about/code", "is no call that is known"));
  }
  if (HasPosting(snapshot, to, interest) || HasPosting(snapshot, from, interest)) return {};
  return std::unexpected(ProblemOfMember(
      "/about/title",
      "is no " + std::string(Name(interest.subject)) + " of either of the two organisations"));
}

UserAnswered Send(const UserRequest& asked) {
  if (auto checked = CheckJsonBody(asked.request); !checked) {
    return std::unexpected(checked.error());
  }
  auto interest = ReadInterest(asked.request.body, asked.trace);
  if (!interest) return std::unexpected(ProblemOfDocument(interest.error()));
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const Snapshot& data = **snapshot;
  const auto from = FindMember(data, interest->from_key, "/from");
  if (!from) return std::unexpected(from.error());
  const auto to = FindMember(data, interest->to_key, "/to");
  if (!to) return std::unexpected(to.error());
  if (*from == *to) return std::unexpected(ProblemOfMember("/to", "is the one that sends it"));
  if (auto checked = CheckSubject(data, *from, *to, *interest); !checked) {
    return std::unexpected(checked.error());
  }
  interest->from_key = data.profiles[*from].key;
  interest->to_key = data.profiles[*to].key;
  const auto sent = asked.records.interests.Send(*std::move(interest));
  if (!sent) return std::unexpected(ProblemOf(sent.error()));
  UserAnswer answer = Shown(*sent);
  answer.answer.status = 201;
  answer.answer.Set("Location", "/v1/interests/" + std::to_string(sent->number));
  return answer;
}

UserAnswered Step(const UserRequest& asked, uint64_t number) {
  if (auto checked = CheckJsonBody(asked.request); !checked) {
    return std::unexpected(checked.error());
  }
  const auto step = ReadInterestStep(asked.request.body, asked.trace);
  if (!step) return std::unexpected(ProblemOfDocument(step.error()));
  const std::string_view tags = asked.request.Field("If-Match");
  bool is_outdated = false;
  const auto answered = asked.records.interests.Answer(number, *step, [&](size_t steps) {
    is_outdated = !tags.empty() && !MatchesTag(tags, StateTag(number, steps));
    return !is_outdated;
  });
  if (answered) return Shown(*answered);
  Problem problem = ProblemOf(answered.error());
  if (is_outdated) problem.status = 412;
  return std::unexpected(std::move(problem));
}

Parsed<std::optional<InterestState>> ReadState(const Target& target) {
  const std::string* name = target.Find("state");
  if (name == nullptr) return std::nullopt;
  if (const auto state = InterestStateNamed(*name)) return state;
  return std::unexpected(
      ProblemOfParameter("state", "state is sent, accepted, declined or withdrawn."));
}

UserAnswered ListInterests(const UserRequest& asked) {
  InterestQuery query;
  const auto top = ReadCount(asked.target, "top", Limits::default_top, Limits::max_top);
  if (!top) return std::unexpected(top.error());
  query.limit = *top;
  const auto after = ReadPlace(asked.target);
  if (!after) return std::unexpected(after.error());
  query.after = *after;
  const auto state = ReadState(asked.target);
  if (!state) return std::unexpected(state.error());
  query.state = *state;
  if (asked.target.Find("from") == nullptr && asked.target.Find("to") == nullptr) {
    return std::unexpected(ProblemOfParameter("from", "Say whose: from, to, or both."));
  }
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  for (const auto& [name, key] :
       {std::pair("from", &query.from_key), std::pair("to", &query.to_key)}) {
    if (asked.target.Find(name) == nullptr) continue;
    auto read = ReadKey(**snapshot, asked.target, name);
    if (!read) return std::unexpected(read.error());
    *key = *std::move(read);
  }
  const auto page = asked.records.interests.List(query);
  if (!page) return std::unexpected(ProblemOf(page.error()));
  return UserAnswer{JsonAnswer(RenderInterestPage(*page)), (*snapshot)->generation, {}};
}

}  // namespace

UserAnswered AnswerInterests(const UserRequest& asked) {
  if (asked.match.route == Route::kInterests) {
    return asked.request.method == "POST" ? Send(asked) : ListInterests(asked);
  }
  const auto number = ReadRecordNumber(asked.match.name, "expression of interest");
  if (!number) return std::unexpected(number.error());
  if (asked.request.method == "PATCH") return Step(asked, *number);
  const auto interest = asked.records.interests.Find(*number);
  if (!interest) return std::unexpected(ProblemOf(interest.error()));
  return Shown(*interest);
}

}  // namespace kontor
