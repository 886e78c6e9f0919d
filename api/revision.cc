#include "api/revision.h"

#include <array>
#include <cstdint>
#include <cstdio>

#include "api/render.h"

namespace kontor {
namespace {

// FNV-1a, 64 bits: a change of the answer is to be noticed, nobody attacks their own cache.
uint64_t Hash(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

}  // namespace

std::string EntityTag(std::string_view text) {
  std::array<char, 32> tag{};
  std::snprintf(tag.data(), tag.size(), "W/\"%016llx\"",
                static_cast<unsigned long long>(Hash(text)));
  return tag.data();
}

std::string RevisionTag(const Snapshot& snapshot, NodeIndex organisation) {
  return EntityTag(RenderOrganisationState(snapshot, organisation));
}

bool MatchesTag(std::string_view tags, std::string_view tag) {
  if (tags == "*") return true;
  const std::string_view opaque = tag.substr(tag.find('"'));  // without W/
  return tags.find(opaque) != std::string_view::npos;
}

}  // namespace kontor
