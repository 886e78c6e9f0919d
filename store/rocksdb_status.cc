#include "store/rocksdb_status.h"

#include <rocksdb/status.h>

namespace kontor {
namespace {

bool Mentions(const std::string& message, std::string_view words) {
  return message.find(words) != std::string::npos;
}

ErrorCode CodeOfIoError(const rocksdb::Status& status, const std::string& message) {
  if (status.IsPathNotFound() || Mentions(message, "No such file")) return ErrorCode::kCorrupt;
  if (Mentions(message, "Permission denied") || Mentions(message, "Read-only file system")) {
    return ErrorCode::kPermission;
  }
  if (Mentions(message, "lock ")) return ErrorCode::kInUse;
  return ErrorCode::kIo;
}

ErrorCode CodeOf(const rocksdb::Status& status, const std::string& message) {
  if (status.IsNoSpace() || Mentions(message, "No space left") ||
      Mentions(message, "Disk quota exceeded")) {
    return ErrorCode::kNoSpace;
  }
  if (status.IsCorruption()) return ErrorCode::kCorrupt;
  // Our arguments never vary: what RocksDB refuses as one is a directory without the files or the
  // column families that it must have.
  if (status.IsInvalidArgument() || status.IsNotFound()) return ErrorCode::kCorrupt;
  if (status.IsIOError()) return CodeOfIoError(status, message);
  if (status.IsBusy() || status.IsTryAgain() || status.IsShutdownInProgress()) {
    return ErrorCode::kUnavailable;
  }
  return ErrorCode::kInternal;
}

std::string_view Advice(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNoSpace:
      return "; the disk is full: make room and try again, nothing was lost";
    case ErrorCode::kCorrupt:
      return "; the store is damaged: restore a backup, or import again into a new directory";
    default:
      return "";
  }
}

}  // namespace

Error ErrorOf(const rocksdb::Status& status, std::string_view doing) {
  const std::string message = status.ToString();
  const ErrorCode code = CodeOf(status, message);
  return {code, std::string(doing) + ": " + message + std::string(Advice(code))};
}

Status StatusOf(const rocksdb::Status& status, std::string_view doing) {
  if (status.ok()) return {};
  return std::unexpected(ErrorOf(status, doing));
}

}  // namespace kontor
