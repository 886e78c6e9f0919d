// How a server is to run: what the command line, the environment and a file say of it.
#pragma once

#include <optional>
#include <string>

#include "app/listen_address.h"
#include "app/server_log.h"
#include "base/error.h"

namespace kontor {

// What one place says, as it was written.
struct ServeWords {
  std::optional<std::string> database;
  std::optional<std::string> listen;
  std::optional<bool> write;
  std::optional<std::string> open_read;
  std::optional<std::string> log;
  std::optional<bool> log_requests;
};

struct ServeSettings {
  std::string database;
  ListenAddress address;
  bool write = false;
  bool open_read = false;  // reading needs no key
  LogFormat log = LogFormat::kText;
  bool log_requests = false;
};

// The table [serve] of a TOML file, whose keys are the names of the options. kInvalidArgument with
// line and column for what is unknown or of another type, kNotFound, kIo.
Result<ServeWords> ReadServeFile(const std::string& path);

// What `first` does not say, `second` does, else the default. kInvalidArgument with the name of the
// option for what cannot be.
Result<ServeSettings> SettleServe(const ServeWords& first, const ServeWords& second);

// As lines of such a file.
std::string Describe(const ServeSettings& settings);

}  // namespace kontor
