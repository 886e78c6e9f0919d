#include "app/server_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string>

#include "api/log_fields.h"

namespace kontor {

class ServerLog::Writer {
 public:
  explicit Writer(LogFormat format)
      : logger_("kontor", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    if (format == LogFormat::kJson) {
      logger_.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                          spdlog::pattern_time_type::utc);
    } else {
      logger_.set_pattern("kontor: %v");
    }
  }

  // The text is no format string.
  void Write(spdlog::level::level_enum level, const std::string& text) {
    logger_.log(level, spdlog::string_view_t(text));
  }

 private:
  spdlog::logger logger_;
};

ServerLog::ServerLog(LogFormat format)
    : format_(format), writer_(std::make_unique<Writer>(format)) {}

ServerLog::~ServerLog() = default;

void ServerLog::Tell(std::string_view message) {
  writer_->Write(spdlog::level::warn,
                 format_ == LogFormat::kJson ? LogFields(message) : std::string(message));
}

void ServerLog::Tell(const RequestRecord& record) {
  writer_->Write(spdlog::level::info,
                 format_ == LogFormat::kJson ? LogFields(record) : LogText(record));
}

}  // namespace kontor
