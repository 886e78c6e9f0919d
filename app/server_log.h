// What a running server tells its operator, on standard error.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "api/request_record.h"

namespace kontor {

enum class LogFormat : uint8_t {
  kText,  // "kontor: …", for people
  kJson,  // an object a line, for programs that gather logs
};

// Thread-safe.
class ServerLog {
 public:
  explicit ServerLog(LogFormat format);
  ~ServerLog();
  ServerLog(const ServerLog&) = delete;
  ServerLog& operator=(const ServerLog&) = delete;

  void Tell(std::string_view message);
  void Tell(const RequestRecord& record);

 private:
  class Writer;

  const LogFormat format_;
  const std::unique_ptr<Writer> writer_;
};

}  // namespace kontor
