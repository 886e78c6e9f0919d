// Any bytes are a sequence of records and faults, and the pieces in which they arrive do not
// matter.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "data/csv_reader.h"

namespace {

// Gives at most `piece` bytes at a time.
class Pieces : public kontor::ByteSource {
 public:
  Pieces(std::string_view bytes, size_t piece) : rest_(bytes), piece_(piece) {}
  kontor::Result<size_t> Read(std::span<char> buffer) override {
    const size_t count = std::min({piece_, buffer.size(), rest_.size()});
    std::ranges::copy(rest_.substr(0, count), buffer.begin());
    rest_.remove_prefix(count);
    return count;
  }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] uint64_t size() const override { return 0; }

 private:
  std::string_view rest_;
  size_t piece_;
  std::string name_ = "fuzz";
};

std::string Records(std::string_view bytes, size_t piece) {
  Pieces source(bytes, piece);
  kontor::CsvOptions options;
  options.delimiter = ';';
  options.max_field_bytes = 64;
  options.max_record_bytes = 256;
  options.max_columns = 8;
  kontor::CsvReader reader(source, options);
  std::string all;
  while (true) {
    const auto outcome = reader.Next();
    if (!outcome) return all + outcome.error().message;
    if (*outcome == kontor::CsvOutcome::kEnd) return all;
    all += std::to_string(reader.line());
    if (*outcome == kontor::CsvOutcome::kBadRecord) all += reader.fault().reason;
    for (const auto field : reader.fields()) all.append("[").append(field).append("]");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (Records(bytes, 1) != Records(bytes, 4'096)) std::abort();
  return 0;
}
