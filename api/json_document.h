// What the JSON documents have in common. Only for .cc files: the library's header is large.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace kontor {

using Json = nlohmann::ordered_json;  // members stay in the order in which they are set

inline Json OrNull(std::string_view text) { return text.empty() ? Json() : Json(text); }

// One line with its end; ill-formed UTF-8 is replaced.
inline std::string Dump(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kontor
