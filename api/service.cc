#include "api/service.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "api/dismissed.h"
#include "api/exports.h"
#include "api/json_answer.h"
#include "api/page_files.h"
#include "api/parameters.h"
#include "api/render.h"
#include "api/render_keys.h"
#include "api/render_search.h"
#include "api/request_head.h"
#include "api/revision.h"
#include "api/taxonomies.h"
#include "base/limits.h"
#include "base/text.h"
#include "engine/default_preset.h"
#include "engine/filters.h"

namespace kontor {
namespace {

constexpr size_t kKeptAnswersBytes = size_t{32} << 20U;
constexpr size_t kMostStreams = 4;  // at a time: a slow reader holds one, and an old snapshot

HttpAnswer ProblemAnswer(const Problem& problem) {
  HttpAnswer answer;
  answer.status = problem.status;
  answer.content_type = kProblemType;
  answer.body = RenderProblem(problem);
  if (problem.status == 503) answer.Set("Retry-After", "5");
  return answer;
}

// Of what is wrong with the text that is searched for.
Problem ProblemOfText(const Error& error) {
  Problem problem = ProblemOf(error);
  problem.parameter = "q";
  return problem;
}

Problem ProblemOfCursor(const Error& error) {
  constexpr int kGone = 410;
  Problem problem = ProblemOf(error);
  if (error.code == ErrorCode::kConflict) problem.status = kGone;
  problem.parameter = "cursor";
  return problem;
}

// Of data that a search cannot have: those of a cursor, or none at all yet.
Problem ProblemOfData(const Error& error) {
  return error.code == ErrorCode::kConflict ? ProblemOfCursor(error) : ProblemOf(error);
}

Problem ProblemOfAddress(std::string_view path) {
  constexpr size_t kFarthest = 3;
  std::vector<std::string_view> known;
  for (const RouteEntry& entry : Routes()) known.push_back(entry.path);
  const std::string_view nearest = NearestOf(path, known, kFarthest);
  std::string detail = "There is nothing at this address.";
  if (!nearest.empty()) detail += " Did you mean " + std::string(nearest) + "?";
  return MakeProblem(404, ErrorCode::kNotFound, std::move(detail));
}

// A field that the answer has already gets one more value.
void AddFields(HeaderFields fields, HttpAnswer& answer) {
  for (auto& [name, value] : fields) {
    const auto known = std::ranges::find(answer.headers, name, &HeaderFields::value_type::first);
    if (known == answer.headers.end()) {
      answer.Set(std::move(name), std::move(value));
    } else {
      known->second += ", " + value;
    }
  }
}

constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
// The viewer of the document has images in its styles.
constexpr std::string_view kDocsPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
// For frames in pages of others.
constexpr std::string_view kEmbedPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; ";
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

constexpr std::string_view kNoStore = "no-store";

// Of an answer from the data of that generation.
std::string TagOf(uint64_t generation, std::string_view body) {
  return EntityTag(std::to_string(generation).append(body));
}

// All that an answer depends on beside the data: no two questions have the same text.
std::string QuestionText(const Target& target, Date today, std::span<const NodeIndex> left_out) {
  std::string text = FormatDate(today);
  const auto add = [&text](std::string_view part) {
    text.append(std::to_string(part.size())).append(":").append(part);
  };
  for (const std::string& segment : target.segments) add(segment);
  text += '?';
  for (const auto& [name, value] : target.parameters) {
    add(name);
    add(value);
  }
  for (const NodeIndex organisation : left_out) text += "-" + std::to_string(organisation);
  return text;
}

// Answers that are out of date at once.
bool IsOfMoment(Route route) {
  return route == Route::kHealth || route == Route::kReady || route == Route::kMetrics;
}

std::string_view CachePolicy(Route route) {
  if (IsOfMoment(route)) return kNoStore;
  switch (route) {
    case Route::kPersons:  // contact data and keys are nowhere but in the store
    case Route::kPerson:
    case Route::kKeys:
    case Route::kAudit:
      return kNoStore;
    case Route::kEmbedScript:
      // A portal's readers need not ask for the widget on each page; a new version comes within a
      // day.
      return "public, max-age=86400, stale-while-revalidate=604800";
    default:
      return "no-cache";
  }
}

std::expected<HttpAnswer, Problem> FileAnswer(const RouteMatch& match) {
  const EmbeddedFile* file = FindPageFile(match.name);
  if (file == nullptr) {
    return std::unexpected(MakeProblem(404, ErrorCode::kNotFound, "No such file."));
  }
  HttpAnswer answer;
  answer.content_type = ContentType(file->path);
  answer.body = file->content;
  if (match.route == Route::kDocs) {
    answer.Set("Content-Security-Policy", std::string(kDocsPolicy));
  }
  // For pages and programs everywhere.
  if (match.route == Route::kEmbedScript || match.route == Route::kDocument) {
    answer.Set("Access-Control-Allow-Origin", "*");
    answer.Set("Cross-Origin-Resource-Policy", "cross-origin");
  }
  return answer;
}

}  // namespace

std::string_view HttpRequest::Field(std::string_view name) const {
  const auto found = std::ranges::find_if(
      fields, [name](const HttpField& field) { return EqualsIgnoringCase(field.name, name); });
  return found == fields.end() ? std::string_view() : found->value;
}

bool HttpRequest::Has(std::string_view name) const {
  return std::ranges::any_of(
      fields, [name](const HttpField& field) { return EqualsIgnoringCase(field.name, name); });
}

size_t Service::BodyLimit(const HttpRequest& head) const {
  const auto target = ParseTarget(head.target);
  if (!target) return 0;
  const Route route = MatchRoute(target->segments).route;
  const bool is_allowed = AllowedMethods(route).find(head.method) != std::string_view::npos;
  if (!is_allowed || !guard_.MayChange(head, route)) return 0;
  return route == Route::kOrganisations ? Limits::max_bulk_bytes : Limits::max_body_bytes;
}

Service::Service(SnapshotSource& source, Clock today, ServiceOptions options)
    : source_(source),
      today_(std::move(today)),
      options_(std::move(options)),
      answers_(kKeptAnswersBytes),
      scratches_(options_.max_questions),
      streams_(kMostStreams),
      guard_(options_.access) {}

void Service::TellFailure(std::string_view target, std::string_view cause) const noexcept try {
  if (options_.tell)
    options_.tell("no answer to " + std::string(PathOf(target)) + ": " + std::string(cause));
} catch (...) {  // telling failed too: memory is short, and there is nobody else to tell
}

HttpAnswer Service::AnswerException(std::string_view target, const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& error) {
    TellFailure(target, error.what());
  } catch (...) {
    TellFailure(target, "an exception of an unknown kind");
  }
  return Refuse(500, "The server failed to answer. Its operator finds the cause in its log.");
}

