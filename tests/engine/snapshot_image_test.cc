#include "engine/snapshot_image.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "engine/snapshot_columns.h"
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

// ------------------------------------------------------------------------------------- texts

constexpr std::string_view kDrawnTexts = R"(
  a --P1-- b
  c --P2-- .
  C28: name=Maschinenbau name.en="Machinery and equipment"
  a: name="Windmaschinen Köln" country=DE acronym=MBC city=Köln sector=C28
  b: name="Wind Network" description.de="Maschinen" description.en="Machines for wind"
  P1: title="Floating turbines" acronym=FLOAT
  a needs n1: title="Towers"
)";

struct DrawnTexts {
  explicit DrawnTexts(std::string_view drawing = kDrawnTexts) : graph(Draw(drawing)) {}
  DrawnGraph graph;
  std::shared_ptr<const Snapshot> snapshot = BuildSnapshot(graph);
  std::shared_ptr<const TextIndex> index = BuildTexts(graph, *snapshot);
};

std::string ImageOf(const TextIndex& texts) {
  std::string image;
  const Status written = WriteTextImage(texts, kStore, [&image](std::span<const std::byte> bytes) {
    image.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return Status{};
  });
  REQUIRE(written.has_value());
  return image;
}

Result<std::shared_ptr<const TextIndex>> ReadTexts(std::string_view image,
                                                   const ImageStamp& stamp = {1, kStore}) {
  auto bytes = std::make_shared<const AlignedBytes>(image);
  const auto span = bytes->span();
  return ReadTextImage(span, std::move(bytes), stamp);
}

TEST_CASE("texts that were saved and mapped are the same, bit by bit",
          "[engine][snapshot][image]") {
  for (const std::string_view drawing :
       {kDrawnTexts, std::string_view(kTown), std::string_view()}) {
    const DrawnTexts drawn(drawing);
    const std::string image = ImageOf(*drawn.index);
    const auto mapped = ReadTexts(image);
    REQUIRE(mapped.has_value());
    CHECK(ImageOf(**mapped) == image);
    CHECK((*mapped)->Fits(drawn.snapshot->concepts, drawn.snapshot->graph));
  }
}

TEST_CASE("texts of another state, and a snapshot in their place, are none",
          "[engine][snapshot][image]") {
  const DrawnTexts drawn;
  const std::string image = ImageOf(*drawn.index);
  CHECK(ReadTexts(image, {2, kStore}).error().code == ErrorCode::kConflict);
  CHECK(ReadTexts(image, {1, kStore + 1}).error().code == ErrorCode::kConflict);
  CHECK(ReadTexts(ImageOf(*drawn.snapshot)).error().code == ErrorCode::kCorrupt);
  CHECK(CodeOfReading(image) == ErrorCode::kCorrupt);
  const DrawnTexts other("a --P1-- b");
  CHECK_FALSE(drawn.index->Fits(other.snapshot->concepts, other.snapshot->graph));
  CHECK_FALSE(drawn.index->Fits(ConceptTable(), drawn.snapshot->graph));
}

TEST_CASE("damaged texts are refused, whichever byte it is", "[engine][snapshot][image]") {
  const std::string image = ImageOf(*DrawnTexts("a --P1-- b\na: name=Alpha").index);
  for (size_t i = 0; i < image.size(); ++i) {
    std::string damaged = image;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const auto read = ReadTexts(damaged);
    // Zeros between sections are no content.
    if (read && ImageOf(**read) != image) FAIL("byte " << i);
    if (!read) CHECK((i < 64 || read.error().code == ErrorCode::kCorrupt));
  }
  for (size_t size = 0; size < image.size(); size += 13) {
    REQUIRE(ReadTexts(image.substr(0, size)).error().code == ErrorCode::kCorrupt);
  }
}

// Changes one number of one column, or how many there are, and asks whether the rest is sound.
class Tampering : public ColumnVisitor<Tampering> {
 public:
  enum class What { kLonger, kShorter, kHighest, kZero };
  Tampering(size_t column, What what, size_t place) : column_(column), what_(what), place_(place) {}

  template <typename T>
  void Visit(std::string_view /*path*/, Column<T>& column) {
    if (columns_++ != column_) return;
    std::vector<T> values(column.begin(), column.end());
    if (what_ == What::kLonger) values.push_back(T{});
    if (what_ == What::kShorter && !values.empty()) values.pop_back();
    if (place_ < values.size()) {
      if (what_ == What::kHighest) std::memset(&values[place_], 0xff, sizeof(T));
      if (what_ == What::kZero) values[place_] = T{};
    }
    column = Column<T>(std::move(values));
  }
  template <typename T>
  void Visit(std::string_view /*path*/, T& /*value*/) {}
  template <typename T>
  void Check(std::string_view /*path*/, const T& member) {
    sound_ = sound_ && member.IsSound();
  }

  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] size_t columns() const { return columns_; }

 private:
  const size_t column_;
  const What what_;
  const size_t place_;
  size_t columns_ = 0;
  bool sound_ = true;
};

// Looks at everything; false if something leads out of the index.
bool LeadsNowhereElse(const TextIndex& texts, const Snapshot& snapshot) {
  bool stays = true;
  for (TermIndex term = 0; term < texts.terms().size(); ++term) {
    stays = stays && texts.terms()[term].size() < 1'000 && !(texts.IsWord(term) && term == kNoTerm);
    for (const TermIndex found : texts.FoundBy(term)) stays = stays && found < texts.terms().size();
    for (const TermIndex part : texts.Compounds(term)) stays = stays && part < texts.terms().size();
    uint32_t carriers = 0;
    texts.ForEachCarrier(term, [&](NodeIndex i, uint32_t) {
      ++carriers;
      stays = stays && i < snapshot.profiles.size();
    });
    stays = stays && carriers == texts.Carriers(term);
  }
  for (NodeIndex i = 0; i < snapshot.graph.vertex_count(); ++i) {
    texts.ForEachKeptText(i, [&](TextField field, std::string_view text) {
      stays = stays && static_cast<size_t>(field) < kTextFields && text.size() < 1'000;
      return true;
    });
  }
  const TermTable& words = texts.labels().words();
  for (TermIndex word = 0; word < words.size(); ++word) {
    if (texts.labels().IsOfCompounds(word)) stays = stays && words[word].size() < 1'000;
    for (const ConceptIndex code : texts.labels().CodesCalled(words[word])) {
      stays = stays && code < snapshot.concepts.size();
    }
  }
  return stays;
}

TEST_CASE("texts whose numbers were tampered with are refused or lead nowhere else",
          "[engine][snapshot][image]") {
  const DrawnTexts drawn;
  size_t refused = 0;
  size_t columns = 1;
  for (size_t column = 0; column < columns; ++column) {
    for (const auto what : {Tampering::What::kLonger, Tampering::What::kShorter,
                            Tampering::What::kHighest, Tampering::What::kZero}) {
      for (size_t place = 0; place < 40; ++place) {
        TextIndex texts = *drawn.index;
        Tampering tampering(column, what, place);
        tampering("texts", texts);
        columns = tampering.columns();
        const bool fits = texts.Fits(drawn.snapshot->concepts, drawn.snapshot->graph);
        if (!tampering.sound() || !fits) {
          ++refused;
        } else if (!LeadsNowhereElse(texts, *drawn.snapshot)) {
          FAIL("column " << column << " place " << place);
        }
      }
    }
  }
  CHECK(columns > 20);
  CHECK(refused > columns * 40);
}

}  // namespace
}  // namespace kontor
