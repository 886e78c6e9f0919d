// The newest snapshot of a store and the index of its texts as two files in its directory, mapped
// instead of built on the next start (docs/adr/0009). They hold nothing that the store does not:
// they may be removed at any time, and a store without them, or with damaged ones, works as well,
// only slower.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/snapshot.h"
#include "engine/snapshot_image.h"
#include "store/store.h"

namespace kontor {

// What tells this state of this store from all others: the generation, and a digest of the record
// of its last commit.
Result<ImageStamp> StampOf(const ReadView& view);

// kNotFound: there is no file. kConflict: it is of another state of the store or of another version
// of Kontor. kCorrupt: damaged. The snapshot keeps the file mapped; what lies in the directory may
// be replaced meanwhile.
Result<std::shared_ptr<const Snapshot>> MapSnapshot(const std::filesystem::path& database,
                                                    const ImageStamp& stamp);
// Likewise.
Result<std::shared_ptr<const TextIndex>> MapTexts(const std::filesystem::path& database,
                                                  const ImageStamp& stamp);

// Puts the file in place of the one before it, in one step; durable when it returns. Beside others
// that do the same; on failure the directory is as it was.
Status SaveSnapshot(const Snapshot& snapshot, const std::filesystem::path& database,
                    const ImageStamp& stamp);
Status SaveTexts(const TextIndex& texts, const std::filesystem::path& database,
                 const ImageStamp& stamp);

struct NewestSnapshot {
  std::shared_ptr<const Snapshot> snapshot;
  Status mapped;  // why a saved one was of no use; kNotFound: there was none
  Status saved;   // whether the next start will find it in a file
};

// The newest state of the store in `database`: mapped if there is a file of it, else built and, if
// that is permitted, saved. Fails only if it cannot be built.
Result<NewestSnapshot> LoadNewest(const Store& store, const std::filesystem::path& database);

struct NewestTexts {
  std::shared_ptr<const TextIndex> texts;
  Status mapped;
  Status saved;
};

// The texts of a snapshot of the store's newest state, likewise; built on all processors.
// kUnavailable: the store has newer data than the snapshot.
Result<NewestTexts> LoadNewestTexts(const Store& store, const std::filesystem::path& database,
                                    const Snapshot& snapshot);

// What the user should know: that what was saved could not be used, or that this could not be
// saved. Empty where all went as it should.
std::vector<std::string> Remarks(const NewestSnapshot& newest);
std::vector<std::string> Remarks(const NewestTexts& newest);

}  // namespace kontor
