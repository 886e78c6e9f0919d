#include "engine/snapshot_image.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/checksum.h"
#include "engine/snapshot_columns.h"
#include "engine/source_digest.h"

namespace kontor {
namespace {

static_assert(std::endian::native == std::endian::little);

using Magic = std::array<char, 16>;
constexpr Magic kMagicOfSnapshot = {'k', 'o', 'n', 't', 'o', 'r', ' ', 's',
                                    'n', 'a', 'p', 's', 'h', 'o', 't', '\n'};
constexpr Magic kMagicOfTexts = {'k', 'o', 'n', 't', 'o',  'r', ' ', 't',
                                 'e', 'x', 't', 's', '\n', 0,   0,   0};
constexpr uint32_t kFormat = 1;
constexpr size_t kAlignment = 64;
constexpr size_t kNameBytes = 64;

struct Header {
  Magic magic = {};
  uint32_t format = kFormat;
  uint32_t sections = 0;
  uint64_t program = 0;
  uint64_t generation = 0;
  uint64_t store = 0;
  uint64_t image_bytes = 0;
  uint64_t table_checksum = 0;
  uint64_t header_checksum = 0;
};
static_assert(std::has_unique_object_representations_v<Header>);

struct Section {
  std::array<char, kNameBytes> name = {};
  uint64_t position = 0;
  uint64_t bytes = 0;
  uint64_t element_bytes = 0;
  uint64_t checksum = 0;
};
static_assert(std::has_unique_object_representations_v<Section>);

uint64_t ChecksumOf(const Header& header) {
  return BlockChecksum(
      std::as_bytes(std::span(&header, 1)).first(offsetof(Header, header_checksum)));
}

size_t Aligned(size_t position) { return (position + kAlignment - 1) / kAlignment * kAlignment; }

std::array<char, kNameBytes> NameOf(std::string_view path) {
  assert(path.size() < kNameBytes);
  std::array<char, kNameBytes> name{};
  std::ranges::copy(path.substr(0, kNameBytes - 1), name.begin());
  return name;
}

// Collects the sections of a table, which must not move meanwhile.
class SectionWriter : public ColumnVisitor<SectionWriter> {
 public:
  template <typename T>
  void Visit(std::string_view path, const Column<T>& column) {
    Add(path, std::as_bytes(std::span(column.data(), column.size())), sizeof(T));
  }
  template <typename T>
  void Visit(std::string_view path, const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    Add(path, std::as_bytes(std::span(&value, 1)), sizeof(T));
  }
  template <typename T>
  void Check(std::string_view /*path*/, [[maybe_unused]] const T& member) {
    assert(member.IsSound());
  }

  Status Write(Header header, const ImageSink& write) {
    header.sections = static_cast<uint32_t>(sections_.size());
    uint64_t end = sizeof(Header) + std::as_bytes(std::span(sections_)).size();
    for (Section& section : sections_) {
      section.position = Aligned(end);
      end = section.position + section.bytes;
    }
    header.image_bytes = end;
    const auto table = std::as_bytes(std::span(sections_));
    header.table_checksum = BlockChecksum(table);
    header.header_checksum = ChecksumOf(header);
    Status written = write(std::as_bytes(std::span(&header, 1)));
    if (written) written = write(table);
    end = sizeof(Header) + table.size();
    constexpr std::array<std::byte, kAlignment> kZeros{};
    for (size_t i = 0; i < sections_.size() && written; ++i) {
      written = write(std::span(kZeros).first(sections_[i].position - end));
      if (written) written = write(contents_[i]);
      end = sections_[i].position + sections_[i].bytes;
    }
    return written;
  }

 private:
  void Add(std::string_view path, std::span<const std::byte> bytes, size_t element_bytes) {
    sections_.push_back({.name = NameOf(path),
                         .bytes = bytes.size(),
                         .element_bytes = element_bytes,
                         .checksum = BlockChecksum(bytes)});
    contents_.push_back(bytes);
  }

