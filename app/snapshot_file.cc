#include "app/snapshot_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "app/snapshot_loader.h"
#include "base/checksum.h"
#include "store/files.h"
#include "store/layout.h"

namespace kontor {
namespace {

std::unexpected<Error> LastError(std::string_view doing, const std::filesystem::path& path) {
  return std::unexpected(ErrorOfErrno(errno, doing, path));
}

// A whole file in memory, read-only, until this goes.
class Mapping {
 public:
  static Result<std::shared_ptr<const Mapping>> Open(const std::filesystem::path& path) {
    const FileHandle file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) return LastError("opening", path);
    struct stat status{};
    if (fstat(file.get(), &status) != 0) return LastError("reading", path);
    if (!S_ISREG(status.st_mode)) return Fail(ErrorCode::kCorrupt, path.string() + " is no file");
    const auto size = static_cast<size_t>(status.st_size);
    if (size == 0) return Fail(ErrorCode::kCorrupt, path.string() + " is empty");
    void* const begin = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
    if (begin == MAP_FAILED) return LastError("mapping", path);
    madvise(begin, size, MADV_WILLNEED);  // all of it is read at once, for the checksums
    return std::shared_ptr<const Mapping>(new Mapping(begin, size));
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { munmap(begin_, size_); }

  [[nodiscard]] std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(begin_), size_};
  }

 private:
  Mapping(void* begin, size_t size) : begin_(begin), size_(size) {}

  void* const begin_;
  const size_t size_;
};

Status WriteAll(int file, std::span<const std::byte> bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return LastError("writing", path);
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
  return {};
}

struct TemporaryFile {
  FileHandle file;
  std::filesystem::path path;
};

// A file that nobody else writes to: what has once taken the place of the snapshot never changes.
// Fails when others left files in all places; the next import removes them.
Result<TemporaryFile> CreateTemporary(const std::filesystem::path& database) {
  constexpr mode_t kFileMode = 0644;
  TemporaryFile temporary;
  for (unsigned place = 0; place < kSnapshotPlaces; ++place) {
    temporary.path = TemporarySnapshotPath(database, place);
    temporary.file = FileHandle(
        open(temporary.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode));
    if (temporary.file.get() >= 0) return temporary;
    if (errno != EEXIST) break;
  }
  return LastError("creating", temporary.path);
}

// Puts what `write_image` gives in place of `file`.
Status SaveImage(const std::filesystem::path& database, const std::filesystem::path& file,
                 const std::function<Status(const ImageSink&)>& write_image) {
  const Result<TemporaryFile> temporary = CreateTemporary(database);
  if (!temporary) {
    return std::unexpected(temporary.error());
  }
  const std::filesystem::path& path = temporary->path;
  Status status = write_image([&](std::span<const std::byte> bytes) {
    return WriteAll(temporary->file.get(), bytes, path);
  });
  if (status && fsync(temporary->file.get()) != 0) {
    status = LastError("syncing", path);
  }
  if (status && rename(path.c_str(), file.c_str()) != 0) {
    status = LastError("renaming", path);
  }
  if (!status) {
    unlink(path.c_str());
    return status;
  }
  return SyncDirectory(database);
}

std::string Described(const Commit& commit) {
  std::string text = commit.info.origin + '\n' + commit.info.detail;
  for (const auto number :
       {commit.generation, static_cast<uint64_t>(commit.info.unix_seconds), commit.counts.added,
        commit.counts.changed, commit.counts.unchanged, commit.counts.erased}) {
    text += '\n' + std::to_string(number);
  }
  return text;
}

std::vector<std::string> RemarksOn(const Status& mapped, const Status& saved,
                                   const std::string& what) {
  std::vector<std::string> remarks;
  if (!mapped && mapped.error().code != ErrorCode::kNotFound) {
    remarks.push_back(mapped.error().message + "; it was built anew");
  }
  if (!saved) {
    remarks.push_back(what + " for the next start was not saved: " + saved.error().message);
  }
  return remarks;
}

}  // namespace

