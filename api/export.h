// Answers and data as files for other programs, one place for the command line and for HTTP.
// docs/exports.md describes the files. Each is written piece by piece, so that memory stays flat
// however long it gets. Same snapshot and question, same bytes.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>

#include "api/render.h"
#include "data/sink.h"
#include "engine/filter.h"
#include "engine/search.h"
#include "engine/search_for.h"

namespace kontor {

struct ShortlistContent;  // data/shortlist.h

struct ExportOptions {
  Format format = Format::kCsv;
  const Language* language = &English();  // of reasons
  std::string question;                   // as it was asked, to be told in the file
  bool with_mark = false;                 // CSV for Excel begins with a byte order mark
};

inline constexpr std::array kListFormats = {Format::kTable,   Format::kJson, Format::kNdjson,
                                            Format::kCsv,     Format::kXlsx, Format::kJsonLd,
                                            Format::kGraphMl, Format::kGexf};

// A list of suggestions in one of kListFormats. Fails as the sink does, and as MakeXlsxWriter.
Status ExportPartners(const Snapshot& snapshot, const PartnerAnswer& answer,
                      const ExportOptions& options, const Sink& sink);

// The organisation that asked, with what is suggested to it and why, as a page to be printed: one
// page for some kDossierTop suggestions. Always HTML.
inline constexpr size_t kDossierTop = 5;
Status ExportDossier(const Snapshot& snapshot, const PartnerAnswer& answer,
                     const ExportOptions& options, const Sink& sink);

// What was found, in one of kListFormats; with `for_whom` (may be null) as partners. `index` is the
// one that was asked.
struct SearchExport {
  const Snapshot& snapshot;
  const TextIndex& index;
  const SearchAnswer& found;
  const SearchForAnswer* for_whom = nullptr;
};
Status ExportSearch(const SearchExport& search, const ExportOptions& options, const Sink& sink);

// What is on a shortlist, with what was said of it when it was added and what is known of it now,
// in one of kListFormats but kTable.
Status ExportShortlist(const Snapshot& snapshot, const ShortlistContent& content,
                       const ExportOptions& options, const Sink& sink);

inline constexpr std::array kOrganisationFormats = {Format::kJson, Format::kNdjson, Format::kCsv,
                                                    Format::kXlsx, Format::kJsonLd};

// The whole profiles of all organisations that pass the filters, in one of kOrganisationFormats.
struct OrganisationQuery {
  Filters filters;
  Date as_of;  // the day that labels are judged on
};
Status ExportOrganisations(const Snapshot& snapshot, const OrganisationQuery& query,
                           const ExportOptions& options, const Sink& sink);

inline constexpr std::array kGraphFormats = {Format::kGraphMl, Format::kGexf, Format::kJson,
                                             Format::kCsv, Format::kXlsx};
inline constexpr size_t kMostHops = 6;

// Who took part in what, in one of kGraphFormats: all of it, or what is within so many partnerships
// of one organisation.
struct GraphQuery {
  std::optional<NodeIndex> around;
  size_t hops = 1;  // in [1, kMostHops]
  Date as_of;       // to be told in the file
};
Status ExportGraph(const Snapshot& snapshot, const GraphQuery& query, const ExportOptions& options,
                   const Sink& sink);

}  // namespace kontor
