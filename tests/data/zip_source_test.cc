#include "data/zip_source.h"

#include <zip.h>

#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "tests/data/import_support.h"

namespace kontor {
namespace {

// The error of reading the only entry to its end, or "".
std::string ReadError(const std::filesystem::path& path) {
  const auto archive = ZipArchive::Open(path);
  if (!archive) return archive.error().message;
  const auto source = archive->OpenEntry(archive->entries().front());
  if (!source) return source.error().message;
  std::string buffer(1 << 16, '\0');
  while (true) {
    const auto count = (*source)->Read(buffer);
    if (!count) return count.error().message;
    if (*count == 0) return {};
  }
}

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("entries of an archive are read as streams", "[data][zip]") {
  const TemporaryDirectory directory;
  const std::string text(300'000, 'x');
  const auto path = directory.WriteZip("a.zip", {{"b/", ""}, {"b/c.csv", text}, {"d.csv", "1"}});
  const auto archive = ZipArchive::Open(path);
  REQUIRE(archive);
  REQUIRE(archive->entries().size() == 2);
  CHECK(archive->entries()[0].name == "b/c.csv");
  CHECK(archive->entries()[0].size == 300'000);
  const auto source = archive->OpenEntry(archive->entries()[0]);
  REQUIRE(source);
  CHECK((*source)->name() == path.string() + "/b/c.csv");
  CHECK((*source)->size() == 300'000);
  CHECK(ReadAll(**source, 1 << 20).value() == text);
}

TEST_CASE("an archive inside an archive is read from memory", "[data][zip]") {
  const TemporaryDirectory directory;
  const auto inner = directory.WriteZip("inner.zip", {{"x.csv", "hello"}});
  auto archive = ZipArchive::OpenBytes("outer.zip/inner.zip", ReadFile(inner));
  REQUIRE(archive);
  const auto source = archive->OpenEntry(archive->entries().front());
  archive = Fail(ErrorCode::kInternal, "gone");  // the stream keeps what it needs
  REQUIRE(source);
  CHECK(ReadAll(**source, 100).value() == "hello");
}

TEST_CASE("an archive that unpacks to far more than it weighs is refused", "[data][zip]") {
  const TemporaryDirectory directory;
  const auto path = directory.WriteZip("bomb.zip", {{"bomb.csv", std::string(64 << 20, '0')}});
  CHECK(Has(ReadError(path), "unpacks to far more"));
}

TEST_CASE("an archive of too many entries is refused", "[data][zip]") {
  const TemporaryDirectory directory;
  std::vector<std::pair<std::string, std::string>> entries;
  for (size_t i = 0; i <= Limits::max_zip_entries; ++i) entries.emplace_back(std::to_string(i), "");
  const auto archive = ZipArchive::Open(directory.WriteZip("many.zip", entries));
  REQUIRE_FALSE(archive);
  CHECK(archive.error().code == ErrorCode::kLimit);
}

TEST_CASE("damaged bytes are found by their checksum", "[data][zip]") {
  const TemporaryDirectory directory;
  const std::string text = "projectID;name\n1;2\nKontor in Bergen, Bryggen, and a few more words";
  std::string bytes = ReadFile(directory.WriteZip("a.zip", {{"a.csv", text}}));
  CHECK(ReadError(directory.Write("sound.zip", bytes)).empty());
  const size_t data = bytes.find("a.csv") + 12;  // inside the packed bytes of the entry
  bytes[data] = static_cast<char>(bytes[data] ^ 0x10);
  CHECK(Has(ReadError(directory.Write("damaged.zip", bytes)), "damaged"));
}

TEST_CASE("a truncated archive is refused", "[data][zip]") {
  const TemporaryDirectory directory;
  const std::string bytes = ReadFile(directory.WriteZip("a.zip", {{"a.csv", "some text"}}));
  for (const size_t size : {size_t{0}, size_t{10}, bytes.size() / 2, bytes.size() - 1}) {
    const auto path = directory.Write("cut.zip", std::string_view(bytes).substr(0, size));
    CHECK(Has(ReadError(path), "cannot be read as a ZIP archive"));
  }
  CHECK_FALSE(ZipArchive::OpenBytes("x", "PK\x03\x04garbage"));
}

TEST_CASE("names that lead out of the archive are refused", "[data][zip]") {
  const TemporaryDirectory directory;
  for (const char* name : {"../a.csv", "/etc/a.csv", "a/../../b.csv", "C:a.csv", "a\\b.csv"}) {
    const auto archive = ZipArchive::Open(directory.WriteZip("names.zip", {{name, "x"}}));
    REQUIRE_FALSE(archive);
    CHECK(archive.error().code == ErrorCode::kBadData);
  }
}

TEST_CASE("an encrypted entry is refused with what to do", "[data][zip]") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "secret.zip";
  zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
  zip_source_t* const source = zip_source_buffer(archive, "text", 4, 0);
  const auto index = static_cast<zip_uint64_t>(zip_file_add(archive, "a.csv", source, 0));
  if (zip_file_set_encryption(archive, index, ZIP_EM_AES_256, "password") != 0) {
    zip_discard(archive);
    SKIP("this libzip cannot encrypt");
  }
  REQUIRE(zip_close(archive) == 0);
  CHECK(Has(ReadError(path), "is encrypted; unpack it"));
}

TEST_CASE("a missing archive is told in the system's words", "[data][zip]") {
  const auto archive = ZipArchive::Open("/nonexistent.zip");
  REQUIRE_FALSE(archive);
  CHECK(archive.error().code == ErrorCode::kNotFound);
}

}  // namespace kontor
