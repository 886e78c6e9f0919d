#include "store/layout.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <string_view>
#include <vector>

#include "store/bytes.h"
#include "store/codec.h"

namespace kontor {
namespace {

constexpr std::string_view kPointerFile = "kontor.store";
constexpr std::string_view kCounterFile = "commits";
constexpr std::string_view kLockFile = "LOCK";
constexpr std::string_view kSnapshotFile = "snapshot";
constexpr std::string_view kTextsFile = "texts";
constexpr std::string_view kKeysFile = "keys";
constexpr std::string_view kKeyUseFile = "keys.used";
constexpr std::string_view kKeyLockFile = "keys.lock";
constexpr std::string_view kDirectoryPrefix = "store-";
constexpr std::string_view kTemporarySuffix = ".tmp";

constexpr std::string_view kPointerTitle = "kontor store";
constexpr std::string_view kCounterTitle = "kontor commits";
constexpr uint64_t kFormat = 1;

constexpr size_t kNumberDigits = 20;  // of the largest uint64_t
constexpr size_t kChecksumDigits = 20;
constexpr size_t kMaxFileBytes = 256;

std::string Padded(uint64_t number, size_t digits) {
  std::string text = std::to_string(number);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

std::string WithChecksum(const std::string& body) {
  const std::string checksum = Padded(Checksum(body), kChecksumDigits);
  return body + "checksum " + checksum + "\n";
}

std::optional<uint64_t> Number(std::string_view text) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || last != end) return std::nullopt;
  return number;
}

// The lines "word number" of a file that begins with `title` and ends with its checksum; none when
// it is not exactly that.
std::optional<std::vector<uint64_t>> ReadNumbers(std::string_view content, std::string_view title,
                                                 const std::vector<std::string_view>& words) {
  std::vector<uint64_t> numbers;
  std::string_view rest = content;
  const auto take_line = [&rest](std::string_view word) -> std::optional<uint64_t> {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos || !rest.starts_with(word)) return std::nullopt;
    std::string_view line = rest.substr(word.size(), end - word.size());
    rest.remove_prefix(end + 1);
    if (!line.starts_with(' ')) return std::nullopt;
    line.remove_prefix(1);
    return Number(line);
  };
  if (const auto format = take_line(title); !format.has_value())
    return std::nullopt;
  else
    numbers.push_back(*format);
  for (const std::string_view word : words) {
    const std::optional<uint64_t> number = take_line(word);
    if (!number.has_value()) return std::nullopt;
    numbers.push_back(*number);
  }
  const size_t body_size = content.size() - rest.size();
  const std::optional<uint64_t> checksum = take_line("checksum");
  const bool sound = checksum == Checksum(content.substr(0, body_size)) && rest.empty();
  return sound ? std::optional(numbers) : std::nullopt;
}

std::unexpected<Error> Damaged(const std::filesystem::path& path) {
  return Fail(ErrorCode::kCorrupt, path.string() +
                                       " is missing or damaged: restore a backup of the store, or "
                                       "import again into a new directory");
}

std::optional<uint64_t> DirectoryNumber(std::string_view name) {
  if (!name.starts_with(kDirectoryPrefix)) return std::nullopt;
  name.remove_prefix(kDirectoryPrefix.size());
  return Number(name);
}

bool IsTemporary(std::string_view name) {
  if (!name.ends_with(kTemporarySuffix)) return false;
  name.remove_suffix(kTemporarySuffix.size());
  return name == kPointerFile || name == kCounterFile || DirectoryNumber(name).has_value() ||
         name.starts_with(std::string(kSnapshotFile) + ".");
}

bool IsOfKeys(std::string_view name) {
  if (name.ends_with(kTemporarySuffix)) name.remove_suffix(kTemporarySuffix.size());
  return name == kKeysFile || name == kKeyUseFile || name == kKeyLockFile;
}

bool IsOurs(std::string_view name) {
  return name == kLockFile || name == kCounterFile || name == kSnapshotFile || name == kTextsFile ||
         IsTemporary(name) || IsOfKeys(name) || DirectoryNumber(name).has_value();
}

// The names of a directory's entries.
Result<std::vector<std::string>> Entries(const std::filesystem::path& directory) {
  std::error_code code;
  std::vector<std::string> names;
  std::filesystem::directory_iterator entry(directory, code);
  for (; !code && entry != std::filesystem::directory_iterator(); entry.increment(code)) {
    names.push_back(entry->path().filename().string());
  }
  if (code) return std::unexpected(ErrorOfErrno(code.value(), "reading", directory));
  return names;
}

std::string CounterContent(Generation generation) {
  return WithChecksum(std::string(kCounterTitle) + " " + std::to_string(kFormat) + "\ncommit " +
                      Padded(generation, kNumberDigits) + "\n");
}

}  // namespace

