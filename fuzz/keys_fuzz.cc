// Whatever stands in the file of keys is refused, or is written again as it was read.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/key_json.h"
#include "api/key_secret.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto token = kontor::ParseToken(text); token && kontor::PrintToken(*token) != text) {
    std::abort();
  }
  const auto keys = kontor::ReadKeys(text);
  if (!keys) return 0;
  const auto written = kontor::WriteKeys(*keys);
  if (!written || *kontor::WriteKeys(*kontor::ReadKeys(*written)) != *written) std::abort();
  return 0;
}
