#include "api/revision.h"

#include <array>
#include <cstdio>

#include "api/fnv.h"
#include "api/render.h"

namespace kontor {

// A change of an answer is to be noticed; nobody attacks their own cache.
std::string EntityTag(std::string_view text) {
  std::array<char, 32> tag{};
  std::snprintf(tag.data(), tag.size(), "W/\"%016llx\"",
                static_cast<unsigned long long>(Fnv1a(text)));
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