HttpAnswer Service::RefuseUnread(int status, std::string detail) {
  HttpAnswer answer = Refuse(status, std::move(detail));
  const std::string id = RequestIdOf({});
  answer.Set("X-Request-Id", id);
  Note({id, {}, {}, {}, answer.status, answer.body.size(), {}}, nullptr);
  return answer;
}

HttpAnswer Service::Refuse(int status, std::string detail) {
  const bool is_limit = status == 413 || status == 414 || status == 431;
  ErrorCode code = is_limit ? ErrorCode::kLimit : ErrorCode::kInvalidArgument;
  if (status == 500) code = ErrorCode::kInternal;
  if (status == 503) code = ErrorCode::kUnavailable;
  HttpAnswer answer = ProblemAnswer(MakeProblem(status, code, std::move(detail)));
  AddCommonHeaders(0, answer);
  return answer;
}

HttpAnswer Service::Answer(const HttpRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string id = RequestIdOf(request.Field("X-Request-Id"));
  Visit visit;
  HttpAnswer answer = AnswerVisit(request, visit);
  answer.Set("X-Request-Id", id);
  const std::string_view route = visit.entry == nullptr ? std::string_view() : visit.entry->path;
  Note({id, request.method, route, visit.key_id, answer.status, answer.body.size(),
        std::chrono::steady_clock::now() - begin},
       visit.entry);
  return answer;
}

void Service::Note(const RequestRecord& record, const RouteEntry* entry) {
  metrics_.Observe(entry, record.method, record.status, record.took);
  if (options_.on_answer) options_.on_answer(record);
}

