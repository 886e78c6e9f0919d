// All that is in a directory, to see that nothing changed.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <system_error>

namespace kontor {

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void WriteFile(const std::filesystem::path& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

using DirectoryImage = std::map<std::string, std::string>;

inline DirectoryImage ImageOf(const std::filesystem::path& directory) {
  DirectoryImage image;
  if (!std::filesystem::is_directory(directory)) return image;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    image[entry.path().lexically_relative(directory).string()] =
        entry.is_regular_file() ? ReadFile(entry.path()) : "(directory)";
  }
  return image;
}

// A store at work removes files while they are being copied: then the copy begins anew.
inline void CopyDirectory(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::filesystem::remove_all(to);
    error.clear();
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive, error);
    if (error != std::errc::no_such_file_or_directory) break;
  }
  if (error) throw std::filesystem::filesystem_error("copying a store", from, to, error);
}

}  // namespace kontor
