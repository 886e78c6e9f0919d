// Any line is a record that reads back the same after it was written, or a problem with a reason.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "data/ndjson_line.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  kontor::NdjsonRecord record;
  if (const auto problem = kontor::ReadNdjsonLine(line, record)) {
    if (problem->reason.empty()) std::abort();
    return 0;
  }
  if (record.version) return 0;
  std::vector<kontor::ValueView> values;
  for (const auto& value : record.node.values) values.push_back(value.View());
  std::string written;
  kontor::AppendNdjsonLine(written, {record.node.id(), record.node.key, values}, {}, {});
  kontor::NdjsonRecord again;
  if (kontor::ReadNdjsonLine(written, again) || !(again.node == record.node)) std::abort();
  return 0;
}
