#include "api/body.h"
#include "api/json_answer.h"
#include "api/render_user_records.h"
#include "api/revision.h"
#include "api/user_answers.h"

namespace kontor {
namespace {

// The state of a list, for If-Match.
std::string TagOf(const Shortlist& list, uint64_t revision) {
  return EntityTag("shortlist " + std::to_string(list.number) + " " + std::to_string(revision));
}

// What a request wants to change, and whether it knew the state of that.
struct Change {
  ShortlistAt at;
  bool is_outdated = false;
};

// `change` is filled in place: it is asked later.
void Prepare(const UserRequest& asked, uint64_t number, Change& change) {
  change.at = {number, asked.trace, [&change, number, &asked](uint64_t revision) {
                 const std::string_view tags = asked.request.Field("If-Match");
                 Shortlist list;
                 list.number = number;
                 change.is_outdated = !tags.empty() && !MatchesTag(tags, TagOf(list, revision));
                 return !change.is_outdated;
               }};
}

std::unexpected<Problem> Refused(const Error& error, const Change& change) {
  Problem problem = ProblemOf(error);
  if (change.is_outdated) problem.status = 412;
  return std::unexpected(std::move(problem));
}

UserAnswered Show(const UserRequest& asked, uint64_t number) {
  const auto content = asked.records.shortlists.Read(number);
  if (!content) return std::unexpected(ProblemOf(content.error()));
  return UserAnswer{JsonAnswer(RenderShortlist(*content)), 0,
                    TagOf(content->list, content->list.revision)};
}

UserAnswer Gone() {
  UserAnswer answer;
  answer.answer.status = 204;
  return answer;
}

UserAnswered ListOwned(const UserRequest& asked) {
  const auto top = ReadCount(asked.target, "top", Limits::default_top, Limits::max_top);
  if (!top) return std::unexpected(top.error());
  const auto after = ReadPlace(asked.target);
  if (!after) return std::unexpected(after.error());
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const auto for_key = ReadKey(**snapshot, asked.target, "for");
  if (!for_key) return std::unexpected(for_key.error());
  const auto page = asked.records.shortlists.OwnedBy(*for_key, *after, *top);
  if (!page) return std::unexpected(ProblemOf(page.error()));
  return UserAnswer{JsonAnswer(RenderShortlistPage(*page)), (*snapshot)->generation, {}};
}

UserAnswered Create(const UserRequest& asked) {
  if (auto checked = CheckJsonBody(asked.request); !checked)
    return std::unexpected(checked.error());
  auto wanted = ReadNewShortlist(asked.request.body);
  if (!wanted) return std::unexpected(ProblemOfDocument(wanted.error()));
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const auto owner = FindMember(**snapshot, wanted->for_key, "/for");
  if (!owner) return std::unexpected(owner.error());
  wanted->for_key = (*snapshot)->profiles[*owner].key;
  const auto list = asked.records.shortlists.Create(*wanted, asked.trace);
  if (!list) return std::unexpected(ProblemOf(list.error()));
  auto answer = Show(asked, list->number);
  if (!answer) return answer;
  answer->answer.status = 201;
  answer->answer.Set("Location", "/v1/shortlists/" + std::to_string(list->number));
  return answer;
}

UserAnswered Rename(const UserRequest& asked, uint64_t number) {
  if (auto checked = CheckJsonBody(asked.request); !checked)
    return std::unexpected(checked.error());
  const auto patch = ReadShortlistPatch(asked.request.body);
  if (!patch) return std::unexpected(ProblemOfDocument(patch.error()));
  Change change;
  Prepare(asked, number, change);
  const auto list = asked.records.shortlists.Change(change.at, *patch);
  if (!list) return Refused(list.error(), change);
  return Show(asked, number);
}

UserAnswered Erase(const UserRequest& asked, uint64_t number) {
  Change change;
  Prepare(asked, number, change);
  if (Status erased = asked.records.shortlists.Erase(change.at); !erased) {
    return Refused(erased.error(), change);
  }
  return Gone();
}

// What the engine says of it now, for the owner of the list.
Parsed<ShortlistEntry> Judge(const UserRequest& asked, const Shortlist& list,
                             const NewEntry& wanted) {
  const auto language = ReadLanguage(asked.target);
  if (!language) return std::unexpected(language.error());
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const Snapshot& data = **snapshot;
  const auto scratch = asked.questions.Borrow(asked.patience);
  if (!scratch) return std::unexpected(ProblemOf(scratch.error()));
  const auto candidate = FindMember(data, wanted.organisation, "/organisation");
  if (!candidate) return std::unexpected(candidate.error());
  auto query = ReadPartnerQuery(data, asked.target, asked.today);
  if (!query) return std::unexpected(query.error());
  query->organisation = data.profiles.Find(NodeId::Of(NodeType::kOrganisation, list.for_key));
  if (query->organisation == kNoNode) {
    return std::unexpected(MakeProblem(409, ErrorCode::kConflict,
                                       list.for_key + ", whose list it is, does not exist."));
  }
  if (query->organisation == *candidate) {
    return std::unexpected(ProblemOfMember("/organisation", "is the one whose list it is"));
  }
  const auto suggestion = ExplainPair(data, *query, *candidate, **scratch);
  if (!suggestion) return std::unexpected(ProblemOf(suggestion.error()));
  const Profile profile = data.profiles[*candidate];
  return ShortlistEntry{.organisation = std::string(profile.key),
                        .name = std::string(profile.name),
                        .note = wanted.note,
                        .added = asked.trace,
                        .answer = KeepAnswer(data, *query, *suggestion, **language)};
}

UserAnswered Add(const UserRequest& asked, uint64_t number) {
  if (auto checked = CheckJsonBody(asked.request); !checked)
    return std::unexpected(checked.error());
  const auto wanted = ReadNewEntry(asked.request.body);
  if (!wanted) return std::unexpected(ProblemOfDocument(wanted.error()));
  const auto list = asked.records.shortlists.Find(number);
  if (!list) return std::unexpected(ProblemOf(list.error()));
  auto entry = Judge(asked, *list, *wanted);
  if (!entry) return std::unexpected(entry.error());
  const std::string key = entry->organisation;
  Change change;
  Prepare(asked, number, change);
  if (const auto added = asked.records.shortlists.Add(change.at, *std::move(entry)); !added) {
    return Refused(added.error(), change);
  }
  auto answer = Show(asked, number);
  if (!answer) return answer;
  answer->answer.status = 201;
  answer->answer.Set("Location", "/v1/shortlists/" + std::to_string(number) + "/organisations/" +
                                     PercentEncode(key));
  return answer;
}

UserAnswered ChangeNote(const UserRequest& asked, uint64_t number, const std::string& key) {
  if (auto checked = CheckJsonBody(asked.request); !checked) {
    return std::unexpected(checked.error());
  }
  auto note = ReadEntryNote(asked.request.body);
  if (!note) return std::unexpected(ProblemOfDocument(note.error()));
  Change change;
  Prepare(asked, number, change);
  const auto list = asked.records.shortlists.ChangeNote(change.at, key, *std::move(note));
  if (!list) return Refused(list.error(), change);
  return Show(asked, number);
}

UserAnswered ChangeListed(const UserRequest& asked, uint64_t number) {
  const auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const auto key = KeyOfOrganisation(**snapshot, asked.match.part);
  if (!key) return std::unexpected(key.error());
  if (asked.request.method == "PATCH") return ChangeNote(asked, number, *key);
  Change change;
  Prepare(asked, number, change);
  const auto removed = asked.records.shortlists.Remove(change.at, *key);
  if (!removed) return Refused(removed.error(), change);
  return Gone();
}

}  // namespace

UserAnswered AnswerShortlists(const UserRequest& asked) {
  const std::string_view method = asked.request.method;
  if (asked.match.route == Route::kShortlists) {
    return method == "POST" ? Create(asked) : ListOwned(asked);
  }
  const auto number = ReadRecordNumber(asked.match.name, "shortlist");
  if (!number) return std::unexpected(number.error());
  if (asked.match.route == Route::kListed) return Add(asked, *number);
  if (asked.match.route == Route::kListedOne) return ChangeListed(asked, *number);
  if (method == "PATCH") return Rename(asked, *number);
  if (method == "DELETE") return Erase(asked, *number);
  return Show(asked, *number);
}

UserAnswered AnswerUsers(const UserRequest& asked) {
  switch (asked.match.route) {
    case Route::kFeedback:
    case Route::kFeedbackOne:
      return AnswerFeedback(asked);
    case Route::kInterests:
    case Route::kInterest:
      return AnswerInterests(asked);
    case Route::kPersons:
    case Route::kPerson:
      return AnswerPersons(asked);
    default:
      return AnswerShortlists(asked);
  }
}

}  // namespace kontor
