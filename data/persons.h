// Persons to turn to, in the store: apart from all else, and gone from its files when they are
// removed.
#pragma once

#include <expected>
#include <functional>
#include <string_view>
#include <vector>

#include "base/person.h"
#include "data/document.h"
#include "data/user_writer.h"

namespace kontor {

// {"organisation", "name", "role", "email", "phone", "note"}, of which the name is required, and
// the organisation where `is_new`; the organisation as it was sent.
std::expected<Person, DocumentError> ReadPerson(std::string_view document, const Trace& trace,
                                                bool is_new);

// Thread-safe. All fail with kNotFound where there is no such person. Messages and the audit log
// hold numbers only.
class PersonBook {
 public:
  explicit PersonBook(UserWriter& writer) : writer_(writer) {}

  // All but the number is given. kLimit where the organisation has Limits::max_persons.
  Result<Person> Add(Person person);
  // Whether the caller knows the state before; if not, nothing is written: kConflict.
  using IsKnown = std::function<bool(const Person& before)>;
  // All but the organisation, which stays.
  Result<Person> Replace(uint64_t number, Person person, const IsKnown& is_known);
  // Removes one from the store, and then from its files. False: it is removed, but a reader that
  // began before kept a file from being rewritten in time; the next removal, or FinishErasures,
  // does that as well.
  Result<bool> Erase(uint64_t number, const Trace& trace, const IsKnown& is_known);
  // Rewrites the files if a removal before did not come to that. To be called at the start.
  Status FinishErasures();

  [[nodiscard]] Result<Person> Find(uint64_t number) const;
  // By number.
  [[nodiscard]] Result<std::vector<Person>> Of(std::string_view organisation) const;

 private:
  Status Purge();

  UserWriter& writer_;
};

}  // namespace kontor
