// An answer whose body is a JSON document.
#pragma once

#include <string>
#include <utility>

#include "api/service.h"
#include "engine/language.h"

namespace kontor {

inline HttpAnswer JsonAnswer(std::string body) {
  HttpAnswer answer;
  answer.content_type = "application/json";
  answer.body = std::move(body);
  return answer;
}

// With sentences in that language.
inline HttpAnswer JsonAnswer(std::string body, const Language& language) {
  HttpAnswer answer = JsonAnswer(std::move(body));
  answer.Set("Content-Language", language.code());
  return answer;
}

}  // namespace kontor
