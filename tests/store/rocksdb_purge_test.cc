// What was removed from the records of users is gone from the disk.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/store/contract.h"
#include "tests/store/directory_image.h"

namespace kontor {
namespace {

// How many files below a directory hold the text.
size_t FilesWith(const std::filesystem::path& directory, std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(
      ImageOf(directory), [text](const auto& file) { return file.second.contains(text); }));
}

UserRecordChange Person(std::string key, std::optional<std::string> value) {
  return {UserFamily::kPerson, std::move(key), std::move(value)};
}

}  // namespace

TEST_CASE("no file of the store holds a person that was removed and purged", "[store][user]") {
  constexpr std::string_view secret = "ada.lovelace@example.org";
  OnDisk made;
  const std::filesystem::path path = made.directory.path();
  const auto write = [&](const std::vector<UserRecordChange>& changes) {
    Must(made.store->WriteUserRecords(changes));
  };
  write({Person("1", std::string(secret)), Person("2", "grace.hopper@example.org")});
  Must(made.store->Write(SmallGraph(), TestInfo()));
  CHECK(FilesWith(path, secret) == 1);  // the log of writes
  // Once in a file of the family and once, changed, in the log.
  Must(made.store->PurgeUserRecords(UserFamily::kPerson));
  write({Person("1", "new " + std::string(secret))});
  CHECK(FilesWith(path, secret) >= 1);
  write({Person("1", std::nullopt)});
  Must(made.store->PurgeUserRecords(UserFamily::kPerson));
  CHECK(FilesWith(path, secret) == 0);
  const auto view = Must(made.store->View());
  CHECK(Must(view->FindUserRecord(UserFamily::kPerson, "2")) ==
        std::optional<std::string>("grace.hopper@example.org"));
  CHECK(Must(made.store->Verify()).empty());
}

}  // namespace kontor
