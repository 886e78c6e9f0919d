#include "api/exports.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/body.h"
#include "api/dismissed.h"
#include "api/export.h"
#include "api/parameters.h"
#include "base/text.h"
#include "data/user_records.h"

namespace kontor {
namespace {

using Exported = std::expected<ExportAnswer, Problem>;

// The question as a person reads it, without what only says how it is to be written.
std::string AskedIn(std::string_view kind, const Target& target) {
  std::string asked = "/v1/exports/" + std::string(kind);
  char mark = '?';
  for (const Parameter& parameter : target.parameters) {
    if (parameter.name == "format") continue;
    asked += mark + parameter.name + "=" + parameter.value;
    mark = '&';
  }
  return asked;
}

Parsed<ExportOptions> ReadOptions(std::string_view kind, const Target& target,
                                  std::span<const Format> formats, Format by_default) {
  ExportOptions options{.format = by_default, .question = AskedIn(kind, target), .with_mark = true};
  if (const std::string* name = target.Find("format")) {
    const auto format = ParseFormat(*name, formats);
    if (!format) {
      Problem problem = ProblemOf(format.error());
      problem.parameter = "format";
      return std::unexpected(std::move(problem));
    }
    options.format = *format;
  }
  const auto language = ReadLanguage(target);
  if (!language) return std::unexpected(language.error());
  options.language = *language;
  return options;
}

// As RFC 6266 and 8187 have it, for programs that know ASCII only and for the others:
// attachment; filename="partners-universitat.csv"; filename*=UTF-8''partners-Universit%C3%A4t.csv
std::string Disposition(std::string_view kind, std::string_view name, Format format) {
  constexpr size_t kMostBytes = 60;
  const auto whole = [&](std::string_view part) {
    std::string file(kind);
    if (!part.empty()) file += "-" + std::string(part);
    return file + "." + std::string(kontor::Name(format));
  };
  std::string plain;
  for (const char c : Slug(name).substr(0, kMostBytes)) {
    if (static_cast<unsigned char>(c) < 0x80) plain += c;
  }
  const std::string_view how = format == Format::kHtml ? "inline" : "attachment";
  std::string text = std::string(how) + "; filename=\"" + whole(plain) + "\"";
  if (!name.empty() && IsCleanUtf8(name)) {
    text +=
        "; filename*=UTF-8''" + PercentEncode(whole(name.substr(0, name.find_first_of("/\\\r\n"))));
  }
  return text;
}

ExportAnswer Attached(std::string_view kind, std::string_view name, const ExportOptions& options,
                      uint64_t generation) {
  ExportAnswer answer;
  answer.generation = generation;
  answer.answer.content_type = MediaType(options.format);
  answer.answer.Set("Content-Disposition", Disposition(kind, name, options.format));
  answer.answer.Set("Content-Language", options.language->code());
  return answer;
}

// The answer that write(sink) makes, whole.
template <typename Write>
Exported Whole(ExportAnswer answer, Write write) {
  if (const Status written = write(AppendTo(answer.answer.body)); !written) {
    return std::unexpected(ProblemOf(written.error()));
  }
  return answer;
}

// The question of partners and of a dossier, and its answer.
struct Partners {
  std::shared_ptr<const Snapshot> snapshot;
  PartnerAnswer answer;
};

Parsed<Partners> FindFor(const Target& target, size_t default_top,
                         const ExportResources& resources) {
  const auto as_of = ReadAsOf(target);
  if (!as_of) return std::unexpected(as_of.error());
  auto snapshot = resources.source.Current(*as_of);
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  const Snapshot& data = **snapshot;
  const auto scratch = resources.questions.Borrow(resources.patience);
  if (!scratch) return std::unexpected(ProblemOf(scratch.error()));
  const auto organisation = ReadOrganisation(data, target, "for");
  if (!organisation) return std::unexpected(organisation.error());
  auto query = ReadPartnerQuery(data, target, as_of->known() ? *as_of : resources.today);
  if (!query) return std::unexpected(query.error());
  query->organisation = *organisation;
  if (target.Find("top") == nullptr) query->top = default_top;
  if (Status left_out = LeaveOutDismissed(data, resources.records, *query); !left_out) {
    return std::unexpected(ProblemOf(left_out.error()));
  }
  auto answer = FindPartners(data, *query, **scratch);
  if (!answer) return std::unexpected(ProblemOf(answer.error()));
  return Partners{*std::move(snapshot), *std::move(answer)};
}

Exported ExportPartnersOf(const Target& target, const ExportResources& resources) {
  const auto options =
      ReadOptions("partners", target, std::span(kListFormats).subspan(1), Format::kCsv);
  if (!options) return std::unexpected(options.error());
  const auto found = FindFor(target, Limits::default_top, resources);
  if (!found) return std::unexpected(found.error());
  const Snapshot& data = *found->snapshot;
  return Whole(
      Attached("partners", data.profiles[found->answer.organisation].name, *options,
               data.generation),
      [&](const Sink& sink) { return ExportPartners(data, found->answer, *options, sink); });
}

Exported ExportDossierOf(const Target& target, const ExportResources& resources) {
  constexpr std::array formats = {Format::kHtml};
  const auto options = ReadOptions("dossier", target, formats, Format::kHtml);
  if (!options) return std::unexpected(options.error());
  const auto found = FindFor(target, kDossierTop, resources);
  if (!found) return std::unexpected(found.error());
  const Snapshot& data = *found->snapshot;
  ExportAnswer answer = Attached("dossier", data.profiles[found->answer.organisation].name,
                                 *options, data.generation);
  // Its own styles are in it, and no script.
  answer.answer.Set("Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                    "form-action 'none'; frame-ancestors 'none'");
  return Whole(std::move(answer), [&](const Sink& sink) {
    return ExportDossier(data, found->answer, *options, sink);
  });
}

// What was found; `for_whom` where the hits are partners for somebody.
Exported ExportFound(const Searchable& searchable, const SearchQuery& query,
                     const std::optional<PartnerQuery>& partners, const ExportOptions& options,
                     EngineScratch& scratch) {
  const Snapshot& data = *searchable.snapshot;
  SearchForAnswer ranked;
  Status status;
  if (partners) {
    auto answer = SearchFor(data, *searchable.texts, query, *partners, scratch);
    status = answer ? Status() : std::unexpected(answer.error());
    if (answer) ranked = *std::move(answer);
  } else {
    auto answer =
        SearchOrganisations(data, *searchable.texts, query, scratch.filters, scratch.search);
    status = answer ? Status() : std::unexpected(answer.error());
    if (answer) ranked.found = *std::move(answer);
  }
  if (!status) {
    Problem problem = ProblemOf(status.error());
    problem.parameter = "q";
    return std::unexpected(std::move(problem));
  }
  const SearchExport found{data, *searchable.texts, ranked.found, partners ? &ranked : nullptr};
  return Whole(Attached("search", query.text, options, data.generation),
               [&](const Sink& sink) { return ExportSearch(found, options, sink); });
}

Exported ExportSearchOf(const Target& target, const ExportResources& resources) {
  const auto options =
      ReadOptions("search", target, std::span(kListFormats).subspan(1), Format::kCsv);
  if (!options) return std::unexpected(options.error());
  const auto searchable = resources.source.ForSearch(0);
  if (!searchable) return std::unexpected(ProblemOf(searchable.error()));
  const auto scratch = resources.questions.Borrow(resources.patience);
  if (!scratch) return std::unexpected(ProblemOf(scratch.error()));
  const auto query = ReadSearchQuery(*searchable->snapshot, target, resources.today);
  if (!query) return std::unexpected(query.error());
  const auto partners = ReadForWhom(*searchable->snapshot, target, query->as_of);
  if (!partners) return std::unexpected(partners.error());
  return ExportFound(*searchable, *query, *partners, *options, **scratch);
}

// A stream of write(snapshot, sink), which holds the snapshot and its place among the streams.
template <typename Write>
Exported Streamed(ExportAnswer answer, std::shared_ptr<const Snapshot> snapshot,
                  const ExportResources& resources, Write write) {
  auto place = resources.streams.Borrow(resources.patience);
  if (!place) return std::unexpected(ProblemOf(place.error()));
  auto held = std::make_shared<ScratchPool::Lease>(*std::move(place));
  answer.answer.stream = [snapshot = std::move(snapshot), held = std::move(held),
                          write = std::move(write)](const Sink& sink) {
    return write(*snapshot, sink);
  };
  return answer;
}

Exported ExportOrganisationsOf(const Target& target, const ExportResources& resources) {
  const auto options = ReadOptions("organisations", target, kOrganisationFormats, Format::kCsv);
  if (!options) return std::unexpected(options.error());
  const auto as_of = ReadAsOf(target);
  if (!as_of) return std::unexpected(as_of.error());
  const auto snapshot = resources.source.Current(*as_of);
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  auto filters = ReadFilterParameters(**snapshot, target);
  if (!filters) return std::unexpected(filters.error());
  OrganisationQuery query{.filters = *std::move(filters),
                          .as_of = as_of->known() ? *as_of : resources.today};
  return Streamed(
      Attached("organisations", {}, *options, (*snapshot)->generation), *snapshot, resources,
      [query = std::move(query), options = *options](const Snapshot& data, const Sink& sink) {
        return ExportOrganisations(data, query, options, sink);
      });
}

Exported ExportGraphOf(const Target& target, const ExportResources& resources) {
  const auto options = ReadOptions("graph", target, kGraphFormats, Format::kGraphMl);
  if (!options) return std::unexpected(options.error());
  const auto as_of = ReadAsOf(target);
  if (!as_of) return std::unexpected(as_of.error());
  const auto hops = ReadCount(target, "hops", 1, kMostHops);
  if (!hops) return std::unexpected(hops.error());
  const auto snapshot = resources.source.Current(*as_of);
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  GraphQuery query{.around = {}, .hops = *hops, .as_of = as_of->known() ? *as_of : resources.today};
  std::string_view name;
  if (target.Find("around") != nullptr) {
    const auto around = ReadOrganisation(**snapshot, target, "around");
    if (!around) return std::unexpected(around.error());
    query.around = *around;
    name = (*snapshot)->profiles[*around].name;
  }
  return Streamed(Attached("graph", name, *options, (*snapshot)->generation), *snapshot, resources,
                  [query, options = *options](const Snapshot& data, const Sink& sink) {
                    return ExportGraph(data, query, options, sink);
                  });
}

Exported ExportShortlistOf(const Target& target, const ExportResources& resources) {
  if (resources.records == nullptr) return std::unexpected(KeepsNoRecords());
  const auto options =
      ReadOptions("shortlist", target, std::span(kListFormats).subspan(1), Format::kCsv);
  if (!options) return std::unexpected(options.error());
  const std::string* which = target.Find("shortlist");
  if (which == nullptr) {
    return std::unexpected(ProblemOfParameter("shortlist", "'shortlist' is missing: its number."));
  }
  const auto number = ReadRecordNumber(*which, "shortlist");
  if (!number) return std::unexpected(number.error());
  const auto content = resources.records->shortlists.Read(*number);
  if (!content) return std::unexpected(ProblemOf(content.error()));
  const auto snapshot = resources.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  ExportAnswer answer =
      Attached("shortlist", content->list.name, *options, (*snapshot)->generation);
  // Its sentences are in the languages that they were added in.
  std::erase_if(answer.answer.headers,
                [](const auto& field) { return field.first == "Content-Language"; });
  return Whole(std::move(answer), [&](const Sink& sink) {
    return ExportShortlist(**snapshot, *content, *options, sink);
  });
}

}  // namespace

Exported AnswerExport(std::string_view kind, const Target& target,
                      const ExportResources& resources) {
  if (kind == "partners") return ExportPartnersOf(target, resources);
  if (kind == "search") return ExportSearchOf(target, resources);
  if (kind == "shortlist") return ExportShortlistOf(target, resources);
  if (kind == "organisations") return ExportOrganisationsOf(target, resources);
  if (kind == "graph") return ExportGraphOf(target, resources);
  return ExportDossierOf(target, resources);
}

}  // namespace kontor
