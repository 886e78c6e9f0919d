// Where the tables of the EU's published project data are: in a directory or a ZIP archive, named
// as the portal named them over the years ("project.csv", "cordis-h2020projects.csv",
// "cordis-fp7organizations.csv", …).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "data/byte_source.h"

namespace kontor {

// A table that can be opened more than once.
struct TableFile {
  std::string name;  // as the user knows it: "h2020.zip/project.csv"
  std::function<Result<std::unique_ptr<ByteSource>>()> open;
};

// One programme's tables, from one directory or archive.
struct CordisTables {
  TableFile projects;
  TableFile organisations;
  std::optional<TableFile> euroscivoc;
  std::optional<TableFile> topics;
};

// The sets of tables in `path` itself or, if there are none, one level deeper: in its folders and
// its ZIP archives, in order of their names. Fails with kNotFound when there are none, naming what
// is missing; with kBadData when two files of one folder claim to be the same table, or when an
// archive cannot be read; with kLimit when the archives inside an archive exceed `max_inner_bytes`
// together, because they are held in memory.
Result<std::vector<CordisTables>> FindCordisTables(
    const std::filesystem::path& path, size_t max_inner_bytes = Limits::max_inner_zip_bytes);

}  // namespace kontor