HttpAnswer Service::AnswerVisit(const HttpRequest& request, Visit& visit) try {
  const auto target = request.target == "*" ? Target{} : ParseTarget(request.target);
  if (!target) return Refuse(400, target.error().message);
  const RouteMatch match = MatchRoute(target->segments);
  visit.entry = match.entry;
  const std::string_view path = PathOf(request.target);
  if (match.route == Route::kNone) {
    return AnswerProblem(ProblemOfAddress(path), path);
  }
  const std::string_view allowed = AllowedMethods(match.route);
  if (request.method == "OPTIONS") return AnswerOptions(request, allowed);
  if (allowed.find(request.method) == std::string_view::npos) {
    HttpAnswer answer = Refuse(405, "This address answers " + std::string(allowed) + ".");
    answer.Set("Allow", std::string(allowed));
    return answer;
  }
  Admission admission = guard_.Admit(request, match.route);
  if (admission.caller) visit.key_id = admission.caller->key_id;
  HttpAnswer answer = admission.caller ? AnswerOnce({request, match, *target, *admission.caller})
                                       : AnswerProblem(std::move(admission.caller.error()), path);
  AddFields(std::move(admission.headers), answer);
  return answer;
} catch (...) {
  return AnswerException(request.target, std::current_exception());
}

HttpAnswer Service::AnswerProblem(Problem problem, std::string_view path) {
  problem.instance = path;
  HttpAnswer answer = ProblemAnswer(problem);
  AddCommonHeaders(0, answer);
  return answer;
}

HttpAnswer Service::AnswerOptions(const HttpRequest& request, std::string_view allowed) {
  HttpAnswer answer;
  answer.status = 204;
  AddCommonHeaders(0, answer);
  answer.Set("Allow", std::string(allowed));
  AddFields(guard_.Preflight(request, allowed), answer);
  return answer;
}

HttpAnswer Service::AnswerAdmitted(const Asked& asked) {
  const HttpRequest& request = asked.request;
  Handled handled = Handle(asked);
  if (!handled) {
    if (handled.error().status == 500) TellFailure(request.target, handled.error().cause);
    return AnswerProblem(std::move(handled.error()), PathOf(request.target));
  }
  HttpAnswer& answer = handled->answer;
  const bool is_read = Reads(request.method);
  const std::string_view cache_policy = is_read ? CachePolicy(asked.match.route) : kNoStore;
  answer.Set("Cache-Control", std::string(cache_policy));
  answer.Set("Vary", "Accept-Encoding");
  const bool is_tagged = is_read && !IsOfMoment(asked.match.route) && !answer.stream;
  if (is_tagged || !handled->tag.empty()) {
    const std::string tag =
        handled->tag.empty() ? TagOf(handled->generation, answer.body) : handled->tag;
    answer.Set("ETag", tag);
    const std::string_view known = request.Field("If-None-Match");
    if (is_read && !known.empty() && MatchesTag(known, tag)) {
      answer.status = 304;
      answer.body.clear();
    }
  }
  AddCommonHeaders(handled->generation, answer);
  return std::move(answer);
}

void Service::AddCommonHeaders(uint64_t generation, HttpAnswer& answer) {
  if (generation == 0) {
    if (const auto snapshot = source_.Current({})) generation = (*snapshot)->generation;
  }
  answer.Set("Kontor-Generation", std::to_string(generation));
  answer.Set("X-Content-Type-Options", "nosniff");
  answer.Set("Referrer-Policy", "no-referrer");
  if (answer.Has("Content-Security-Policy")) return;
  const bool is_page = answer.content_type.starts_with("text/html");
  answer.Set("Content-Security-Policy", std::string(is_page ? kPagePolicy : kDataPolicy));
}

Service::Handled Service::Handle(const Asked& asked) {
  if (const ParameterNames& known = asked.match.Parameters(asked.request.method)) {
    if (auto checked = CheckParameters(asked.target, *known); !checked) {
      return std::unexpected(checked.error());
    }
  }
  if (Reads(asked.request.method)) return Read(asked);
  return IsOfUsers(asked.match.route) ? Users(asked) : Write(asked);
}

