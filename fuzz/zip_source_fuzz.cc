// Any bytes are an archive that can be read to its end, or a refusal.
#include <array>
#include <cstdint>
#include <string>

#include "data/zip_source.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto archive = kontor::ZipArchive::OpenBytes("fuzz.zip", std::string(data, data + size));
  if (!archive) return 0;
  std::array<char, 4'096> buffer{};
  for (const kontor::ZipEntry& entry : archive->entries()) {
    const auto source = archive->OpenEntry(entry);
    if (!source) continue;
    for (auto count = (*source)->Read(buffer); count && *count > 0;
         count = (*source)->Read(buffer)) {
    }
  }
  return 0;
}
