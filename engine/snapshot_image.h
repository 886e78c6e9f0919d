// A snapshot, or the index of its texts, as one string of bytes, which is read where it lies: a
// file of it, mapped, is a snapshot without further work. On disk; a reader of another format, of
// another program or of another byte order does not take it, it is built anew instead.
// Little-endian:
//
//   header    magic (16 bytes), format, number of sections, program, generation, store, size of the
//             image, checksum of the section table, checksum of the header before it
//   table     of each section: name (64 bytes, filled with 0), position, bytes, bytes of one
//             element, checksum
//   sections  each at a multiple of 64, zeros between them
//
// A section is a column or a plain value of engine/snapshot_columns.h, as it lies in memory. The
// texts are an image of their own, so that who does not search does not read them.
//
// What is guaranteed: header, table and every section are checked by a checksum before anything is
// read, and lists lie within their column; damage fails with kCorrupt and is never served. It is no
// protection against somebody who can write the file: neither is the store's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "base/error.h"
#include "engine/snapshot.h"
#include "index/text_index.h"

namespace kontor {

// What an image was made of.
struct ImageStamp {
  uint64_t generation = 0;
  uint64_t store = 0;  // which store: an identity of its contents that the caller knows
  friend bool operator==(const ImageStamp&, const ImageStamp&) = default;
};

using ImageSink = std::function<Status(std::span<const std::byte>)>;

// Gives the image to `write` in parts. The same bytes for the same snapshot. O(bytes); fails only
// as `write` does.
Status WriteImage(const Snapshot& snapshot, uint64_t store, const ImageSink& write);
Status WriteTextImage(const TextIndex& texts, uint64_t store, const ImageSink& write);

// The snapshot in `image`, which must begin at a multiple of 64 and stays as it is until `owner` is
// released; the snapshot holds it. kConflict: an image of something else than `stamp`, or by
// another program; kCorrupt: damaged, or no image at all. O(bytes)
Result<std::shared_ptr<const Snapshot>> ReadImage(std::span<const std::byte> image,
                                                  std::shared_ptr<const void> owner,
                                                  const ImageStamp& stamp);
// The same of texts. Whether they fit a snapshot, TextIndex::Fits tells.
Result<std::shared_ptr<const TextIndex>> ReadTextImage(std::span<const std::byte> image,
                                                       std::shared_ptr<const void> owner,
                                                       const ImageStamp& stamp);

}  // namespace kontor