Service::Handled Service::File(const RouteMatch& match, const Target& target) {
  auto file = FileAnswer(match);
  if (!file) return std::unexpected(file.error());
  if (match.route == Route::kEmbed) {
    const std::string* key = target.Find("key");
    file->Set("Content-Security-Policy",
              std::string(kEmbedPolicy) +
                  (key == nullptr ? "frame-ancestors 'self'" : guard_.FrameAncestors(*key)));
  }
  return Found{*std::move(file), 0, {}};
}

Service::Handled Service::Read(const Asked& asked) {
  const auto& [request, match, target, caller] = asked;
  switch (match.route) {
    case Route::kPage:
    case Route::kAsset:
    case Route::kDocument:
    case Route::kDocs:
    case Route::kEmbed:
    case Route::kEmbedScript:
      return File(match, target);
    case Route::kOrganisation:
      return Organisation(match.name);
    case Route::kPartners:
      return Partners(asked);
    case Route::kSearch:
      return Search(target);
    case Route::kSuggest:
      return Suggest(target);
    case Route::kExplain:
      return Explain(asked);
    case Route::kPresets:
      return Presets();
    case Route::kTaxonomies:
    case Route::kTaxonomy:
      return Taxonomies(match, target);
    case Route::kChanges:
      return Changes(target);
    case Route::kExports:
    case Route::kListExport:
      return Exports(match.name, target);
    case Route::kKeys:
      return Keys();
    case Route::kFeedback:
    case Route::kFeedbackOne:
    case Route::kShortlists:
    case Route::kShortlist:
    case Route::kInterests:
    case Route::kInterest:
    case Route::kPersons:
    case Route::kPerson:
      return Users(asked);
    case Route::kAudit:
      return Audit(target);
    case Route::kHealth:
      return Found{JsonAnswer("{\"status\": \"ok\"}\n"), 0, {}};
    case Route::kMetrics:
      return TellMetrics();
    case Route::kReady:
      return Ready();
    case Route::kOrganisations:
    case Route::kListed:
    case Route::kListedOne:
    case Route::kNone:
      break;
  }
  return std::unexpected(ProblemOf({ErrorCode::kInternal, "a route without a handler"}));
}

std::expected<std::shared_ptr<const Snapshot>, Problem> Service::SnapshotFor(Date as_of) {
  auto snapshot = source_.Current(as_of);
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  return *std::move(snapshot);
}

std::expected<ScratchPool::Lease, Problem> Service::TakeTurn() {
  auto scratch = scratches_.Borrow(options_.question_timeout);
  if (!scratch) return std::unexpected(ProblemOf(scratch.error()));
  return *std::move(scratch);
}

Service::Handled Service::Suggest(const Target& target) {
  const auto top = ReadCount(target, "top", kDefaultProposals, kMostProposals);
  if (!top) return std::unexpected(top.error());
  const auto snapshot = SnapshotFor({});
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  const auto turn = TakeTurn();
  if (!turn) return std::unexpected(turn.error());
  const std::string* text = target.Find("q");
  const auto answer =
      kontor::Suggest(data, text == nullptr ? std::string_view() : *text, *top, today_());
  if (!answer) return std::unexpected(ProblemOfText(answer.error()));
  return Found{JsonAnswer(RenderProposals(data, *answer)), data.generation, {}};
}

Service::Handled Service::Once(std::string question, uint64_t generation,
                               const std::function<Handled()>& make) {
  constexpr const char* kLanguage = "Content-Language";
  if (const auto kept = answers_.Find(generation, question)) {
    Found again{JsonAnswer(kept->body), generation, kept->tag};
    if (!kept->language.empty()) again.answer.Set(kLanguage, kept->language);
    return again;
  }
  Handled made = make();
  if (!made || made->generation != generation) return made;
  made->tag = TagOf(generation, made->answer.body);
  CachedAnswer kept{made->answer.body, made->tag, {}};
  for (const auto& [name, value] : made->answer.headers) {
    if (name == kLanguage) kept.language = value;
  }
  answers_.Keep(generation, std::move(question),
                std::make_shared<const CachedAnswer>(std::move(kept)));
  return made;
}

Service::Handled Service::Search(const Target& target) {
  const auto newest = SnapshotFor({});
  if (!newest) return std::unexpected(newest.error());
  const Date today = today_();
  return Once(QuestionText(target, today, {}), (*newest)->generation,
              [&] { return SearchAnew(target, today); });
}