Result<DirectoryContent> Inspect(const std::filesystem::path& store) {
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::status(store, code);
  if (status.type() == std::filesystem::file_type::not_found) return DirectoryContent::kMissing;
  if (code) return std::unexpected(ErrorOfErrno(code.value(), "reading", store));
  if (status.type() != std::filesystem::file_type::directory) return DirectoryContent::kForeign;
  const Result<std::vector<std::string>> names = Entries(store);
  if (!names.has_value()) return std::unexpected(names.error());
  bool all_ours = true;
  for (const std::string& name : *names) {
    if (name == kPointerFile) return DirectoryContent::kStore;
    all_ours = all_ours && IsOurs(name);
  }
  if (names->empty()) return DirectoryContent::kEmpty;
  return all_ours ? DirectoryContent::kUnfinished : DirectoryContent::kForeign;
}

Result<StorePointer> ReadPointer(const std::filesystem::path& store) {
  const std::filesystem::path path = store / kPointerFile;
  const Result<std::string> content = ReadSmallFile(path, kMaxFileBytes);
  if (!content.has_value()) return std::unexpected(content.error());
  const auto numbers = ReadNumbers(*content, kPointerTitle, {"directory", "schema"});
  if (!numbers.has_value()) return Damaged(path);
  if ((*numbers)[0] > kFormat || (*numbers)[2] > kSchemaVersion) {
    return Fail(ErrorCode::kTooNew, store.string() +
                                        " was written by a newer version of kontor (schema " +
                                        std::to_string((*numbers)[2]) + ", this one knows " +
                                        std::to_string(kSchemaVersion) + "): update kontor");
  }
  return StorePointer{(*numbers)[1], static_cast<uint32_t>((*numbers)[2])};
}

Status WritePointer(const std::filesystem::path& store, const StorePointer& pointer) {
  return ReplaceFile(store / kPointerFile,
                     WithChecksum(std::string(kPointerTitle) + " " + std::to_string(kFormat) +
                                  "\ndirectory " + std::to_string(pointer.directory_number) +
                                  "\nschema " + std::to_string(pointer.schema_version) + "\n"));
}

std::filesystem::path DatabasePath(const std::filesystem::path& store, uint64_t number) {
  constexpr size_t kDirectoryDigits = 6;
  return store / (std::string(kDirectoryPrefix) + Padded(number, kDirectoryDigits));
}

std::filesystem::path SnapshotPath(const std::filesystem::path& store) {
  return store / kSnapshotFile;
}

std::filesystem::path TextsPath(const std::filesystem::path& store) { return store / kTextsFile; }

std::filesystem::path TemporarySnapshotPath(const std::filesystem::path& store, unsigned place) {
  return store /
         (std::string(kSnapshotFile) + "." + std::to_string(place) + std::string(kTemporarySuffix));
}

std::filesystem::path KeysPath(const std::filesystem::path& store) { return store / kKeysFile; }

std::filesystem::path KeyUsePath(const std::filesystem::path& store) { return store / kKeyUseFile; }

Result<FileHandle> LockStore(const std::filesystem::path& store) {
  return LockFile(
      store / kLockFile,
      store.string() +
          " is being written by another program, an import or a server: wait for its end");
}

Result<FileHandle> LockKeys(const std::filesystem::path& store) {
  return LockFile(store / kKeyLockFile, "the keys of " + store.string() +
                                            " are being changed by another kontor: try again");
}

Status RemoveLeftovers(const std::filesystem::path& store, std::optional<uint64_t> live_number) {
  const Result<std::vector<std::string>> names = Entries(store);
  if (!names.has_value()) return std::unexpected(names.error());
  for (const std::string& name : *names) {
    const std::optional<uint64_t> number = DirectoryNumber(name);
    if (!IsTemporary(name) && (!number.has_value() || number == live_number)) continue;
    std::error_code code;
    std::filesystem::remove_all(store / name, code);
    if (code) return std::unexpected(ErrorOfErrno(code.value(), "removing", store / name));
  }
  return {};
}

Result<Generation> ReadCounter(const std::filesystem::path& store) {
  const std::filesystem::path path = store / kCounterFile;
  const Result<std::string> content = ReadSmallFile(path, kMaxFileBytes);
  if (!content.has_value()) {
    if (content.error().code == ErrorCode::kNotFound) return Damaged(path);
    return std::unexpected(content.error());
  }
  const auto numbers = ReadNumbers(*content, kCounterTitle, {"commit"});
  if (!numbers.has_value()) return Damaged(path);
  return (*numbers)[1];
}

Status CommitCounter::Create(const std::filesystem::path& store) {
  return ReplaceFile(store / kCounterFile, CounterContent(0));
}

Result<CommitCounter> CommitCounter::Open(const std::filesystem::path& store) {
  std::filesystem::path path = store / kCounterFile;
  FileHandle file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0) return std::unexpected(ErrorOfErrno(errno, "opening", path));
  return CommitCounter(std::move(file), std::move(path));
}

// All contents have one length, well within a sector: a disk writes it whole or not at all.
Status CommitCounter::Set(Generation generation) {
  const std::string content = CounterContent(generation);
  const ssize_t written = pwrite(file_.get(), content.data(), content.size(), 0);
  if (written != static_cast<ssize_t>(content.size())) {
    return std::unexpected(ErrorOfErrno(written < 0 ? errno : EIO, "writing", path_));
  }
  if (fdatasync(file_.get()) != 0) {
    return std::unexpected(ErrorOfErrno(errno, "syncing", path_));
  }
  return {};
}

}  // namespace kontor
