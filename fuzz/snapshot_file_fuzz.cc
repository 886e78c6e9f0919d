// Any bytes are no snapshot, or a sound one: a real one with the input written over a part of it is
// refused, unless that changed nothing that counts.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>

#include "engine/snapshot_image.h"

namespace {

constexpr std::align_val_t kAlignment{64};

std::string RealImage() {
  kontor::SnapshotBuilder builder{kontor::SnapshotOptions{}};
  kontor::Node node{kontor::NodeType::kOrganisation, "vat:1", {}};
  node.Set(kontor::Field::kName, "Alpha", "test", kontor::MakeDate(2020, 1, 1));
  const kontor::ValueView value = node.values.front().View();
  builder.AddNode({node.id(), node.key, {&value, 1}});
  std::string image;
  const auto written =
      kontor::WriteImage(*builder.Build(1), 1, [&image](std::span<const std::byte> bytes) {
        image.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        return kontor::Status{};
      });
  if (!written) std::abort();
  return image;
}

void Read(const std::string& content) {
  const std::shared_ptr<void> owner(::operator new(content.size() + 1, kAlignment),
                                    [](void* bytes) { ::operator delete(bytes, kAlignment); });
  std::memcpy(owner.get(), content.data(), content.size());
  const auto snapshot = kontor::ReadImage(
      {static_cast<const std::byte*>(owner.get()), content.size()}, owner, {1, 1});
  if (!snapshot) return;
  if ((*snapshot)->profiles.size() != 1 || (*snapshot)->profiles[0].name != "Alpha") std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string image = RealImage();
  const std::string input(reinterpret_cast<const char*>(data), size);
  Read(input);
  if (size < 3) return 0;
  const size_t position = (size_t{data[0]} << 8U | data[1]) % image.size();
  const size_t length = std::min(size - 2, image.size() - position);
  std::string changed = image;
  changed.replace(position, length, input, 2, length);
  Read(changed);
  Read(image.substr(0, position));
  return 0;
}