Service::Handled Service::SearchAnew(const Target& target, Date today) {
  const auto cursor = ReadCursorParameter(target);
  if (!cursor) return std::unexpected(cursor.error());
  const auto searchable = source_.ForSearch(*cursor ? (**cursor).generation : 0);
  if (!searchable) return std::unexpected(ProblemOfData(searchable.error()));
  const Snapshot& data = *searchable->snapshot;
  const auto scratch = TakeTurn();
  if (!scratch) return std::unexpected(scratch.error());
  auto query = ReadSearchQuery(data, target, today);
  if (!query) return std::unexpected(query.error());
  auto for_whom = ReadForWhom(data, target, query->as_of);
  if (!for_whom) return std::unexpected(for_whom.error());
  if (*cursor) {
    const std::string ranked_by = *for_whom ? RankedBy(data, **for_whom) : std::string();
    if (Status status = Continue(**cursor, data.generation, ranked_by, *query); !status) {
      return std::unexpected(ProblemOfCursor(status.error()));
    }
  }
  const auto language = ReadLanguage(target);
  if (!language) return std::unexpected(language.error());
  if (*for_whom) {
    (**for_whom).as_of = query->as_of;
    const auto answer = SearchFor(data, *searchable->texts, *query, **for_whom, **scratch);
    if (!answer) return std::unexpected(ProblemOfText(answer.error()));
    std::string body =
        RenderSearchFor(data, *searchable->texts, *answer, Format::kJson, **language);
    return Found{JsonAnswer(std::move(body), **language), data.generation, {}};
  }
  const auto answer = SearchOrganisations(data, *searchable->texts, *query, (**scratch).filters,
                                          (**scratch).search);
  if (!answer) return std::unexpected(ProblemOfText(answer.error()));
  return Found{JsonAnswer(RenderSearch(data, *searchable->texts, *answer, Format::kJson)),
               data.generation,
               {}};
}

Service::Found Service::Describe(const Snapshot& data, NodeIndex organisation) {
  const std::string state = RenderOrganisationState(data, organisation);
  return {JsonAnswer(WithGeneration(data.generation, state)), data.generation, EntityTag(state)};
}

Service::Handled Service::Organisation(const std::string& id) {
  const auto snapshot = SnapshotFor({});
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  const auto turn = TakeTurn();
  if (!turn) return std::unexpected(turn.error());
  const auto organisation = ResolveOrganisation(data, id);
  if (!organisation) return std::unexpected(ProblemOf(organisation.error()));
  return Describe(data, *organisation);
}

Service::Handled Service::Partners(const Asked& asked) {
  Target target = asked.target;
  if (auto forced = Force(asked.caller.forced, target); !forced) {
    return std::unexpected(forced.error());
  }
  const auto language = ReadLanguage(target);
  if (!language) return std::unexpected(language.error());
  const auto as_of = ReadAsOf(target);
  if (!as_of) return std::unexpected(as_of.error());
  const auto snapshot = SnapshotFor(*as_of);
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  const auto organisation = ResolveOrganisation(data, asked.match.name);
  if (!organisation) return std::unexpected(ProblemOf(organisation.error()));
  auto query = ReadPartnerQuery(data, target, as_of->known() ? *as_of : today_());
  if (!query) return std::unexpected(query.error());
  query->organisation = *organisation;
  if (Status left_out = LeaveOutDismissed(data, options_.records, *query); !left_out) {
    return std::unexpected(ProblemOf(left_out.error()));
  }
  return Once(QuestionText(target, query->as_of, query->excluded), data.generation,
              [&]() -> Handled {
                const auto scratch = TakeTurn();
                if (!scratch) return std::unexpected(scratch.error());
                const auto answer = FindPartners(data, *query, **scratch);
                if (!answer) return std::unexpected(ProblemOf(answer.error()));
                std::string body = RenderPartners(data, *answer, Format::kJson, **language);
                return Found{JsonAnswer(std::move(body), **language), data.generation, {}};
              });
}

