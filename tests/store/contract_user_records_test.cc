// What every store promises about the records of users (store/store.h).
#include "tests/store/contract.h"

namespace kontor {
namespace {

using Found = std::optional<std::string>;

UserRecordChange Event(std::string key, Found value) {
  return {UserFamily::kEvent, std::move(key), std::move(value)};
}

void WriteAll(Store& store, const std::vector<UserRecordChange>& changes) {
  Must(store.WriteUserRecords(changes));
}

std::string KeysOf(const ReadView& view, std::string_view prefix, std::string_view from,
                   size_t most = 100) {
  std::string keys;
  Must(view.ForEachUserRecord(UserFamily::kEvent, prefix, from,
                              [&](std::string_view key, std::string_view value) {
                                keys += std::string(key) + "=" + std::string(value) + " ";
                                return --most > 0;
                              }));
  return keys;
}

FOR_EACH_STORE("records of users are found, replaced and removed", "[user]") {
  TestType made;
  WriteAll(*made.store, {Event("a", "1"), Event("b", ""), Event("a", "2")});
  const auto before = Must(made.store->View());
  CHECK(Must(before->FindUserRecord(UserFamily::kEvent, "a")) == Found("2"));
  CHECK(Must(before->FindUserRecord(UserFamily::kEvent, "b")) == Found(""));
  CHECK(Must(before->FindUserRecord(UserFamily::kPerson, "a")) == Found());
  WriteAll(*made.store, {Event("a", std::nullopt), Event("none", std::nullopt)});
  CHECK(Must(Must(made.store->View())->FindUserRecord(UserFamily::kEvent, "a")) == Found());
}

FOR_EACH_STORE("records of users are visited by prefix, in order, from a key on", "[user]") {
  TestType made;
  WriteAll(*made.store, {Event("b2", "y"), Event("b1", "x"), Event("a", "0"), Event("c", "3")});
  Must(made.store->WriteUserRecords(std::vector{UserRecordChange{UserFamily::kPerson, "b3", "p"}}));
  const auto view = Must(made.store->View());
  CHECK(KeysOf(*view, "b", "") == "b1=x b2=y ");
  CHECK(KeysOf(*view, "b", "2") == "b2=y ");
  CHECK(KeysOf(*view, "", "", 2) == "a=0 b1=x ");
  CHECK(KeysOf(*view, "d", "").empty());
}

FOR_EACH_STORE("records of users are no commit", "[user]") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  WriteAll(*made.store, {Event("a", "1")});
  CHECK(Must(made.store->View())->generation() == 1);
  CHECK(AllCommits(*Must(made.store->View())).size() == 1);
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("an import keeps the records of users, and none is written beside it", "[user]") {
  TestType made;
  WriteAll(*made.store, {Event("a", "1")});
  {
    const auto import = Must(made.store->BeginBulk(TestInfo()));
    const std::vector<UserRecordChange> changes = {Event("b", "2")};
    const Status written = made.store->WriteUserRecords(changes);
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().code == ErrorCode::kConflict);
    Must(import->Write(SmallGraph()));
    Must(import->Commit());
  }
  CHECK(KeysOf(*Must(made.store->View()), "", "") == "a=1 ");
}

FOR_EACH_STORE("purging changes nothing that is there", "[user]") {
  TestType made;
  WriteAll(*made.store, {Event("a", "1"), Event("b", "2")});
  WriteAll(*made.store, {Event("b", std::nullopt)});
  Must(made.store->PurgeUserRecords(UserFamily::kEvent));
  CHECK(KeysOf(*Must(made.store->View()), "", "") == "a=1 ");
}

}  // namespace
}  // namespace kontor
