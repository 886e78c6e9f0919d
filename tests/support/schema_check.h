// Checks values against the schemas of the API's document: the keywords of JSON Schema 2020-12 that
// it uses. An object may have no member that its schema does not name, though clients must bear
// new ones: so that every member is in the document.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace kontor {

// The first fault, "/partners/0/rank is no integer"; empty if there is none. A keyword that is not
// understood is a fault as well. References are resolved in the document.
std::string SchemaFault(const nlohmann::ordered_json& schema, const nlohmann::ordered_json& value);

}  // namespace kontor
