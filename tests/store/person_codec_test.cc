#include "store/person_codec.h"

#include <catch2/catch_test_macros.hpp>

#include "store/user_codec.h"
#include "tests/store/records.h"

namespace kontor {

TEST_CASE("persons are read as they were written, and their keys hold numbers only",
          "[store][user]") {
  const Person person{.number = 300,
                      .organisation = "pic:1",
                      .name = "Ada Lovelace",
                      .role = "Manager",
                      .email = "ada@example.org",
                      .phone = "+44 1",
                      .note = "",
                      .trace = {"k", 7}};
  const std::string bytes = EncodePerson(person);
  CHECK(Must(DecodePerson(bytes)) == person);
  for (size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(DecodePerson(bytes.substr(0, size)));
  CHECK_FALSE(DecodePerson(bytes + "x"));
  CHECK_FALSE(DecodePerson("\x02" + bytes.substr(1)));
  const NodeId organisation = NodeId::Of(NodeType::kOrganisation, "pic:1");
  CHECK(PersonKey(255) < PersonKey(256));
  CHECK(PersonOfKey(organisation, 300).starts_with(PersonsPrefix(organisation)));
  CHECK(Must(LastNumberOf(PersonOfKey(organisation, 300))) == 300);
}

}  // namespace kontor
