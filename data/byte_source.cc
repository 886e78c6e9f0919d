#include "data/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

namespace kontor {
namespace {

ErrorCode CodeOfErrno(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
      return ErrorCode::kPermission;
    default:
      return ErrorCode::kIo;
  }
}

std::unexpected<Error> FailWithErrno(const std::string& what, int number) {
  return Fail(CodeOfErrno(number), what + ": " + std::generic_category().message(number));
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePointer = std::unique_ptr<std::FILE, CloseFile>;

class FileSource : public ByteSource {
 public:
  FileSource(std::string name, FilePointer file, uint64_t size)
      : name_(std::move(name)), file_(std::move(file)), size_(size) {}

  Result<size_t> Read(std::span<char> buffer) override {
    const size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get());
    if (count == 0 && std::ferror(file_.get()) != 0) return FailWithErrno(name_, errno);
    return count;
  }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] uint64_t size() const override { return size_; }

 private:
  std::string name_;
  FilePointer file_;
  uint64_t size_;
};

class MemorySource : public ByteSource {
 public:
  MemorySource(std::string name, std::string_view bytes)
      : name_(std::move(name)), rest_(bytes), size_(bytes.size()) {}

  Result<size_t> Read(std::span<char> buffer) override {
    const size_t count = std::min(buffer.size(), rest_.size());
    std::ranges::copy(rest_.substr(0, count), buffer.begin());
    rest_.remove_prefix(count);
    return count;
  }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] uint64_t size() const override { return size_; }

 private:
  std::string name_;
  std::string_view rest_;
  uint64_t size_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> OpenFile(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return Fail(ErrorCode::kInvalidArgument, path.string() + " is a directory, not a file");
  }
  FilePointer file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return FailWithErrno(path.string(), errno);
  std::setvbuf(file.get(), nullptr, _IONBF, 0);  // readers ask for large blocks
  const uintmax_t size = std::filesystem::file_size(path, ignored);
  return std::make_unique<FileSource>(path.string(), std::move(file), ignored ? 0 : size);
}

std::unique_ptr<ByteSource> OpenMemory(std::string name, std::string_view bytes) {
  return std::make_unique<MemorySource>(std::move(name), bytes);
}

Result<std::string> ReadAll(ByteSource& source, size_t max_bytes) {
  constexpr size_t kBlock = size_t{1} << 16U;
  std::string all;
  while (true) {
    const size_t before = all.size();
    all.resize(before + kBlock);
    const auto count = source.Read(std::span(all).subspan(before));
    if (!count) return std::unexpected(count.error());
    all.resize(before + *count);
    if (all.size() > max_bytes) {
      return Fail(ErrorCode::kLimit,
                  source.name() + " is larger than " + std::to_string(max_bytes) + " bytes");
    }
    if (*count == 0) return all;
  }
}

}  // namespace kontor
