#include "store/copy_store.h"

#include <rocksdb/write_batch.h>

#include <utility>

#include "store/codec.h"
#include "store/layout.h"
#include "store/rocksdb_status.h"
#include "store/rocksdb_store_impl.h"

namespace kontor {
namespace {

constexpr size_t kBatchBytes = size_t{1} << 20U;
constexpr uint64_t kFirstNumber = 1;  // of the copy's RocksDB directory

// Writes records to a database that is worth nothing before it is whole, and so without a log.
class RecordCopy {
 public:
  RecordCopy(const Database& target, const std::function<void(uint64_t)>& told)
      : target_(target), told_(told) {
    unlogged_.disableWAL = true;
  }

  Status Put(Family family, std::string_view key, std::string_view value) {
    batch_.Put(target_.family(family), ToSlice(key), ToSlice(value));
    ++records_;
    return batch_.GetDataSize() < kBatchBytes ? Status() : Write();
  }
  Status Write() {
    const Status written =
        StatusOf(target_.db().Write(unlogged_, &batch_), "writing the copy of the store");
    batch_.Clear();
    if (told_) told_(records_);
    return written;
  }

 private:
  const Database& target_;
  const std::function<void(uint64_t)>& told_;
  rocksdb::WriteOptions unlogged_;
  rocksdb::WriteBatch batch_;
  uint64_t records_ = 0;
};

Status CopyRecords(const RocksDbView& source, const Database& target,
                   const std::function<void(uint64_t)>& told) {
  RecordCopy copy(target, told);
  for (size_t i = 0; i < kFamilyNames.size(); ++i) {
    const auto family = static_cast<Family>(i);
    const Status copied = source.ForEachRecord(
        family, {}, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
          if (Status put = copy.Put(family, key, value); !put) return std::unexpected(put.error());
          return true;
        });
    if (!copied) return copied;
  }
  return copy.Write();
}

// Everything but the pointer, which makes it a store.
Status PrepareCopy(const OpenedStore& source, const std::filesystem::path& target,
                   const std::function<void(uint64_t)>& told) {
  const auto view = RocksDbView::Make(source.database, ViewState::kLatest);
  if (!view) return std::unexpected(view.error());
  const auto database =
      Database::Open(DatabasePath(target, kFirstNumber), OpenMode::kCreate, source.resources);
  if (!database) return std::unexpected(database.error());
  Status status = CopyRecords(**view, **database, told);
  if (status) status = (*database)->Flush();
  if (status) status = CommitCounter::Create(target);
  if (!status) return status;
  Result<CommitCounter> counter = CommitCounter::Open(target);
  return counter ? counter->Set(source.generation) : std::unexpected(counter.error());
}

Status CheckFree(const std::filesystem::path& target) {
  const Result<DirectoryContent> content = Inspect(target);
  if (!content) return std::unexpected(content.error());
  if (*content == DirectoryContent::kStore || *content == DirectoryContent::kForeign) {
    return Fail(ErrorCode::kConflict,
                target.string() + " holds something already: name a new directory");
  }
  return {};
}

}  // namespace

Result<Generation> CopyStore(const std::filesystem::path& source,
                             const std::filesystem::path& target,
                             const std::function<void(uint64_t)>& told) {
  const Result<OpenedStore> opened = OpenStoreForReading(source, {});
  if (!opened) return std::unexpected(opened.error());
  const Result<Meta> meta = ReadMeta(*opened->database, nullptr);
  if (!meta) return std::unexpected(meta.error());
  Status status = CheckFree(target);
  std::error_code unknown;
  const bool is_new = !std::filesystem::exists(target, unknown) && !unknown;
  if (status) status = CreateDirectories(target);
  if (!status) return std::unexpected(status.error());
  const Result<FileHandle> lock = LockStore(target);
  if (!lock) return std::unexpected(lock.error());
  // Another process may have filled it in the meantime.
  if (status = CheckFree(target); !status) return std::unexpected(status.error());
  status = RemoveLeftovers(target, std::nullopt);
  if (status) status = PrepareCopy(*opened, target, told);
  if (status) status = WritePointer(target, {kFirstNumber, meta->schema_version});
  if (!status) {
    std::error_code ignored;  // the next attempt removes what stays
    if (is_new) std::filesystem::remove_all(target, ignored);
    if (!is_new) (void)RemoveLeftovers(target, std::nullopt);
    return std::unexpected(status.error());
  }
  return opened->generation;
}

}  // namespace kontor
