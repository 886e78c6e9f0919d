// How persons (base/person.h) and their keys are written as bytes, in the family kPerson: frozen,
// and with the promises of store/user_codec.h. Keys stand in files that are not rewritten when a
// person is removed, so they hold numbers only:
//
//   0x01 person                  number
//   0x02 person by organisation  organisation, number      nothing
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/id.h"
#include "base/person.h"

namespace kontor {

std::string PersonKey(uint64_t number);
std::string PersonsPrefix(NodeId organisation);
std::string PersonOfKey(NodeId organisation, uint64_t number);

std::string EncodePerson(const Person& person);
Result<Person> DecodePerson(std::string_view bytes);

}  // namespace kontor