Service::Handled Service::Explain(const Asked& asked) {
  const Target& target = asked.target;
  const auto language = ReadLanguage(target);
  if (!language) return std::unexpected(language.error());
  const auto as_of = ReadAsOf(target);
  if (!as_of) return std::unexpected(as_of.error());
  const auto snapshot = SnapshotFor(*as_of);
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  const auto scratch = TakeTurn();
  if (!scratch) return std::unexpected(scratch.error());
  const auto organisation = ReadOrganisation(data, target, "for");
  if (!organisation) return std::unexpected(organisation.error());
  const auto candidate = ReadOrganisation(data, target, "candidate");
  if (!candidate) return std::unexpected(candidate.error());
  Target question = target;
  if (auto forced = Force(asked.caller.forced, question); !forced) {
    return std::unexpected(forced.error());
  }
  auto query = ReadPartnerQuery(data, question, as_of->known() ? *as_of : today_());
  if (!query) return std::unexpected(query.error());
  query->organisation = *organisation;
  // A key that filters partners explains those only that pass.
  if (!asked.caller.forced.empty() &&
      !FilterCheck(data, *query, (**scratch).filters).Passes(*candidate)) {
    return std::unexpected(MakeProblem(403, ErrorCode::kForbidden,
                                       "This key is for other candidates, as its filter says."));
  }
  const auto explanation = kontor::Explain(data, *query, *candidate, **scratch);
  if (!explanation) return std::unexpected(ProblemOf(explanation.error()));
  PartnerAnswer asked_for;
  asked_for.generation = data.generation;
  asked_for.model = ModelName(query->preset);
  asked_for.as_of = query->as_of;
  asked_for.organisation = *organisation;
  return Found{
      JsonAnswer(RenderExplanation(data, asked_for, *explanation, Format::kJson, **language),
                 **language),
      data.generation,
      {}};
}

Service::Handled Service::Taxonomies(const RouteMatch& match, const Target& target) {
  const auto snapshot = SnapshotFor({});
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  Parsed<std::string> body = match.route == Route::kTaxonomies
                                 ? RenderTaxonomies(data)
                                 : RenderTaxonomy(data, match.name, target);
  if (!body) return std::unexpected(body.error());
  return Found{JsonAnswer(*std::move(body)), data.generation, {}};
}

Service::Handled Service::Presets() {
  const auto snapshot = SnapshotFor({});
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  return Found{JsonAnswer(RenderPresets(DefaultPreset(data))), data.generation, {}};
}

Service::Handled Service::Exports(const std::string& kind, const Target& target) {
  auto exported = AnswerExport(
      kind, target,
      {source_, scratches_, streams_, options_.question_timeout, today_(), options_.records});
  if (!exported) return std::unexpected(exported.error());
  return Found{std::move(exported->answer), exported->generation, {}};
}

Service::Handled Service::Keys() {
  const PublishedKeys& published = *options_.access.keys;
  std::vector<AccessKey> keys;
  const auto ring = published.Current();
  for (const KeyRing::Entry& entry : ring->entries()) keys.push_back(entry.key);
  const auto now = std::chrono::floor<std::chrono::seconds>(options_.access.now());
  return Found{JsonAnswer(RenderKeysAsJson(keys, published.Used(), now)), 0, {}};
}

Service::Handled Service::TellMetrics() {
  std::vector<Gauge> gauges;
  if (const auto snapshot = source_.Current({})) {
    const Snapshot& data = **snapshot;
    gauges = {{"kontor_generation", "The commit that answers are given from.",
               static_cast<double>(data.generation)},
              {"kontor_organisations", "Organisations that answers are about.",
               static_cast<double>(data.graph.organisation_count())},
              {"kontor_partnerships", "Partnerships that answers are about.",
               static_cast<double>(data.graph.partnership_count())}};
  }
  if (options_.gauges) {
    const std::vector<Gauge> more = options_.gauges();
    gauges.insert(gauges.end(), more.begin(), more.end());
  }
  HttpAnswer answer;
  answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
  answer.body = metrics_.Render(gauges);
  return Found{std::move(answer), 0, {}};
}

Service::Handled Service::Ready() {
  const auto snapshot = SnapshotFor({});
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  std::string body = "{\"status\": \"ready\", \"generation\": " + std::to_string(data.generation);
  body += ", \"organisations\": " + std::to_string(data.graph.organisation_count());
  body += ", \"partnerships\": " + std::to_string(data.graph.partnership_count()) + "}\n";
  return Found{JsonAnswer(std::move(body)), data.generation, {}};
}

}  // namespace kontor
