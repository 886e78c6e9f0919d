// Lines of a log as members of a JSON object, for programs that gather logs: what stands between
// the braces, so that a logger can add the time and the level.
#pragma once

#include <string>
#include <string_view>

#include "api/request_record.h"

namespace kontor {

// "message":"answers are given from generation 7 now"
std::string LogFields(std::string_view message);
// "message":"request","id":…,"method":…,"route":…,"status":…,"milliseconds":…,"bytes":…,"key":…
// What is unknown is left out.
std::string LogFields(const RequestRecord& record);

// "GET /v1/search 200, 1.5 ms, key l7icb5tg, request 3k…" for people.
std::string LogText(const RequestRecord& record);

}  // namespace kontor
