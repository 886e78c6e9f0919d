#include "api/body.h"
#include "api/json_answer.h"
#include "api/render_user_records.h"
#include "api/revision.h"
#include "api/user_answers.h"

namespace kontor {
namespace {

UserAnswer Shown(const Person& person) {
  std::string body = RenderPerson(person);
  std::string tag = EntityTag(body);
  return {JsonAnswer(std::move(body)), 0, std::move(tag)};
}

// Of a change that If-Match may have kept from being made.
class Condition {
 public:
  explicit Condition(std::string_view tags) : tags_(tags) {}

  bool IsMetBy(const Person& before) {
    is_outdated_ = !tags_.empty() && !MatchesTag(tags_, Shown(before).tag);
    return !is_outdated_;
  }
  [[nodiscard]] Problem ProblemOf(const Error& error) const {
    Problem problem = kontor::ProblemOf(error);
    if (is_outdated_) problem.status = 412;
    return problem;
  }

 private:
  std::string_view tags_;
  bool is_outdated_ = false;
};

// The person that the body tells of, at an organisation that there is.
Parsed<Person> ReadSent(const UserRequest& asked) {
  if (auto checked = CheckJsonBody(asked.request); !checked) {
    return std::unexpected(checked.error());
  }
  auto person = ReadPerson(asked.request.body, asked.trace, true);
  if (!person) return std::unexpected(ProblemOfDocument(person.error()));
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const auto organisation = FindMember(**snapshot, person->organisation, "/organisation");
  if (!organisation) return std::unexpected(organisation.error());
  person->organisation = (*snapshot)->profiles[*organisation].key;
  return *std::move(person);
}

UserAnswered ListPersons(const UserRequest& asked) {
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const auto organisation = ReadKey(**snapshot, asked.target, "organisation");
  if (!organisation) return std::unexpected(organisation.error());
  const auto persons = asked.records.persons.Of(*organisation);
  if (!persons) return std::unexpected(ProblemOf(persons.error()));
  return UserAnswer{JsonAnswer(RenderPersons(*persons)), (*snapshot)->generation, {}};
}

UserAnswered AddPerson(const UserRequest& asked) {
  auto sent = ReadSent(asked);
  if (!sent) return std::unexpected(sent.error());
  const auto person = asked.records.persons.Add(*std::move(sent));
  if (!person) return std::unexpected(ProblemOf(person.error()));
  UserAnswer answer = Shown(*person);
  answer.answer.status = 201;
  answer.answer.Set("Location", "/v1/persons/" + std::to_string(person->number));
  return answer;
}

UserAnswered ReplacePerson(const UserRequest& asked, uint64_t number) {
  if (auto checked = CheckJsonBody(asked.request); !checked) {
    return std::unexpected(checked.error());
  }
  auto sent = ReadPerson(asked.request.body, asked.trace, false);
  if (!sent) return std::unexpected(ProblemOfDocument(sent.error()));
  const auto before = asked.records.persons.Find(number);
  if (!before) return std::unexpected(ProblemOf(before.error()));
  if (!sent->organisation.empty()) {
    const auto snapshot = asked.source.Current({});
    if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
    const auto key = KeyOfOrganisation(**snapshot, sent->organisation);
    if (!key) return std::unexpected(key.error());
    if (*key != before->organisation) {
      return std::unexpected(ProblemOfMember(
          "/organisation", "is another than before: add the person there, and remove it here"));
    }
  }
  Condition condition(asked.request.Field("If-Match"));
  const auto person = asked.records.persons.Replace(
      number, *std::move(sent), [&](const Person& known) { return condition.IsMetBy(known); });
  if (!person) return std::unexpected(condition.ProblemOf(person.error()));
  return Shown(*person);
}

UserAnswered ErasePerson(const UserRequest& asked, uint64_t number) {
  Condition condition(asked.request.Field("If-Match"));
  const auto is_purged = asked.records.persons.Erase(
      number, asked.trace, [&](const Person& known) { return condition.IsMetBy(known); });
  if (!is_purged) return std::unexpected(condition.ProblemOf(is_purged.error()));
  return UserAnswer{JsonAnswer(RenderErasure(number, asked.trace, *is_purged)), 0, {}};
}

}  // namespace

UserAnswered AnswerPersons(const UserRequest& asked) {
  const std::string_view method = asked.request.method;
  if (asked.match.route == Route::kPersons) {
    return method == "POST" ? AddPerson(asked) : ListPersons(asked);
  }
  const auto number = ReadRecordNumber(asked.match.name, "person");
  if (!number) return std::unexpected(number.error());
  if (method == "DELETE") return ErasePerson(asked, *number);
  if (method == "PUT") return ReplacePerson(asked, *number);
  const auto person = asked.records.persons.Find(*number);
  if (!person) return std::unexpected(ProblemOf(person.error()));
  return Shown(*person);
}

}  // namespace kontor
