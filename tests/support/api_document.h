// The document of the API, as tests read it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace kontor {

// Parsed once, as it is built into the program. Thread-safe.
const nlohmann::ordered_json& ApiDocument();

// What {"$ref": "#/…"} refers to; anything else is what it is itself.
const nlohmann::ordered_json& Resolve(const nlohmann::ordered_json& json);

struct DescribedOperation {
  std::string path;    // "/v1/organisations/{id}"
  std::string method;  // "GET"
  nlohmann::ordered_json json;
  nlohmann::ordered_json parameters;  // resolved, a list
};
// In the order of the document.
const std::vector<DescribedOperation>& DescribedOperations();

}  // namespace kontor