Result<ImageStamp> StampOf(const ReadView& view) {
  ImageStamp stamp{.generation = view.generation()};
  const Status read = view.ForEachCommit(stamp.generation, [&stamp](const Commit& commit) {
    const std::string record = Described(commit);
    stamp.store = BlockChecksum(std::as_bytes(std::span(record)));
    return false;
  });
  if (!read) {
    return std::unexpected(read.error());
  }
  return stamp;
}

Result<std::shared_ptr<const Snapshot>> MapSnapshot(const std::filesystem::path& database,
                                                    const ImageStamp& stamp) {
  Result<std::shared_ptr<const Mapping>> mapping = Mapping::Open(SnapshotPath(database));
  if (!mapping) {
    return std::unexpected(mapping.error());
  }
  const std::span<const std::byte> bytes = (*mapping)->bytes();
  return ReadImage(bytes, *std::move(mapping), stamp);
}

Result<std::shared_ptr<const TextIndex>> MapTexts(const std::filesystem::path& database,
                                                  const ImageStamp& stamp) {
  Result<std::shared_ptr<const Mapping>> mapping = Mapping::Open(TextsPath(database));
  if (!mapping) {
    return std::unexpected(mapping.error());
  }
  const std::span<const std::byte> bytes = (*mapping)->bytes();
  return ReadTextImage(bytes, *std::move(mapping), stamp);
}

Status SaveSnapshot(const Snapshot& snapshot, const std::filesystem::path& database,
                    const ImageStamp& stamp) {
  return SaveImage(database, SnapshotPath(database), [&](const ImageSink& write) {
    return WriteImage(snapshot, stamp.store, write);
  });
}

Status SaveTexts(const TextIndex& texts, const std::filesystem::path& database,
                 const ImageStamp& stamp) {
  return SaveImage(database, TextsPath(database), [&](const ImageSink& write) {
    return WriteTextImage(texts, stamp.store, write);
  });
}

Result<NewestSnapshot> LoadNewest(const Store& store, const std::filesystem::path& database) {
  const Result<std::unique_ptr<ReadView>> view = store.View();
  if (!view) {
    return std::unexpected(view.error());
  }
  const Result<ImageStamp> stamp = StampOf(**view);
  if (!stamp) {
    return std::unexpected(stamp.error());
  }
  Result<std::shared_ptr<const Snapshot>> mapped = MapSnapshot(database, *stamp);
  if (mapped) {
    return NewestSnapshot{*std::move(mapped), {}, {}};
  }
  Result<std::shared_ptr<const Snapshot>> built = LoadSnapshot(**view, SnapshotOptions{});
  if (!built) {
    return std::unexpected(built.error());
  }
  Status saved = SaveSnapshot(**built, database, *stamp);
  return NewestSnapshot{*std::move(built), std::unexpected(mapped.error()), std::move(saved)};
}

Result<NewestTexts> LoadNewestTexts(const Store& store, const std::filesystem::path& database,
                                    const Snapshot& snapshot) {
  const Result<std::unique_ptr<ReadView>> view = ViewOf(store, snapshot);
  if (!view) {
    return std::unexpected(view.error());
  }
  const Result<ImageStamp> stamp = StampOf(**view);
  if (!stamp) {
    return std::unexpected(stamp.error());
  }
  Result<std::shared_ptr<const TextIndex>> mapped = MapTexts(database, *stamp);
  if (mapped && !(*mapped)->Fits(snapshot.concepts, snapshot.graph)) {
    mapped = Fail(ErrorCode::kCorrupt, "the saved texts are those of another snapshot");
  }
  if (mapped) {
    return NewestTexts{*std::move(mapped), {}, {}};
  }
  Result<std::shared_ptr<const TextIndex>> built = LoadTexts(**view, snapshot);
  if (!built) {
    return std::unexpected(built.error());
  }
  Status saved = SaveTexts(**built, database, *stamp);
  return NewestTexts{*std::move(built), std::unexpected(mapped.error()), std::move(saved)};
}

std::vector<std::string> Remarks(const NewestSnapshot& newest) {
  return RemarksOn(newest.mapped, newest.saved, "the snapshot");
}

std::vector<std::string> Remarks(const NewestTexts& newest) {
  return RemarksOn(newest.mapped, newest.saved, "the index of the texts");
}

}  // namespace kontor
