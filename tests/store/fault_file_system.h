// A file system for RocksDB that can run full, and that remembers how much of each file was synced,
// so that a test can see what a power cut would leave.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace kontor {

class FaultFileSystem : public rocksdb::FileSystemWrapper {
 public:
  FaultFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}

  const char* Name() const override { return "FaultFileSystem"; }

  // From now on (until SetFull(false)) every append fails for want of space.
  void SetFull(bool full) { full_ = full; }

  // Cuts every file below `copy`, a copy of `original` made just now, to what was synced of it.
  void ApplyPowerCut(const std::filesystem::path& original, const std::filesystem::path& copy) {
    const std::lock_guard lock(mutex_);
    for (const auto& [path, bytes] : synced_bytes_) {
      const std::filesystem::path cut =
          copy / std::filesystem::path(path).lexically_relative(original);
      if (std::filesystem::exists(cut) && std::filesystem::file_size(cut) > bytes) {
        std::filesystem::resize_file(cut, bytes);
      }
    }
  }

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = target()->RenameFile(from, to, options, debug);
    if (status.ok()) Move(from, to);
    return status;
  }

 private:
  class TrackedFile;

  // `from` may be a directory.
  void Move(const std::string& from, const std::string& to) {
    const std::lock_guard lock(mutex_);
    std::map<std::string, uint64_t> moved;
    for (const auto& [path, bytes] : synced_bytes_) {
      const bool inside = path == from || path.starts_with(from + "/");
      moved[inside ? to + path.substr(from.size()) : path] = bytes;
    }
    synced_bytes_.swap(moved);
  }

  void SetSynced(const std::string& path, uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    synced_bytes_[path] = bytes;
  }

  std::atomic<bool> full_ = false;
  std::mutex mutex_;
  std::map<std::string, uint64_t> synced_bytes_;  // guarded by mutex_
};

class FaultFileSystem::TrackedFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  TrackedFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::string path,
              FaultFileSystem& files)
      : FSWritableFileOwnerWrapper(std::move(file)), path_(std::move(path)), files_(files) {
    files_.SetSynced(path_, 0);
  }

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    if (files_.full_) return rocksdb::IOStatus::NoSpace("No space left on device");
    const rocksdb::IOStatus status = FSWritableFileOwnerWrapper::Append(data, options, debug);
    if (status.ok()) size_ += data.size();
    return status;
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo& /*checksum*/,
                           rocksdb::IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options,
                         rocksdb::IODebugContext* debug) override {
    return Synced(FSWritableFileOwnerWrapper::Sync(options, debug));
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options,
                          rocksdb::IODebugContext* debug) override {
    return Synced(FSWritableFileOwnerWrapper::Fsync(options, debug));
  }

 private:
  rocksdb::IOStatus Synced(rocksdb::IOStatus status) {
    if (status.ok()) files_.SetSynced(path_, size_);
    return status;
  }

  const std::string path_;
  FaultFileSystem& files_;
  uint64_t size_ = 0;
};

inline rocksdb::IOStatus FaultFileSystem::NewWritableFile(
    const std::string& path, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result, rocksdb::IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSWritableFile> file;
  const rocksdb::IOStatus status = target()->NewWritableFile(path, options, &file, debug);
  if (status.ok()) *result = std::make_unique<TrackedFile>(std::move(file), path, *this);
  return status;
}

}  // namespace kontor
