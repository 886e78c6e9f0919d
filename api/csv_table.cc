#include "api/csv_table.h"

#include <utility>
#include <vector>

#include "api/csv_text.h"
#include "data/cell_text.h"

namespace kontor {
namespace {

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(Sink sink, bool with_mark) : out_(std::move(sink)) {
    if (with_mark) out_.text() += "\xEF\xBB\xBF";
  }

  Status Begin(std::string_view /*title*/, std::span<const TableColumn> columns) override {
    columns_.assign(columns.begin(), columns.end());
    CsvRecord header;
    for (const TableColumn& column : columns_) header.Add(column.name);
    out_.text() += header.Finish();
    return out_.Pass();
  }

  Status Add(std::span<const Cell> row) override {
    CsvRecord record;
    for (size_t i = 0; i < row.size(); ++i) {
      const auto* number = std::get_if<double>(&row[i]);
      const auto* flag = std::get_if<bool>(&row[i]);
      if (number != nullptr) {
        record.AddNumber(*number, columns_[i].digits);
      } else {
        record.Add(flag != nullptr && !*flag ? std::string() : TextOf(row[i], columns_[i]));
      }
    }
    out_.text() += record.Finish();
    return out_.Pass();
  }

  Status End() override { return out_.Flush(); }

 private:
  SinkBuffer out_;
  std::vector<TableColumn> columns_;
};

}  // namespace

std::unique_ptr<TableWriter> MakeCsvWriter(Sink sink, bool with_mark) {
  return std::make_unique<CsvWriter>(std::move(sink), with_mark);
}

}  // namespace kontor
