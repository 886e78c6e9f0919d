// Queries with what a user would want to find, as a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace kontor {

struct JudgedSearch {
  struct Code {
    std::string type;  // as a field of a query, or "value_chain"
    std::string code;
  };
  std::string group;  // of queries of one class
  std::string query;
  std::string expectation;                 // as it is written
  std::vector<std::string> organisations;  // one of them is to be found
  std::vector<Code> codes;                 // all of them are to be understood
  std::vector<std::string> unwanted;       // organisations that must not be found
  std::vector<Code> misunderstood;         // codes that must not be understood
  bool nothing = false;                    // nobody may be found
};

// One query a line: its class, the query and what is expected of it, with a tab between them; lines
// that are empty or begin with # are left out. What is expected stands in pieces: "demo:a" an
// organisation, "sector:C28" a code, a dash before one that is not to be found, or "nothing".
// kInvalidArgument, with the line, for another number of columns and for an expectation of nothing
// that expects something as well.
Result<std::vector<JudgedSearch>> ReadJudgedSearches(std::string_view table);

}  // namespace kontor
