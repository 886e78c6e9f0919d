// The target of a request, taken apart: "/v1/organisations/a%2Fb?top=5" has the segments "v1",
// "organisations", "a/b" and the parameter top = "5".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace kontor {

struct Parameter {
  std::string name;
  std::string value;
};

struct Target {
  std::vector<std::string> segments;  // decoded; "/" has none
  std::vector<Parameter> parameters;  // decoded, in the order in which they were sent

  // Null when the parameter was not sent.
  [[nodiscard]] const std::string* Find(std::string_view name) const;
};

// kInvalidArgument for escapes that are none, and for bytes that are not clean UTF-8 (base/text.h).
Result<Target> ParseTarget(std::string_view target);

// What stands before the parameters: "/v1/search" of "/v1/search?q=wind".
std::string_view PathOf(std::string_view target);

// "a/b c" -> "a%2Fb%20c", for one segment or value of an address.
std::string PercentEncode(std::string_view text);

}  // namespace kontor
