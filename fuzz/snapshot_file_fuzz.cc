// Any bytes are no snapshot and no texts, or sound ones: real ones with the input written over a
// part of them are refused, unless that changed nothing that counts.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <utility>

#include "engine/snapshot_image.h"
#include "index/text_index_builder.h"

namespace {

constexpr std::align_val_t kAlignment{64};

struct Images {
  std::string snapshot;
  std::string texts;
};

kontor::ImageSink AppendTo(std::string& image) {
  return [&image](std::span<const std::byte> bytes) {
    image.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return kontor::Status{};
  };
}

Images RealImages() {
  kontor::Node node{kontor::NodeType::kOrganisation, "vat:1", {}};
  node.Set(kontor::Field::kName, "Alpha", "test", kontor::MakeDate(2020, 1, 1));
  const kontor::ValueView value = node.values.front().View();
  const kontor::NodeView view{node.id(), node.key, {&value, 1}};
  kontor::SnapshotBuilder builder{kontor::SnapshotOptions{}};
  builder.AddNode(view);
  const auto snapshot = builder.Build(1);
  kontor::TextIndexBuilder texts(snapshot->concepts, snapshot->profiles, snapshot->graph, 1);
  texts.AddNode(view);
  Images images;
  if (!kontor::WriteImage(*snapshot, 1, AppendTo(images.snapshot))) std::abort();
  if (!kontor::WriteTextImage(std::move(texts).Build(1), 1, AppendTo(images.texts))) std::abort();
  return images;
}

void Read(const std::string& content) {
  const std::shared_ptr<void> owner(::operator new(content.size() + 1, kAlignment),
                                    [](void* bytes) { ::operator delete(bytes, kAlignment); });
  std::memcpy(owner.get(), content.data(), content.size());
  const std::span image(static_cast<const std::byte*>(owner.get()), content.size());
  if (const auto snapshot = kontor::ReadImage(image, owner, {1, 1})) {
    if ((*snapshot)->profiles.size() != 1 || (*snapshot)->profiles[0].name != "Alpha") std::abort();
  }
  if (const auto texts = kontor::ReadTextImage(image, owner, {1, 1})) {
    if ((*texts)->terms().Find("alpha") == kontor::kNoTerm) std::abort();
  }
}

// With the input but its first two bytes written over what these point at, and cut off there.
void ReadChanged(const std::string& image, const std::string& input) {
  const auto byte = [&input](size_t i) { return size_t{static_cast<uint8_t>(input[i])}; };
  const size_t position = (byte(0) << 8U | byte(1)) % image.size();
  const size_t length = std::min(input.size() - 2, image.size() - position);
  std::string changed = image;
  changed.replace(position, length, input, 2, length);
  Read(changed);
  Read(image.substr(0, position));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Images images = RealImages();
  const std::string input(reinterpret_cast<const char*>(data), size);
  Read(input);
  if (size < 3) return 0;
  ReadChanged(images.snapshot, input);
  ReadChanged(images.texts, input);
  return 0;
}
