#include "tests/support/api_document.h"

#include <algorithm>
#include <cctype>

#include "api/page_files.h"

namespace kontor {
namespace {

using Json = nlohmann::ordered_json;

std::vector<DescribedOperation> ReadOperations() {
  std::vector<DescribedOperation> operations;
  for (const auto& [path, item] : ApiDocument()["paths"].items()) {
    for (const auto& [name, json] : item.items()) {
      std::string method = name;
      std::ranges::transform(method, method.begin(),
                             [](unsigned char c) { return std::toupper(c); });
      Json parameters = Json::array();
      if (json.contains("parameters")) {
        for (const Json& parameter : json["parameters"]) parameters.push_back(Resolve(parameter));
      }
      operations.push_back({path, std::move(method), json, std::move(parameters)});
    }
  }
  return operations;
}

}  // namespace

const Json& ApiDocument() {
  static const Json document = Json::parse(FindPageFile("openapi.json")->content);
  return document;
}

const Json& Resolve(const Json& json) {
  if (!json.contains("$ref")) return json;
  const auto pointer = json["$ref"].get<std::string>().substr(1);
  return Resolve(ApiDocument().at(Json::json_pointer(pointer)));
}

const std::vector<DescribedOperation>& DescribedOperations() {
  static const std::vector<DescribedOperation> operations = ReadOperations();
  return operations;
}

}  // namespace kontor
