#include "data/cordis_tables.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/limits.h"
#include "data/zip_source.h"

namespace kontor {
namespace {

namespace fs = std::filesystem;

// The files of one folder, by what they are.
struct Folder {
  std::optional<TableFile> projects;
  std::optional<TableFile> organisations;
  std::optional<TableFile> euroscivoc;
  std::optional<TableFile> topics;
};
using Folders = std::map<std::string, Folder>;  // by path, so in order

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [text](std::string_view end) { return text.ends_with(end); });
}

std::optional<TableFile>* SlotOf(Folder& folder, std::string_view file_name) {
  const std::string name = LowerCase(file_name);
  if (!name.ends_with(".csv")) return nullptr;
  const std::string_view stem = std::string_view(name).substr(0, name.size() - 4);
  if (EndsWithAny(stem, {"project", "projects"})) return &folder.projects;
  if (EndsWithAny(stem, {"organization", "organizations", "organisation", "organisations"})) {
    return &folder.organisations;
  }
  if (stem.ends_with("euroscivoc")) return &folder.euroscivoc;
  if (EndsWithAny(stem, {"topic", "topics"})) return &folder.topics;
  return nullptr;
}

Status Place(Folder& folder, std::string_view file_name, TableFile file) {
  std::optional<TableFile>* const slot = SlotOf(folder, file_name);
  if (slot == nullptr) return {};
  if (slot->has_value()) {
    return Fail(ErrorCode::kBadData,
                (*slot)->name + " and " + file.name +
                    " claim to be the same table: keep one of them, or import them apart");
  }
  *slot = std::move(file);
  return {};
}

Status AddDirectory(Folders& folders, const fs::path& directory) {
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path path = entry->path();
    if (!entry->is_regular_file(error)) continue;
    const Status placed = Place(folders[directory.string()], path.filename().string(),
                                {path.string(), [path] { return OpenFile(path); }});
    if (!placed) return placed;
  }
  if (!error) return {};
  const bool denied = error == std::errc::permission_denied;
  return Fail(denied ? ErrorCode::kPermission : ErrorCode::kIo,
              directory.string() + " cannot be read: " + error.message());
}

Status AddArchive(Folders& folders, const ZipArchive& archive) {
  for (const ZipEntry& entry : archive.entries()) {
    const size_t slash = entry.name.rfind('/');
    const bool nested = slash != std::string::npos;
    const std::string folder = archive.name() + (nested ? "/" + entry.name.substr(0, slash) : "");
    const Status placed = Place(
        folders[folder], nested ? entry.name.substr(slash + 1) : entry.name,
        {archive.name() + "/" + entry.name, [archive, entry] { return archive.OpenEntry(entry); }});
    if (!placed) return placed;
  }
  return {};
}

// Archives inside an archive are unpacked to memory, because reading one needs to seek.
// Together they may take `budget` bytes.
Status AddInnerArchives(Folders& folders, const ZipArchive& archive, size_t budget) {
  for (const ZipEntry& entry : archive.entries()) {
    if (!LowerCase(entry.name).ends_with(".zip")) continue;
    const auto source = archive.OpenEntry(entry);
    if (!source) return std::unexpected(source.error());
    auto bytes = ReadAll(**source, budget);
    if (!bytes) return std::unexpected(bytes.error());
    budget -= bytes->size();
    const auto inner = ZipArchive::OpenBytes((*source)->name(), std::move(*bytes));
    if (!inner) return std::unexpected(inner.error());
    const Status added = AddArchive(folders, *inner);
    if (!added) return added;
  }
  return {};
}

// Looks into the archives of this one only where it has no tables of its own, whatever others have.
Status AddZip(Folders& folders, const fs::path& path, size_t max_inner_bytes) {
  const auto archive = ZipArchive::Open(path);
  if (!archive) return std::unexpected(archive.error());
  Folders own;
  Status added = AddArchive(own, *archive);
  const bool found = std::ranges::any_of(
      own, [](const auto& folder) { return folder.second.projects.has_value(); });
  if (added && !found) added = AddInnerArchives(own, *archive, max_inner_bytes);
  folders.merge(own);
  return added;
}

Status AddOneLevelDeeper(Folders& folders, const fs::path& directory, size_t max_inner_bytes) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    paths.push_back(entry->path());
  }
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    Status added;
    if (fs::is_directory(path, error)) {
      added = AddDirectory(folders, path);
    } else if (LowerCase(path.extension().string()) == ".zip") {
      added = AddZip(folders, path, max_inner_bytes);
    }
    if (!added) return added;
  }
  return {};
}

Result<std::vector<CordisTables>> Complete(Folders& folders, const fs::path& path) {
  std::vector<CordisTables> sets;
  for (auto& [where, folder] : folders) {
    if (!folder.projects && !folder.organisations) continue;
    if (!folder.projects || !folder.organisations) {
      return Fail(ErrorCode::kNotFound, where + " has no " +
                                            (folder.projects ? "organization" : "project") +
                                            ".csv beside its other tables");
    }
    sets.push_back({std::move(*folder.projects), std::move(*folder.organisations),
                    std::move(folder.euroscivoc), std::move(folder.topics)});
  }
  if (sets.empty()) {
    return Fail(ErrorCode::kNotFound,
                path.string() +
                    " holds no project.csv and organization.csv, nor do the folders "
                    "and ZIP archives in it");
  }
  return sets;
}

}  // namespace

Result<std::vector<CordisTables>> FindCordisTables(const fs::path& path, size_t max_inner_bytes) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return Fail(ErrorCode::kNotFound, path.string() + " does not exist");
  }
  Folders folders;
  Status added;
  if (fs::is_directory(status)) {
    added = AddDirectory(folders, path);
    const Folder& own = folders[path.string()];
    if (added && !own.projects && !own.organisations) {
      added = AddOneLevelDeeper(folders, path, max_inner_bytes);
    }
  } else {
    added = AddZip(folders, path, max_inner_bytes);
  }
  if (!added) return std::unexpected(added.error());
  return Complete(folders, path);
}

}  // namespace kontor
