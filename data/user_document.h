// A record of users as a program sends it. Private to data/.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "data/document_reader.h"

namespace kontor {

class UserDocument {
 public:
  // Both outlive it. `pointer`: where it stands in the body.
  UserDocument(const Json& object, std::vector<DocumentProblem>& problems, std::string pointer = {})
      : object_(object), problems_(problems), reader_(object, std::move(pointer), problems) {}

  [[nodiscard]] const DocumentReader& reader() const { return reader_; }

  // The document that a member is. REQUIRES: reader().Find(name)
  [[nodiscard]] UserDocument At(std::string_view name) const {
    return {*reader_.Find(name), problems_, reader_.PointerTo(name)};
  }

  // True if the member is sent, be it null.
  [[nodiscard]] bool Has(std::string_view name) const {
    return object_.is_object() && object_.contains(name);
  }

  [[nodiscard]] std::string Text(std::string_view name, size_t most_bytes) const {
    std::string text = reader_.Text(name);
    if (text.size() <= most_bytes) return text;
    reader_.Tell(name, "is over " + std::to_string(most_bytes) + " bytes");
    return {};
  }

  [[nodiscard]] std::string RequiredText(std::string_view name, size_t most_bytes) const {
    const Json* member = reader_.Find(name);
    if (member == nullptr || (member->is_string() && member->get_ref<const std::string&>().empty()))
      reader_.Tell(name, "is required");
    return Text(name, most_bytes);
  }

 private:
  const Json& object_;
  std::vector<DocumentProblem>& problems_;
  DocumentReader reader_;
};

// What read(document) makes of it, unless it told a problem.
template <typename Record, typename Read>
std::expected<Record, DocumentError> ReadUserDocument(std::string_view text, Read read) {
  const Result<Json> json = ParseDocument(text);
  if (!json) return std::unexpected(DocumentError{json.error(), {}});
  std::vector<DocumentProblem> problems;
  Record record = read(UserDocument(*json, problems));
  if (problems.empty()) return record;
  return RefuseProblems(std::move(problems));
}

}  // namespace kontor
