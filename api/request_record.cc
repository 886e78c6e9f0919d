#include "api/request_record.h"

#include <algorithm>

#include "api/key_secret.h"

namespace kontor {
namespace {

bool IsIdByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

}  // namespace

std::string RequestIdOf(std::string_view sent) {
  constexpr size_t kLongest = 64;
  const bool is_id =
      !sent.empty() && sent.size() <= kLongest && std::ranges::all_of(sent, IsIdByte);
  return is_id ? std::string(sent) : DrawKeyId() + DrawKeyId();
}

}  // namespace kontor
