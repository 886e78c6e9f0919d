// A JSON document that a program sends, read member by member with every fault told at once.
// Private to data/.
#pragma once

#include <expected>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "data/document.h"

namespace kontor {

using Json = nlohmann::json;

// The JSON of a text; kBadData with the byte where it ends being JSON, kLimit for one that is
// nested too deeply. Never throws.
Result<Json> ParseDocument(std::string_view text);

// So many faults of a document are told; who mends them may ask again.
inline constexpr size_t kMostFaults = 100;

// One object of a document. What a member must be and is not is told to `problems`, once, with its
// JSON pointer (RFC 6901), and read as if it were not there. Not thread-safe.
class DocumentReader {
 public:
  // REQUIRES: `object` and `problems` outlive the reader
  DocumentReader(const Json& object, std::string pointer, std::vector<DocumentProblem>& problems);

  // Tells members other than these.
  void CheckMembers(std::initializer_list<std::string_view> known) const;
  // The member, or null when it is not sent or is null.
  [[nodiscard]] const Json* Find(std::string_view name) const;
  // A text without spaces around it, at most Limits::max_value_bytes; empty when it is not sent.
  [[nodiscard]] std::string Text(std::string_view name) const;
  [[nodiscard]] std::string Url(std::string_view name) const;
  [[nodiscard]] Date Day(std::string_view name) const;
  // A number in [least, most].
  [[nodiscard]] std::optional<double> Number(std::string_view name, double least,
                                             double most) const;
  // Distinct texts of a list, in its order.
  [[nodiscard]] std::vector<std::string> Texts(std::string_view name) const;
  // The objects of a list; a plain text in it stands for {"code": text}.
  [[nodiscard]] std::vector<Json> Objects(std::string_view name) const;

  [[nodiscard]] std::string PointerTo(std::string_view name) const;
  void Tell(std::string_view name, std::string reason) const;

 private:
  void AddFault(DocumentProblem fault) const;
  [[nodiscard]] const Json* List(std::string_view name) const;

  const Json& object_;
  std::string pointer_;
  std::vector<DocumentProblem>& problems_;
};

// kBadData with these.
std::unexpected<DocumentError> RefuseProblems(std::vector<DocumentProblem> problems);

}  // namespace kontor
