// The keys of a store, in files beside it: read by the server, changed by `kontor key`, which may
// run while a server or an import holds the store.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "api/access_key.h"
#include "api/render_keys.h"
#include "base/error.h"

namespace kontor {

// In the order of their creation; none where there is no file. kCorrupt, kTooNew, kPermission.
Result<std::vector<AccessKey>> LoadKeys(const std::filesystem::path& store);

// Reads the keys, has them changed, and replaces the file; nobody else changes it meanwhile.
// Durable when it returns; unchanged on failure, also one of `change`. Waits some seconds for
// another process that changes keys, then kInUse.
Status ChangeKeys(const std::filesystem::path& store,
                  const std::function<Status(std::vector<AccessKey>&)>& change);

// Empty where nothing is known. A damaged line is left out: no more than a hint is lost.
KeyUseDays LoadKeyUse(const std::filesystem::path& store);

// Adds to what is known; the later day of a key stands.
Status NoteKeyUse(const std::filesystem::path& store, const KeyUseDays& used);

}  // namespace kontor
