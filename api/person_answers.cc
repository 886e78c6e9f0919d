#include "api/body.h"
#include "api/json_answer.h"
#include "api/render_user_records.h"
#include "api/user_answers.h"

namespace kontor {
namespace {

// The person that the body tells of, at an organisation that there is.
Parsed<Person> ReadSent(const UserRequest& asked) {
  if (auto checked = CheckJsonBody(asked.request); !checked) {
    return std::unexpected(checked.error());
  }
  auto person = ReadPerson(asked.request.body, asked.trace);
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
  UserAnswer answer{JsonAnswer(RenderPerson(*person)), 0, {}};
  answer.answer.status = 201;
  answer.answer.Set("Location", "/v1/persons/" + std::to_string(person->number));
  return answer;
}

UserAnswered ErasePerson(const UserRequest& asked, uint64_t number) {
  const auto is_purged = asked.records.persons.Erase(number, asked.trace);
  if (!is_purged) return std::unexpected(ProblemOf(is_purged.error()));
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
  Result<Person> person = Fail(ErrorCode::kNotFound, {});
  if (method == "PUT") {
    auto sent = ReadSent(asked);
    if (!sent) return std::unexpected(sent.error());
    person = asked.records.persons.Replace(*number, *std::move(sent));
  } else {
    person = asked.records.persons.Find(*number);
  }
  if (!person) return std::unexpected(ProblemOf(person.error()));
  return UserAnswer{JsonAnswer(RenderPerson(*person)), 0, {}};
}

}  // namespace kontor
