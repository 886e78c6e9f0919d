// The name index: under which names a node is found. Both stores keep it as a sorted set of these
// keys: type of the node, kind of the name, its text, NUL, id of the node. On disk, frozen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"

namespace kontor {

// All keys of a node, sorted, each once: its names, aliases and acronyms folded, its key and its
// identifiers as they are. Names that fold to nothing have none.
std::vector<std::string> NameKeys(const Node& node);

// True when both have the same name keys for sure; cheap, folds nothing.
bool SameNames(const Node& a, const Node& b);

// What all keys of a name start with that an answer to `name` may come from: one for its folded
// form (empty when it folds to nothing), one for it as an identifier.
struct NamePrefixes {
  std::string folded;
  std::string verbatim;
};
NamePrefixes NamePrefixesOf(NodeType type, std::string_view name);

// The node of a key; none when the key is malformed.
std::optional<NodeId> NodeOfNameKey(std::string_view key);

}  // namespace kontor
