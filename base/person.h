// A person to turn to in an organisation: contact data, which is kept apart from all else.
#pragma once

#include <cstdint>
#include <string>

#include "base/user_record.h"

namespace kontor {

struct Person {
  uint64_t number = 0;       // from 1, never used again; no personal data
  std::string organisation;  // its key
  std::string name;
  std::string role;
  std::string email;
  std::string phone;
  std::string note;
  Trace trace;  // of the last change
  friend bool operator==(const Person&, const Person&) = default;
};

}  // namespace kontor
