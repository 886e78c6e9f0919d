#include "data/persons.h"

#include "base/limits.h"
#include "data/user_document.h"
#include "store/person_codec.h"

namespace kontor {
namespace {

NodeId EmployerId(std::string_view organisation) {
  return NodeId::Of(NodeType::kOrganisation, organisation);
}

std::string PersonSubject(uint64_t number) { return "person " + std::to_string(number); }

Result<Person> FindPerson(const ReadView& view, uint64_t number) {
  const auto record = view.FindUserRecord(UserFamily::kPerson, PersonKey(number));
  if (!record) return std::unexpected(record.error());
  if (!record->has_value()) {
    return Fail(ErrorCode::kNotFound, "There is no person " + std::to_string(number) + ".");
  }
  return DecodePerson(**record);
}

Result<std::vector<uint64_t>> NumbersOf(const ReadView& view, NodeId organisation) {
  std::vector<uint64_t> numbers;
  Status read;
  const Status visited =
      view.ForEachUserRecord(UserFamily::kPerson, PersonsPrefix(organisation), {},
                             [&](std::string_view key, std::string_view /*value*/) {
                               const Result<uint64_t> number = LastNumberOf(key);
                               if (!number) read = std::unexpected(number.error());
                               if (number) numbers.push_back(*number);
                               return number && numbers.size() < Limits::max_persons;
                             });
  if (!visited) return std::unexpected(visited.error());
  if (!read) return std::unexpected(read.error());
  return numbers;
}

std::unexpected<Error> FailChanged(uint64_t number) {
  return Fail(ErrorCode::kConflict,
              "Person " + std::to_string(number) + " has changed since: read it again.");
}

void PutPerson(UserChange& change, const Person& person) {
  change.Put(PersonKey(person.number), EncodePerson(person), UserFamily::kPerson);
}

}  // namespace

std::expected<Person, DocumentError> ReadPerson(std::string_view text, const Trace& trace,
                                                bool is_new) {
  return ReadUserDocument<Person>(text, [&trace, is_new](const UserDocument& document) {
    document.reader().CheckMembers({"organisation", "name", "role", "email", "phone", "note"});
    Person person;
    person.organisation = is_new ? document.RequiredText("organisation", Limits::max_key_bytes)
                                 : document.Text("organisation", Limits::max_key_bytes);
    person.name = document.RequiredText("name", Limits::max_title_bytes);
    person.role = document.Text("role", Limits::max_title_bytes);
    person.email = document.Text("email", Limits::max_title_bytes);
    person.phone = document.Text("phone", Limits::max_title_bytes);
    person.note = document.Text("note", Limits::max_note_bytes);
    person.trace = trace;
    const size_t at = person.email.find('@');
    if (!person.email.empty() && (at == 0 || at >= person.email.size() - 1)) {
      document.reader().Tell("email", "is no address of mail");
    }
    return person;
  });
}

Result<Person> PersonBook::Add(Person person) {
  const NodeId organisation = EmployerId(person.organisation);
  const Status added = writer_.Change(person.trace, [&](UserChange& change) -> Status {
    const auto others = NumbersOf(change.view(), organisation);
    if (!others) return std::unexpected(others.error());
    if (others->size() >= Limits::max_persons) {
      return Fail(ErrorCode::kLimit, "An organisation has at most " +
                                         std::to_string(Limits::max_persons) + " persons.");
    }
    const Result<uint64_t> number = change.Next(Counter::kPerson);
    if (!number) return std::unexpected(number.error());
    person.number = *number;
    PutPerson(change, person);
    change.Put(PersonOfKey(organisation, *number), {}, UserFamily::kPerson);
    return change.Audit("create", PersonSubject(*number));
  });
  if (!added) return std::unexpected(added.error());
  return person;
}

Result<Person> PersonBook::Replace(uint64_t number, Person person, const IsKnown& is_known) {
  const Status replaced = writer_.Change(person.trace, [&](UserChange& change) -> Status {
    Result<Person> before = FindPerson(change.view(), number);
    if (!before) return std::unexpected(before.error());
    if (!is_known(*before)) return FailChanged(number);
    person.number = number;
    person.organisation = std::move(before->organisation);
    PutPerson(change, person);
    return change.Audit("change", PersonSubject(number));
  });
  if (!replaced) return std::unexpected(replaced.error());
  return person;
}

Result<bool> PersonBook::Erase(uint64_t number, const Trace& trace, const IsKnown& is_known) {
  const Status erased = writer_.Change(trace, [&](UserChange& change) -> Status {
    const Result<Person> person = FindPerson(change.view(), number);
    if (!person) return std::unexpected(person.error());
    if (!is_known(*person)) return FailChanged(number);
    change.Erase(PersonKey(number), UserFamily::kPerson);
    change.Erase(PersonOfKey(EmployerId(person->organisation), number), UserFamily::kPerson);
    change.Put(CounterKey(Counter::kUnpurged), EncodeCount(1));
    return change.Audit("erase", PersonSubject(number));
  });
  if (!erased) return std::unexpected(erased.error());
  const Status purged = Purge();
  if (!purged && purged.error().code != ErrorCode::kUnavailable) {
    return std::unexpected(purged.error());
  }
  return purged.has_value();
}

Status PersonBook::Purge() {
  if (Status purged = writer_.Purge(UserFamily::kPerson); !purged) return purged;
  return writer_.Change({}, [](UserChange& change) {
    change.Erase(CounterKey(Counter::kUnpurged));
    return Status();
  });
}

Status PersonBook::FinishErasures() {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  const auto unpurged = (*view)->FindUserRecord(UserFamily::kEvent, CounterKey(Counter::kUnpurged));
  if (!unpurged) return std::unexpected(unpurged.error());
  return unpurged->has_value() ? Purge() : Status();
}

Result<Person> PersonBook::Find(uint64_t number) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  return FindPerson(**view, number);
}

Result<std::vector<Person>> PersonBook::Of(std::string_view organisation) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  const auto numbers = NumbersOf(**view, EmployerId(organisation));
  if (!numbers) return std::unexpected(numbers.error());
  std::vector<Person> persons;
  for (const uint64_t number : *numbers) {
    Result<Person> person = FindPerson(**view, number);
    if (!person) return std::unexpected(person.error());
    persons.push_back(*std::move(person));
  }
  return persons;
}

}  // namespace kontor
