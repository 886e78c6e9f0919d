// Answers as text, one place for the command line and for HTTP. Numbers are rounded to 4 digits
// behind the point (points and scores to 2, see shown_points.h), so that the text is the same on
// every machine. One file per format: render_json.cc, render_table.cc; api/export.h has the others.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/explanation.h"
#include "engine/language.h"
#include "engine/partners.h"

namespace kontor {

enum class Format : uint8_t {
  kTable,  // for a terminal
  kJson,
  kNdjson,
  kCsv,
  kXlsx,
  kJsonLd,
  kGraphMl,
  kGexf,
  kHtml,
};

// "json": also what files end with.
std::string_view Name(Format format);
// "application/json"
std::string_view MediaType(Format format);
// One of those that are possible; kInvalidArgument names them.
Result<Format> ParseFormat(std::string_view name, std::span<const Format> possible);

// A list of suggestions with reasons in `language`, contributions, evidence, generation and model.
// REQUIRES: kTable, kJson or kNdjson; api/export.h has the others
std::string RenderPartners(const Snapshot& snapshot, const PartnerAnswer& answer, Format format,
                           const Language& language = English());

// One line of `--batch`: {"for": id, "generation": g, "partners": [{"id", "name", "score", …}]}\n
std::string RenderBatchLine(const Snapshot& snapshot, const PartnerAnswer& answer);
// The same line for a question that failed: {"for": text, "error": {"code", "message"}}\n
std::string RenderBatchError(std::string_view organisation, const Error& error);

// kTable: a page of text for a terminal; kJson otherwise.
std::string RenderExplanation(const Snapshot& snapshot, const PartnerAnswer& question,
                              const Explanation& explanation, Format format,
                              const Language& language = English());

// One organisation with its profile and newest partnerships (at most 20), as JSON.
std::string RenderOrganisation(const Snapshot& snapshot, NodeIndex organisation);
// The same without the generation: equal exactly where nothing about the organisation has changed.
std::string RenderOrganisationState(const Snapshot& snapshot, NodeIndex organisation);
// An answer of what RenderOrganisationState wrote.
std::string WithGeneration(uint64_t generation, std::string_view state);

// The presets that come with Kontor, as JSON.
std::string RenderPresets(const Preset& by_default);

// problem+json (RFC 9457).
std::string RenderProblem(const Error& error, int http_status);

}  // namespace kontor
