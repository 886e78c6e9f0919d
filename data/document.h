// What programs write over HTTP: one record as a JSON document, turned into a batch for the store.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "data/codes.h"
#include "store/store.h"

namespace kontor {

struct DocumentProblem {
  std::string pointer;  // RFC 6901: "/sectors/0/code"; empty for the document as a whole
  std::string reason;
};

// Why a document was not taken: kBadData with its problems, or what reading the store failed with.
struct DocumentError {
  Error error;
  std::vector<DocumentProblem> problems;
};

// In whose name a change is written.
struct Author {
  std::string source;  // of statements that are new or changed
  Date day;
};

struct DocumentChange {
  std::string key;  // of the record
  bool existed = false;
  Batch batch;  // empty: nothing changes
};

using ChangedDocument = std::expected<DocumentChange, DocumentError>;

// Organisations as docs/http.md describes them. Immutable; thread-safe.
//
// A document says everything that its members can say: what it leaves out is taken away. Statements
// that it repeats keep their source and date; values that no member can say, partnerships,
// members and duplicates stay as they are.
class OrganisationDocuments {
 public:
  // `codes` outlives it.
  explicit OrganisationDocuments(const Codes& codes) : codes_(codes) {}

  // The record with that key or identifier, or a new one with `id` as its key. Empty: the key is
  // the document's "id", or made of its name.
  ChangedDocument Replace(const ReadView& view, std::string_view id, std::string_view document,
                          const Author& author) const;
  // A JSON merge patch (RFC 7396) of the document. kNotFound without such a record.
  ChangedDocument Patch(const ReadView& view, std::string_view id, std::string_view patch,
                        const Author& author) const;
  // With its offers and needs. kNotFound without such a record.
  static ChangedDocument Erase(const ReadView& view, std::string_view id);

 private:
  const Codes& codes_;
};

// The key of the organisation with that key or identifier; empty if there is none, kAmbiguous where
// several have that identifier.
Result<std::string> FindOrganisationKey(const ReadView& view, std::string_view id);

}  // namespace kontor
