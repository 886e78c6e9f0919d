// Records of users as JSON (docs/http.md).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/person.h"
#include "base/user_record.h"
#include "data/shortlist.h"
#include "data/user_pages.h"
#include "engine/language.h"
#include "engine/partners.h"

namespace kontor {

std::string RenderFeedback(const Snapshot& snapshot, const Feedback& feedback);
std::string RenderFeedbackPage(const Snapshot& snapshot, const RecordPage<Feedback>& page);

std::string RenderShortlist(const ShortlistContent& content);
// One line for each organisation.
std::string ShortlistAsNdjson(const ShortlistContent& content);
std::string RenderShortlistPage(const RecordPage<Shortlist>& page);

std::string RenderInterest(const Interest& interest);
std::string RenderInterestPage(const RecordPage<Interest>& page);

std::string RenderPerson(const Person& person);
std::string RenderPersons(std::span<const Person> persons);
// What was removed, for the one who has to show that it was.
std::string RenderErasure(uint64_t number, const Trace& trace, bool is_purged);

std::string RenderAudit(std::span<const AuditEntry> entries, uint64_t since);

// What the engine says of a pair, to be kept as it would be shown.
AnswerThen KeepAnswer(const Snapshot& snapshot, const PartnerQuery& query,
                      const Suggestion& suggestion, const Language& language);

}  // namespace kontor
