#include "api/page_files.h"

#include <algorithm>

namespace kontor {

const EmbeddedFile* FindPageFile(std::string_view path) {
  for (const std::span<const EmbeddedFile> files : {PageFiles(), DocumentFiles(), ViewerFiles()}) {
    const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
    if (found != files.end()) return &*found;
  }
  return nullptr;
}

std::string_view ContentType(std::string_view path) {
  if (path.ends_with(".html")) return "text/html; charset=utf-8";
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".json")) return "application/json";
  if (path.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

}  // namespace kontor
