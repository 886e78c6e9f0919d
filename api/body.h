// Bodies of requests, what is wrong with them, and the organisations that they name.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "api/parameters.h"
#include "api/problem.h"
#include "api/service.h"
#include "data/document.h"
#include "engine/snapshot.h"

namespace kontor {

inline constexpr std::string_view kMergePatchType = "application/merge-patch+json";

// True for "Application/JSON; charset=utf-8" and "application/json".
bool HasType(const HttpRequest& request, std::string_view type);

// 415 for a body that is no JSON (nor, with PATCH, a merge patch), 400 for none at all.
Parsed<void> CheckJsonBody(const HttpRequest& request);

// With the pointers of its problems; 400 where the document is no JSON.
Problem ProblemOfDocument(const DocumentError& error);

// Of a server that only reads: 403.
Problem KeepsNoRecords();

// Of one parameter: 400.
Problem ProblemOfParameter(std::string_view parameter, std::string detail);

// The number in the address of a record. 404 where it is none; `what` it is a number of.
Parsed<uint64_t> ReadRecordNumber(std::string_view text, std::string_view what);

// Of one member of a body: 422.
Problem ProblemOfMember(std::string pointer, std::string detail);

// The organisation that a member of a body names by its id, an identifier or a name.
Parsed<NodeIndex> FindMember(const Snapshot& snapshot, std::string_view text, std::string pointer);

// The key of the organisation that a text names; the text itself where there is none, for records
// of one that is gone. 409 where several have that name.
Parsed<std::string> KeyOfOrganisation(const Snapshot& snapshot, std::string_view text);

// The same of a parameter, which must be sent.
Parsed<std::string> ReadKey(const Snapshot& snapshot, const Target& target, std::string_view name);

// "cursor" of a list of records, "" where it is not sent. 400 where it is none.
Parsed<std::string> ReadPlace(const Target& target);

}  // namespace kontor
