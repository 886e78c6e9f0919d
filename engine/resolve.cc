#include <algorithm>
#include <string>

#include "engine/partners.h"
#include "engine/suggest.h"

namespace kontor {
namespace {

constexpr size_t kMaxResembling = 10;

std::string List(const Snapshot& snapshot, const std::vector<NodeIndex>& organisations) {
  std::string list;
  for (const NodeIndex organisation : organisations) {
    const Profile profile = snapshot.profiles[organisation];
    list +=
        (list.empty() ? "" : "; ") + std::string(profile.key) + " (" + std::string(profile.name);
    if (profile.country != kNoConcept) {
      list += ", " + std::string(snapshot.concepts.code(profile.country));
    }
    list += ")";
  }
  return list;
}

}  // namespace

Result<NodeIndex> ResolveOrganisation(const Snapshot& snapshot, std::string_view text) {
  if (text.empty() || text.size() > Limits::max_query_bytes) {
    return Fail(
        ErrorCode::kInvalidArgument,
        "an organisation's name has 1 to " + std::to_string(Limits::max_query_bytes) + " bytes");
  }
  if (snapshot.profiles.size() == 0 && snapshot.as_of.known()) {
    return Fail(ErrorCode::kNotFound,
                "on " + FormatDate(snapshot.as_of) + " no organisation was known of yet");
  }
  if (snapshot.profiles.size() == 0) {
    return Fail(ErrorCode::kNotFound,
                "the store holds no organisations yet; import some first ('kontor import --help')");
  }
  auto found = snapshot.names.Resolve(text);
  if (found.size() == 1) return found.front();
  const std::string quoted = "'" + std::string(text) + "'";
  if (found.empty()) {
    const auto similar = SimilarlyNamed(snapshot, text, kMaxResembling);
    return Fail(ErrorCode::kNotFound,
                "no organisation is called " + quoted +
                    (similar.empty() ? "" : "; similar: " + List(snapshot, similar)));
  }
  const size_t count = found.size();
  found.resize(std::min(count, kMaxResembling));
  return Fail(ErrorCode::kAmbiguous, std::to_string(count) + " organisations are called " + quoted +
                                         "; name one by its id: " + List(snapshot, found));
}

}  // namespace kontor
