#include "app/serve_settings.h"

#include <string_view>

#include "app/question.h"
#include "app/read_file.h"
#include "base/limits.h"
#include "data/toml_section.h"

namespace kontor {
namespace {

constexpr std::string_view kDefaultListen = "127.0.0.1:8080";

std::optional<std::string> StringIn(TomlSection& section, std::string_view key) {
  std::string text = section.String(key);
  return section.Has(key) ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<bool> BoolIn(TomlSection& section, std::string_view key) {
  const bool flag = section.Bool(key);
  return section.Has(key) ? std::optional(flag) : std::nullopt;
}

template <typename T>
T FirstOf(const std::optional<T>& first, const std::optional<T>& second, const T& otherwise) {
  return first ? *first : second.value_or(otherwise);
}

Result<bool> ReadOpenRead(const std::string& word, const std::string& host) {
  if (word == "loopback") {
    return IsLoopback(host);
  }
  if (word == "yes" || word == "no") {
    return word == "yes";
  }
  return Misused("--open-read takes yes, no or loopback; '" + word + "' is none of them");
}

Result<LogFormat> ReadLogFormat(const std::string& word) {
  if (word == "text" || word == "json") {
    return word == "json" ? LogFormat::kJson : LogFormat::kText;
  }
  return Misused("--log takes text or json; '" + word + "' is neither");
}

// A TOML string: what is in paths and addresses needs no more escapes.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

Result<ServeWords> ReadServeFile(const std::string& path) {
  const Result<std::string> text = ReadWholeFile(path, Limits::max_mapping_bytes);
  if (!text) {
    return std::unexpected(text.error());
  }
  const Result<TomlNode> document = ParseToml(*text, path);
  if (!document) {
    return std::unexpected(document.error());
  }
  TomlProblems problems(path);
  TomlSection root(*document, "the configuration", problems);
  ServeWords words;
  if (const TomlNode* table = root.Table("serve")) {
    TomlSection section(*table, "[serve]", problems);
    words.database = StringIn(section, "db");
    words.listen = StringIn(section, "listen");
    words.write = BoolIn(section, "write");
    words.open_read = StringIn(section, "open-read");
    words.log = StringIn(section, "log");
    words.log_requests = BoolIn(section, "log-requests");
    section.Finish();
  }
  root.Finish();
  if (problems.first()) {
    return std::unexpected(*problems.first());
  }
  return words;
}

Result<ServeSettings> SettleServe(const ServeWords& first, const ServeWords& second) {
  ServeSettings settings;
  settings.database = FirstOf(first.database, second.database, std::string());
  const std::string listen = FirstOf(first.listen, second.listen, std::string(kDefaultListen));
  const Result<ListenAddress> address = ParseListenAddress(listen);
  if (!address) {
    return std::unexpected(address.error());
  }
  settings.address = *address;
  settings.write = FirstOf(first.write, second.write, false);
  const Result<bool> open_read = ReadOpenRead(
      FirstOf(first.open_read, second.open_read, std::string("loopback")), address->host);
  if (!open_read) {
    return std::unexpected(open_read.error());
  }
  settings.open_read = *open_read;
  const Result<LogFormat> log = ReadLogFormat(FirstOf(first.log, second.log, std::string("text")));
  if (!log) {
    return std::unexpected(log.error());
  }
  settings.log = *log;
  settings.log_requests = FirstOf(first.log_requests, second.log_requests, false);
  return settings;
}

std::string Describe(const ServeSettings& settings) {
  const auto line = [](std::string_view key, const std::string& value) {
    return std::string(key) + " = " + value + "\n";
  };
  const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
  const std::string& host = settings.address.host;
  const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  std::string text = "[serve]\n";
  text += line("db", Quoted(settings.database));
  text += line("listen", Quoted(shown + ":" + std::to_string(settings.address.port)));
  text += line("write", flag(settings.write));
  text += line("open-read", Quoted(settings.open_read ? "yes" : "no"));
  text += line("log", Quoted(settings.log == LogFormat::kJson ? "json" : "text"));
  text += line("log-requests", flag(settings.log_requests));
  return text;
}

}  // namespace kontor
