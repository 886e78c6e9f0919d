#include "engine/snapshot_image.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "tests/engine/support.h"
#include "tests/support/snapshot_digest.h"

namespace kontor {
namespace {

constexpr uint64_t kStore = 4711;

// Bytes at an address that images may lie at.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view content)
      : size_(content.size()),
        bytes_(static_cast<std::byte*>(::operator new(content.size() + 1, kAlignment))) {
    std::memcpy(bytes_, content.data(), content.size());
  }
  ~AlignedBytes() { ::operator delete(bytes_, kAlignment); }
  AlignedBytes(const AlignedBytes&) = delete;
  AlignedBytes& operator=(const AlignedBytes&) = delete;
  [[nodiscard]] std::span<const std::byte> span() const { return {bytes_, size_}; }

 private:
  static constexpr std::align_val_t kAlignment{64};
  size_t size_;
  std::byte* bytes_;
};

std::string ImageOf(const Snapshot& snapshot) {
  std::string image;
  const Status written = WriteImage(snapshot, kStore, [&image](std::span<const std::byte> bytes) {
    image.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return Status{};
  });
  REQUIRE(written.has_value());
  return image;
}

Result<std::shared_ptr<const Snapshot>> Read(std::string_view image,
                                             const ImageStamp& stamp = {1, kStore}) {
  auto bytes = std::make_shared<const AlignedBytes>(image);
  const auto span = bytes->span();
  return ReadImage(span, std::move(bytes), stamp);
}

ErrorCode CodeOfReading(std::string_view image) {
  const auto read = Read(image);
  return read ? ErrorCode::kInternal : read.error().code;
}

TEST_CASE("a snapshot that was saved and mapped is the same", "[engine][snapshot][image]") {
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    const auto built = DrawSnapshot(RandomDrawing(seed));
    const auto mapped = Read(ImageOf(*built));
    REQUIRE(mapped.has_value());
    CHECK(Digest(**mapped) == Digest(*built));
  }
}

TEST_CASE("a mapped snapshot gives the same answers", "[engine][snapshot][image]") {
  const auto built = DrawSnapshot(RandomDrawing(3));
  const auto mapped = Read(ImageOf(*built)).value();
  for (const Preset& preset : BuiltInPresets()) {
    for (NodeIndex asker = 0; asker < built->profiles.size(); ++asker) {
      PartnerQuery query;
      query.organisation = asker;
      query.as_of = ParseDate(kToday).value();
      query.preset = preset;
      const PartnerAnswer ours = Answer(*built, query);
      const PartnerAnswer theirs = Answer(*mapped, query);
      REQUIRE(ours.suggestions.size() == theirs.suggestions.size());
      for (size_t i = 0; i < ours.suggestions.size(); ++i) {
        CHECK(ours.suggestions[i].organisation == theirs.suggestions[i].organisation);
        CHECK(ours.suggestions[i].score == theirs.suggestions[i].score);
      }
    }
  }
}

TEST_CASE("an image is the same bytes for the same snapshot", "[engine][snapshot][image]") {
  const std::string image = ImageOf(*DrawSnapshot(kTown));
  CHECK(image == ImageOf(*DrawSnapshot(kTown)));
  CHECK(image == ImageOf(**Read(image)));
}

TEST_CASE("an empty snapshot is saved and mapped too", "[engine][snapshot][image]") {
  const auto mapped = Read(ImageOf(*DrawSnapshot("")));
  REQUIRE(mapped.has_value());
  CHECK((*mapped)->profiles.size() == 0);
}

TEST_CASE("a mapped snapshot keeps its bytes alive and nothing longer",
          "[engine][snapshot][image]") {
  auto bytes = std::make_shared<const AlignedBytes>(ImageOf(*DrawSnapshot(kTown)));
  const std::weak_ptr<const AlignedBytes> watched = bytes;
  const auto span = bytes->span();
  auto mapped = ReadImage(span, std::move(bytes), {1, kStore});
  REQUIRE(mapped.has_value());
  CHECK_FALSE(watched.expired());
  CHECK((*mapped)->profiles[OrganisationOf(**mapped, "twin")].key == "twin");
  mapped = Fail(ErrorCode::kNotFound, "");
  CHECK(watched.expired());
}

TEST_CASE("an image of another state or store is none", "[engine][snapshot][image]") {
  const std::string image = ImageOf(*DrawSnapshot(kTown));
  CHECK(Read(image, {2, kStore}).error().code == ErrorCode::kConflict);
  CHECK(Read(image, {1, kStore + 1}).error().code == ErrorCode::kConflict);
  std::string of_another_program = image;
  of_another_program[24] = static_cast<char>(of_another_program[24] + 1);
  CHECK(CodeOfReading(of_another_program) == ErrorCode::kConflict);
}

TEST_CASE("a damaged image is refused, whichever byte it is", "[engine][snapshot][image]") {
  const std::string image = ImageOf(*DrawSnapshot("a --P1(2015-01-01)-- b\na: country=DE"));
  const auto built = Digest(**Read(image));
  for (size_t i = 0; i < image.size(); ++i) {
    std::string damaged = image;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const auto read = Read(damaged);
    // Zeros between sections are no content.
    if (read && Digest(**read) != built) FAIL("byte " << i);
    if (!read) CHECK((i < 64 || read.error().code == ErrorCode::kCorrupt));
  }
  size_t refused = 0;
  for (size_t size = 0; size < image.size(); size += 13, ++refused) {
    REQUIRE(CodeOfReading(image.substr(0, size)) == ErrorCode::kCorrupt);
  }
  CHECK(refused > 100);
  CHECK(CodeOfReading(image + "x") == ErrorCode::kCorrupt);
}

TEST_CASE("a failure to write an image is told, and nothing more is written",
          "[engine][snapshot][image]") {
  const auto snapshot = DrawSnapshot(kTown);
  for (const int parts : {0, 1, 2, 5}) {
    int written = 0;
    const Status status = WriteImage(*snapshot, kStore, [&](std::span<const std::byte>) {
      return written++ == parts ? Status(Fail(ErrorCode::kNoSpace, "full")) : Status();
    });
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().code == ErrorCode::kNoSpace);
    CHECK(written == parts + 1);
  }
}

}  // namespace
}  // namespace kontor
