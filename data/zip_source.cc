#include "data/zip_source.h"

#include <zip.h>

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"

namespace kontor {
namespace {

constexpr uint64_t kFreeBytes = uint64_t{16} << 20U;  // not held against the ratio

std::string TextOf(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

std::string TextOfCode(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  return TextOf(error);
}

bool IsSafeName(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos)
    return false;
  if (name.size() > 1 && name[1] == ':') return false;
  if (!IsCleanUtf8(name)) return false;
  if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
    return false;
  }
  for (std::string_view rest = name; !rest.empty();) {
    const size_t end = std::min(rest.find('/'), rest.size());
    if (rest.substr(0, end) == "..") return false;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return true;
}

}  // namespace

struct ZipArchive::Handle {
  zip_t* archive = nullptr;
  std::string bytes;  // of an archive in memory

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (archive != nullptr) zip_discard(archive);
  }
};

class ZipArchive::EntrySource : public ByteSource {
 public:
  EntrySource(std::shared_ptr<Handle> handle, zip_file_t* file, std::string name,
              const ZipEntry& entry)
      : handle_(std::move(handle)),
        file_(file),
        name_(std::move(name)),
        size_(entry.size),
        packed_size_(entry.packed_size) {}
  EntrySource(const EntrySource&) = delete;
  EntrySource& operator=(const EntrySource&) = delete;
  ~EntrySource() override { zip_fclose(file_); }

  Result<size_t> Read(std::span<char> buffer) override {
    const zip_int64_t count = zip_fread(file_, buffer.data(), buffer.size());
    if (count < 0) {
      return Fail(
          ErrorCode::kBadData,
          name_ + " is damaged: " + TextOfCode(zip_error_code_zip(zip_file_get_error(file_))));
    }
    read_ += static_cast<uint64_t>(count);
    if (read_ > Limits::max_unzipped_bytes ||
        (read_ > kFreeBytes && read_ / Limits::max_zip_ratio > packed_size_)) {
      return Fail(ErrorCode::kLimit, name_ + " unpacks to far more than its packed size of " +
                                         std::to_string(packed_size_) + " bytes; it is refused");
    }
    if (count == 0 && read_ != size_) {
      return Fail(ErrorCode::kBadData, name_ + " ends after " + std::to_string(read_) + " of its " +
                                           std::to_string(size_) + " bytes");
    }
    return static_cast<size_t>(count);
  }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] uint64_t size() const override { return size_; }

 private:
  std::shared_ptr<Handle> handle_;
  zip_file_t* file_;
  std::string name_;
  uint64_t size_;
  uint64_t packed_size_;
  uint64_t read_ = 0;
};

ZipArchive::ZipArchive(std::string name, std::shared_ptr<Handle> handle)
    : name_(std::move(name)), handle_(std::move(handle)) {}

Result<ZipArchive> ZipArchive::Open(const std::filesystem::path& path) {
  const auto readable = OpenFile(path);  // for the operating system's own words
  if (!readable) return std::unexpected(readable.error());
  auto handle = std::make_shared<Handle>();
  int code = 0;
  handle->archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (handle->archive == nullptr) {
    return Fail(ErrorCode::kBadData,
                path.string() + " cannot be read as a ZIP archive: " + TextOfCode(code));
  }
  ZipArchive archive(path.string(), std::move(handle));
  const Status read = archive.ReadDirectory();
  if (!read) return std::unexpected(read.error());
  return archive;
}

Result<ZipArchive> ZipArchive::OpenBytes(std::string name, std::string bytes) {
  auto handle = std::make_shared<Handle>();
  handle->bytes = std::move(bytes);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source =
      zip_source_buffer_create(handle->bytes.data(), handle->bytes.size(), 0, &error);
  if (source == nullptr) return Fail(ErrorCode::kInternal, name + ": " + TextOf(error));
  handle->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (handle->archive == nullptr) {
    zip_source_free(source);
    return Fail(ErrorCode::kBadData, name + " cannot be read as a ZIP archive: " + TextOf(error));
  }
  zip_error_fini(&error);
  ZipArchive archive(std::move(name), std::move(handle));
  const Status read = archive.ReadDirectory();
  if (!read) return std::unexpected(read.error());
  return archive;
}

Status ZipArchive::ReadDirectory() {
  const auto count = static_cast<uint64_t>(zip_get_num_entries(handle_->archive, 0));
  if (count > Limits::max_zip_entries) {
    return Fail(ErrorCode::kLimit, name_ + " has " + std::to_string(count) + " entries; at most " +
                                       std::to_string(Limits::max_zip_entries) + " are read");
  }
  for (uint64_t index = 0; index < count; ++index) {
    zip_stat_t stat;
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(handle_->archive, index, 0, &stat) != 0 ||
        (stat.valid & kNeeded) != kNeeded) {
      return Fail(ErrorCode::kBadData, name_ + " has an entry that cannot be read");
    }
    if (!IsSafeName(stat.name)) {
      return Fail(ErrorCode::kBadData,
                  name_ + " has an entry (number " + std::to_string(index + 1) +
                      ") whose name leads out of the archive or is not text; it is refused");
    }
    if (std::string_view(stat.name).ends_with('/')) continue;
    entries_.push_back({index, stat.name, stat.size, stat.comp_size});
  }
  return {};
}

Result<std::unique_ptr<ByteSource>> ZipArchive::OpenEntry(const ZipEntry& entry) const {
  std::string name = name_ + "/" + entry.name;
  zip_stat_t stat;
  if (zip_stat_index(handle_->archive, entry.index, 0, &stat) == 0 &&
      (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return Fail(ErrorCode::kBadData, name + " is encrypted; unpack it and import the result");
  }
  zip_file_t* const file = zip_fopen_index(handle_->archive, entry.index, 0);
  if (file == nullptr) {
    const int code = zip_error_code_zip(zip_get_error(handle_->archive));
    return Fail(ErrorCode::kBadData, name + " cannot be unpacked: " + TextOfCode(code));
  }
  return std::make_unique<EntrySource>(handle_, file, std::move(name), entry);
}

}  // namespace kontor
