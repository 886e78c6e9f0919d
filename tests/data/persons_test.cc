#include "data/persons.h"

#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "data/user_records.h"
#include "store/memory_store.h"
#include "store/person_codec.h"
#include "tests/store/records.h"

namespace kontor {
namespace {

const Trace kSent{"portal", 1'700'000'000};

bool Always(const Person& /*before*/) { return true; }
bool Never(const Person& /*before*/) { return false; }

Person Ada() {
  return {.number = 0,
          .organisation = "x:1",
          .name = "Ada Lovelace",
          .role = {},
          .email = "ada@example.org",
          .phone = {},
          .note = {},
          .trace = kSent};
}

}  // namespace

TEST_CASE("persons are kept by organisation, changed and removed", "[data][user]") {
  const std::unique_ptr<Store> store = MakeMemoryStore();
  UserRecords records{*store};
  PersonBook& book = records.persons;
  const Person ada = Must(book.Add(Ada()));
  CHECK(ada.number == 1);
  Person grace = Ada();
  grace.name = "Grace Hopper";
  CHECK(Must(book.Add(grace)).number == 2);
  CHECK(Must(book.Find(1)) == ada);
  CHECK(Must(book.Of("x:1")).size() == 2);
  CHECK(Must(book.Of("x:2")).empty());
  Person married = Ada();
  married.name = "Ada King";
  married.organisation = "x:9";
  CHECK(Must(book.Replace(1, married, Always)).organisation == "x:1");
  CHECK(Must(book.Find(1)).name == "Ada King");
  CHECK(book.Replace(1, Ada(), Never).error().code == ErrorCode::kConflict);
  CHECK(book.Erase(1, kSent, Never).error().code == ErrorCode::kConflict);
  CHECK(Must(book.Find(1)).name == "Ada King");
  CHECK(Must(book.Erase(1, kSent, Always)));
  CHECK(book.Find(1).error().code == ErrorCode::kNotFound);
  CHECK(book.Erase(1, kSent, Always).error().code == ErrorCode::kNotFound);
  CHECK(book.Replace(1, married, Always).error().code == ErrorCode::kNotFound);
  CHECK(Must(book.Of("x:1")).size() == 1);
  CHECK(Must(book.Add(Ada())).number == 3);
  for (const AuditEntry& entry : Must(records.writer.Audit(1, 100))) {
    CHECK(entry.subject.starts_with("person "));
    CHECK(entry.subject.size() == std::string_view("person 1").size());
  }
}

TEST_CASE("an erasure that did not come to the files is finished later", "[data][user]") {
  const std::unique_ptr<Store> store = MakeMemoryStore();
  UserRecords records{*store};
  const auto is_pending = [&store] {
    const auto view = Must(store->View());
    return Must(view->FindUserRecord(UserFamily::kEvent, CounterKey(Counter::kUnpurged)))
        .has_value();
  };
  Must(records.persons.FinishErasures());
  Must(records.persons.Add(Ada()));
  CHECK(Must(records.persons.Erase(1, kSent, Always)));
  CHECK_FALSE(is_pending());
  Must(store->WriteUserRecords(
      {{{UserFamily::kEvent, CounterKey(Counter::kUnpurged), EncodeCount(1)}}}));
  CHECK(is_pending());
  Must(records.persons.FinishErasures());
  CHECK_FALSE(is_pending());
}

TEST_CASE("an organisation has no more persons than the limit", "[data][user]") {
  const std::unique_ptr<Store> store = MakeMemoryStore();
  UserRecords records{*store};
  std::vector<UserRecordChange> full;
  const NodeId organisation = NodeId::Of(NodeType::kOrganisation, "x:1");
  for (uint64_t i = 0; i < Limits::max_persons; ++i) {
    full.push_back({UserFamily::kPerson, PersonOfKey(organisation, 1'000 + i), std::string()});
  }
  Must(store->WriteUserRecords(full));
  CHECK(records.persons.Add(Ada()).error().code == ErrorCode::kLimit);
}

TEST_CASE("persons are read from documents", "[data][user]") {
  const auto read =
      ReadPerson(R"({"organisation": "x:1", "name": " Ada Lovelace ", "email": "ada@example.org"})",
                 kSent, true);
  REQUIRE(read);
  CHECK(*read == Ada());
  const auto faults = [](std::string_view document) {
    const auto person = ReadPerson(document, kSent, true);
    std::string pointers;
    if (!person) {
      for (const DocumentProblem& problem : person.error().problems) {
        pointers += problem.pointer + " ";
      }
    }
    return pointers;
  };
  CHECK(faults(R"({"nam": "x"})") == "/nam /organisation /name ");
  CHECK(ReadPerson(R"({"name": "Ada"})", kSent, false)->organisation.empty());
  for (const char* mail : {"ada", "@ada", "ada@"}) {
    CHECK(faults(R"({"organisation": "x", "name": "y", "email": ")" + std::string(mail) + "\"}") ==
          "/email ");
  }
}

}  // namespace kontor
