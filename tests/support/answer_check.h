// Whether an answer is one that the document of the API describes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor {

struct ReceivedAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // with Content-Type
  std::string body;
};

// What is wrong with the answer to that request: a status, media type, header field or member that
// the document does not have, or has otherwise. Empty if nothing is.
std::string AnswerFault(const std::string& method, const std::string& target,
                        const ReceivedAnswer& answer);

// Throws std::logic_error with that fault, so that a test fails wherever it asked.
void RequireDescribed(const std::string& method, const std::string& target,
                      const ReceivedAnswer& answer);

// The answer of which these are head and body, as they came.
ReceivedAnswer ReadAnswer(std::string_view text);

}  // namespace kontor
