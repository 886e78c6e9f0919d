// Where a reader's bytes come from: a file, an entry of a ZIP archive (data/zip_source.h), or
// memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kontor {

// A stream of bytes, read once from front to back. Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Puts at most buffer.size() bytes into `buffer` and returns how many; 0 only at the end.
  // REQUIRES: a buffer that is not empty
  virtual Result<size_t> Read(std::span<char> buffer) = 0;

  [[nodiscard]] virtual const std::string& name() const = 0;  // as the user named it
  [[nodiscard]] virtual uint64_t size() const = 0;            // of all bytes; 0: unknown
};

// Fails with kNotFound, kPermission or kIo; a directory is refused with kInvalidArgument.
Result<std::unique_ptr<ByteSource>> OpenFile(const std::filesystem::path& path);

// Nothing is copied: `bytes` must outlive the source.
std::unique_ptr<ByteSource> OpenMemory(std::string name, std::string_view bytes);

// All of it. Fails with kLimit when there are more than `max_bytes`.
Result<std::string> ReadAll(ByteSource& source, size_t max_bytes);

}  // namespace kontor
