// The codes of the built-in taxonomies, as people and other systems write them. Used by every
// importer to turn the text of a field into the key of a node.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/id.h"

namespace kontor {

// Immutable after Load(); thread-safe. Lookups fold their text (base/text.h), so case, accents and
// punctuation do not matter. About 1 MB; Load() takes some milliseconds.
class Codes {
 public:
  static Result<Codes> Load();

  // The key of the node of that type which `text` names: by its code, another spelling of the code
  // ("EL", "UK"; "28.1" and "C 28.1" for NACE), or its name in any language that we hold. A name
  // that several codes share stands for the broadest of them if it contains all the others, and
  // otherwise for none.
  [[nodiscard]] std::optional<std::string_view> Find(NodeType type, std::string_view text) const;

  // Shorthand for countries: "EL" and "Greece" give "GR".
  [[nodiscard]] std::optional<std::string_view> Country(std::string_view text) const {
    return Find(NodeType::kCountry, text);
  }

  // The region of that NUTS code or, when the code is not one of NUTS 2021, the nearest known
  // region above it, but not a whole country: "UKD31" may give "UKD3".
  [[nodiscard]] std::optional<std::string_view> RegionOrParent(std::string_view code) const;

  // The code that looks most like `text`, for messages; empty when none comes near. O(codes).
  [[nodiscard]] std::string Nearest(NodeType type, std::string_view text) const;

 private:
  struct Vocabulary {
    std::unordered_map<std::string, std::string> by_text;  // folded text -> code; "": ambiguous
  };

  static Status AddTable(Vocabulary& vocabulary, std::string_view file, std::string_view prefix);
  [[nodiscard]] const Vocabulary& Of(NodeType type) const {
    return vocabularies_[static_cast<size_t>(type)];
  }

  std::array<Vocabulary, 16> vocabularies_;  // by NodeType; empty for those that are not taxonomies
};

// "unknown country \"Germnay\"; the nearest is DE": the reason of a problem row.
std::string UnknownCode(const Codes& codes, NodeType type, std::string_view text);

}  // namespace kontor