  std::vector<Section> sections_;
  std::vector<std::span<const std::byte>> contents_;
};

std::unexpected<Error> Damaged(std::string_view what) {
  return Fail(ErrorCode::kCorrupt, "the saved snapshot is damaged: " + std::string(what));
}

// REQUIRES: the image's header is sound
Result<std::vector<Section>> ReadTable(std::span<const std::byte> image, const Header& header) {
  const std::span<const std::byte> rest = image.subspan(sizeof(Header));
  if (header.sections > rest.size() / sizeof(Section)) return Damaged("its table is cut off");
  const auto table = rest.first(header.sections * sizeof(Section));
  if (BlockChecksum(table) != header.table_checksum) return Damaged("its table");
  std::vector<Section> sections(header.sections);
  std::memcpy(sections.data(), table.data(), table.size());
  const auto lies_within = [&image](const Section& section) {
    return section.position % kAlignment == 0 && section.position <= image.size() &&
           section.bytes <= image.size() - section.position;
  };
  if (!std::ranges::all_of(sections, lies_within)) return Damaged("a part lies outside of it");
  return sections;
}

// The sections of a sound image of this kind and state.
Result<std::vector<Section>> OpenImage(std::span<const std::byte> image, const Magic& magic,
                                       const ImageStamp& stamp) {
  assert(reinterpret_cast<uintptr_t>(image.data()) % kAlignment == 0);
  Header header;
  if (image.size() < sizeof(header)) return Damaged("it is cut off");
  std::memcpy(&header, image.data(), sizeof(header));
  if (header.magic != magic) return Damaged("it does not begin as one");
  if (header.format != kFormat || header.program != SourceDigest()) {
    return Fail(ErrorCode::kConflict, "the saved snapshot was made by another version of Kontor");
  }
  if (header.header_checksum != ChecksumOf(header)) return Damaged("its header");
  if (header.image_bytes != image.size()) return Damaged("it is cut off");
  if (ImageStamp{header.generation, header.store} != stamp) {
    return Fail(ErrorCode::kConflict, "the saved snapshot is of another state of the store");
  }
  return ReadTable(image, header);
}

// Fills a table with what its sections hold; after the first that does not fit, with nothing.
class SectionReader : public ColumnVisitor<SectionReader> {
 public:
  SectionReader(std::span<const std::byte> image, std::shared_ptr<const void> owner,
                std::vector<Section> sections)
      : image_(image), owner_(std::move(owner)), sections_(std::move(sections)) {}

  template <typename T>
  void Visit(std::string_view path, Column<T>& column) {
    const std::span<const std::byte> bytes = Take(path, sizeof(T));
    if (!status_) return;
    // The elements lie there as they once lay in memory.
    column =
        Column<T>({reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)}, owner_);
  }
  template <typename T>
  void Visit(std::string_view path, T& value) {
    const std::span<const std::byte> bytes = Take(path, sizeof(T));
    if (status_ && bytes.size() != sizeof(T)) status_ = Damaged(path);
    if (status_) std::memcpy(&value, bytes.data(), sizeof(T));
  }
  template <typename T>
  void Check(std::string_view path, const T& member) {
    if (status_ && !member.IsSound()) status_ = Damaged(path);
  }

  // kCorrupt if a section did not fit or is left over.
  [[nodiscard]] Status Finish() const {
    return status_ && next_ != sections_.size() ? Damaged("it holds more than it should") : status_;
  }

 private:
  std::span<const std::byte> Take(std::string_view path, size_t element_bytes) {
    if (!status_) return {};
    if (next_ == sections_.size() || sections_[next_].name != NameOf(path) ||
        sections_[next_].element_bytes != element_bytes ||
        sections_[next_].bytes % element_bytes != 0) {
      status_ = Damaged(std::string(path) + " is not where it should be");
      return {};
    }
    const Section& section = sections_[next_++];
    const auto bytes = image_.subspan(section.position, section.bytes);
    if (BlockChecksum(bytes) != section.checksum) status_ = Damaged(path);
    return bytes;
  }

  const std::span<const std::byte> image_;
  const std::shared_ptr<const void> owner_;
  const std::vector<Section> sections_;
  size_t next_ = 0;
  Status status_;
};

}  // namespace

Status WriteImage(const Snapshot& snapshot, uint64_t store, const ImageSink& write) {
  SectionWriter writer;
  VisitColumns(snapshot, writer);
  return writer.Write({.magic = kMagicOfSnapshot,
                       .program = SourceDigest(),
                       .generation = snapshot.generation,
                       .store = store},
                      write);
}

Status WriteTextImage(const TextIndex& texts, uint64_t store, const ImageSink& write) {
  SectionWriter writer;
  writer("texts", texts);
  return writer.Write({.magic = kMagicOfTexts,
                       .program = SourceDigest(),
                       .generation = texts.generation(),
                       .store = store},
                      write);
}

Result<std::shared_ptr<const Snapshot>> ReadImage(std::span<const std::byte> image,
                                                  std::shared_ptr<const void> owner,
                                                  const ImageStamp& stamp) {
  Result<std::vector<Section>> sections = OpenImage(image, kMagicOfSnapshot, stamp);
  if (!sections) return std::unexpected(sections.error());
  auto snapshot = std::make_shared<Snapshot>();
  SectionReader reader(image, std::move(owner), *std::move(sections));
  VisitColumns(*snapshot, reader);
  if (Status status = reader.Finish(); !status) return std::unexpected(status.error());
  return snapshot;
}

Result<std::shared_ptr<const TextIndex>> ReadTextImage(std::span<const std::byte> image,
                                                       std::shared_ptr<const void> owner,
                                                       const ImageStamp& stamp) {
  Result<std::vector<Section>> sections = OpenImage(image, kMagicOfTexts, stamp);
  if (!sections) return std::unexpected(sections.error());
  auto texts = std::make_shared<TextIndex>();
  SectionReader reader(image, std::move(owner), *std::move(sections));
  reader("texts", *texts);
  if (Status status = reader.Finish(); !status) return std::unexpected(status.error());
  return texts;
}

}  // namespace kontor
