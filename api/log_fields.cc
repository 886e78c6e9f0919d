#include "api/log_fields.h"

#include <array>
#include <cstdio>

#include "api/json_document.h"

namespace kontor {
namespace {

std::string WithoutBraces(const Json& object) {
  const std::string text = object.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.substr(1, text.size() - 2);
}

double Milliseconds(const RequestRecord& record) {
  constexpr double kThousand = 1'000.0;
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(record.took);
  return static_cast<double>(microseconds.count()) / kThousand;
}

}  // namespace

std::string LogFields(std::string_view message) { return WithoutBraces({{"message", message}}); }

std::string LogFields(const RequestRecord& record) {
  Json fields = {{"message", "request"}, {"id", record.id}};
  if (!record.method.empty()) fields["method"] = record.method;
  if (!record.route.empty()) fields["route"] = record.route;
  fields["status"] = record.status;
  fields["milliseconds"] = Milliseconds(record);
  fields["bytes"] = record.bytes;
  if (!record.key_id.empty()) fields["key"] = record.key_id;
  return WithoutBraces(fields);
}

std::string LogText(const RequestRecord& record) {
  std::array<char, 32> milliseconds{};
  std::snprintf(milliseconds.data(), milliseconds.size(), "%.1f ms", Milliseconds(record));
  std::string text(record.method.empty() ? "unreadable" : record.method);
  text.append(" ").append(record.route.empty() ? "(no such address)" : record.route);
  text.append(" ").append(std::to_string(record.status));
  text.append(", ").append(milliseconds.data());
  if (!record.key_id.empty()) text.append(", key ").append(record.key_id);
  return text.append(", request ").append(record.id);
}

}  // namespace kontor
