// Any bytes are two tables of projects that can be imported into a sound store, or a refusal that
// leaves it empty. The bytes before the first NUL are project.csv, those behind it are
// organization.csv.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "data/import.h"
#include "store/memory_store.h"

namespace {

// One directory for the whole run, removed at its end.
class Directory {
 public:
  Directory() {
    std::string name =
        (std::filesystem::temp_directory_path() / "kontor-cordis-fuzz-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void Write(std::string_view name, std::string_view content) const {
    std::ofstream(path_ / name, std::ios::binary | std::ios::trunc) << content;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Directory directory;
  const std::string bytes(data, data + size);
  const size_t cut = std::min(bytes.find('\0'), size);
  directory.Write("project.csv", std::string_view(bytes).substr(0, cut));
  directory.Write("organization.csv", std::string_view(bytes).substr(std::min(cut + 1, size)));
  const auto store = kontor::MakeMemoryStore();
  const auto summary = kontor::ImportCordis(*store, directory.path(), {});
  const auto findings = store->Verify();
  if (!findings || !findings->empty()) std::abort();
  const auto stats = store->Stats();
  if (!summary && (!stats || stats->nodes > 0)) std::abort();
  return 0;
}
