// Entries of a ZIP archive as streams. Nothing is ever unpacked to disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "data/byte_source.h"

namespace kontor {

struct ZipEntry {
  uint64_t index = 0;
  std::string name;  // with forward slashes
  uint64_t size = 0;
  uint64_t packed_size = 0;
};

// An open archive. Its streams keep it open, so it may be destroyed before them. Not thread-safe,
// and of its streams only one thread may read.
class ZipArchive {
 public:
  // Fails with kBadData when it is no ZIP archive, is cut off, or has an entry whose name leads out
  // of the archive ("../x", "/x", "C:x") or holds control characters; with kLimit when it has more
  // than Limits::max_zip_entries.
  static Result<ZipArchive> Open(const std::filesystem::path& path);
  // The same for an archive in memory (an archive inside another). Takes the bytes over.
  static Result<ZipArchive> OpenBytes(std::string name, std::string bytes);

  // In the order of the archive; without directories.
  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  // A stream of that entry, named "archive.zip/entry". Encrypted entries are refused with kBadData.
  // Reading fails with kBadData when the bytes are damaged (the checksum is compared at the end)
  // and with kLimit when the entry unpacks to more than Limits::max_unzipped_bytes or, beyond the
  // first 16 MiB, to more than Limits::max_zip_ratio times its packed size.
  Result<std::unique_ptr<ByteSource>> OpenEntry(const ZipEntry& entry) const;

 private:
  struct Handle;
  class EntrySource;

  ZipArchive(std::string name, std::shared_ptr<Handle> handle);
  Status ReadDirectory();

  std::string name_;
  std::shared_ptr<Handle> handle_;
  std::vector<ZipEntry> entries_;
};

}  // namespace kontor
