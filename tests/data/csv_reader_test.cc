#include "data/csv_reader.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

namespace kontor {
namespace {

// A source that gives its bytes in small pieces, so that every boundary falls everywhere.
class Trickle : public ByteSource {
 public:
  Trickle(std::string bytes, size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  Result<size_t> Read(std::span<char> buffer) override {
    const size_t count = std::min({piece_, buffer.size(), bytes_.size() - at_});
    std::copy_n(bytes_.data() + at_, count, buffer.data());
    at_ += count;
    return count;
  }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] uint64_t size() const override { return bytes_.size(); }

 private:
  std::string bytes_;
  size_t piece_;
  size_t at_ = 0;
  std::string name_ = "trickle";
};

class BrokenDisk : public ByteSource {
 public:
  Result<size_t> Read(std::span<char>) override { return Fail(ErrorCode::kIo, "broken disk"); }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] uint64_t size() const override { return 0; }

 private:
  std::string name_ = "broken";
};

// Records as "line[field|field]", faults as "line!reason".
std::vector<std::string> ReadAllRecords(const std::string& text, const CsvOptions& options = {},
                                        size_t piece = 1 << 20) {
  Trickle source(text, piece);
  CsvReader reader(source, options);
  std::vector<std::string> records;
  while (true) {
    const auto outcome = reader.Next();
    REQUIRE(outcome);
    if (*outcome == CsvOutcome::kEnd) return records;
    std::string record = std::to_string(reader.line());
    if (*outcome == CsvOutcome::kBadRecord) {
      records.push_back(record + "!" + reader.fault().reason);
      continue;
    }
    char separator = '[';
    for (const auto field : reader.fields()) {
      record += separator + std::string(field);
      separator = '|';
    }
    records.push_back(record + "]");
  }
}

using Records = std::vector<std::string>;

}  // namespace

TEST_CASE("fields are split at delimiters and unquoted", "[data][csv]") {
  CHECK(ReadAllRecords("a,b\n\"c,d\",\"e\"\"f\"\n,\n") == Records{"1[a|b]", "2[c,d|e\"f]", "3[|]"});
}

TEST_CASE("line ends of both kinds, a byte order mark and a missing last line end are fine",
          "[data][csv]") {
  CHECK(ReadAllRecords("\xEF\xBB\xBF"
                       "a,b\r\nc,\"d\"\r\n\r\n\ne,f") == Records{"1[a|b]", "2[c|d]", "5[e|f]"});
  CHECK(ReadAllRecords("a,\"b\"\r") == Records{"1[a|b]"});
  CHECK(ReadAllRecords("").empty());
  CHECK(ReadAllRecords("\xEF\xBB\xBF").empty());
  CHECK(ReadAllRecords("\n\r\n").empty());
}

TEST_CASE("lines inside quoted fields count, so that line numbers are those of an editor",
          "[data][csv]") {
  CHECK(ReadAllRecords("h\n\"1\n2\r\n3\"\nx\n") == Records{"1[h]", "2[1\n2\r\n3]", "5[x]"});
}

TEST_CASE("a quote inside an unquoted field is text", "[data][csv]") {
  CHECK(ReadAllRecords("5\" pipe,a\"\"b\n") == Records{"1[5\" pipe|a\"\"b]"});
}

TEST_CASE("a stray quote costs one line and not the rest of the file", "[data][csv]") {
  CHECK(ReadAllRecords("a,b\n\"c,d\ne,f\ng,h\n") ==
        Records{"1[a|b]", "2!a quote is opened and never closed", "3[e|f]", "4[g|h]"});
  CHECK(
      ReadAllRecords("\"a\"b,c\nd,e\n") ==
      Records{"1!text follows a closing quote; a quote inside a field is written twice", "2[d|e]"});
}

TEST_CASE("the reader gives the same records however the bytes arrive", "[data][csv]") {
  std::mt19937 random(7);
  const std::string alphabet = "a,;\"\n\r\xC3\xA9 ";
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += alphabet[random() % alphabet.size()];
    const Records whole = ReadAllRecords(text);
    for (const size_t piece : {1, 2, 7}) CHECK(ReadAllRecords(text, {}, piece) == whole);
  }
}

TEST_CASE("what is written with quotes is read back as it was", "[data][csv]") {
  std::mt19937 random(11);
  const std::string alphabet = "ab,\"\n\r;\t ";
  for (int round = 0; round < 200; ++round) {
    std::string text;
    std::string expected = "1";
    for (int field = 0; field < 4; ++field) {
      std::string content;
      for (unsigned i = random() % 8; i > 0; --i) content += alphabet[random() % alphabet.size()];
      expected += (field == 0 ? "[" : "|") + content;
      text += field == 0 ? "\"" : ",\"";
      for (const char c : content) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    CHECK(ReadAllRecords(text + "\n") == Records{expected + "]"});
  }
}

TEST_CASE("a field of ten megabytes is one bad record in bounded memory", "[data][csv]") {
  const std::string big(10 << 20, 'x');
  CHECK(ReadAllRecords("a,b\n" + big + ",c\nd,e\n") ==
        Records{"1[a|b]", "2!a field of more than 1048576 bytes", "3[d|e]"});
  CHECK(ReadAllRecords("a,b\n\"" + big + "\",c\nd,e\n") ==
        Records{"1[a|b]", "2!a field of more than 1048576 bytes", "3[d|e]"});
  CHECK(ReadAllRecords("a\n\"" + big + "\n").size() == 2);
}

TEST_CASE("records of too many columns or bytes are bad", "[data][csv]") {
  CsvOptions options;
  options.max_columns = 3;
  CHECK(ReadAllRecords("a,b,c\na,b,c,d\ne\n", options) ==
        Records{"1[a|b|c]", "2!more than 3 columns", "3[e]"});
  options = {};
  options.max_record_bytes = 10;
  CHECK(ReadAllRecords("aaaa,bbbb,cccc\nd\n", options) ==
        Records{"1!a record of more than 10 bytes", "2[d]"});
}

TEST_CASE("NULs and ill-formed UTF-8 are passed on and told apart", "[data][csv]") {
  const std::string text("a\n\0b\n\xFF\n", 7);
  Trickle source(text, 100);
  CsvReader reader(source);
  CHECK(reader.Next().value() == CsvOutcome::kRecord);
  CHECK(reader.clean());
  CHECK(reader.Next().value() == CsvOutcome::kRecord);
  CHECK_FALSE(reader.clean());
  CHECK(reader.Next().value() == CsvOutcome::kRecord);
  CHECK_FALSE(reader.clean());
  CHECK(reader.position() == 7);
}

TEST_CASE("UTF-16 is refused by name", "[data][csv]") {
  Trickle source(std::string("\xFF\xFE"
                             "a\0",
                             4),
                 100);
  CsvReader reader(source);
  const auto outcome = reader.Next();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::kBadData);
  CHECK(outcome.error().message.find("UTF-16") != std::string::npos);
}

TEST_CASE("a failing disk ends the reading with its own words", "[data][csv]") {
  BrokenDisk source;
  CsvReader reader(source);
  const auto outcome = reader.Next();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().message == "broken disk");
}

TEST_CASE("files that open quotes on every line are read in linear time", "[data][csv]") {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "\"a,b\nc,d\n";
  CHECK_FALSE(ReadAllRecords(text).empty());
}

}  // namespace kontor
