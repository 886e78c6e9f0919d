#include "api/render.h"

#include <array>

#include "api/render_formats.h"

namespace kontor {

namespace {

struct FormatNames {
  std::string_view name;
  std::string_view media_type;
};

constexpr std::array<FormatNames, 9> kFormatNames = {{
    {"table", "text/plain; charset=utf-8"},
    {"json", "application/json"},
    {"ndjson", "application/x-ndjson"},
    {"csv", "text/csv; charset=utf-8"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"jsonld", "application/ld+json"},
    {"graphml", "application/graphml+xml"},
    {"gexf", "application/gexf+xml"},
    {"html", "text/html; charset=utf-8"},
}};

}  // namespace

std::string_view Name(Format format) { return kFormatNames[static_cast<size_t>(format)].name; }

std::string_view MediaType(Format format) {
  return kFormatNames[static_cast<size_t>(format)].media_type;
}

Result<Format> ParseFormat(std::string_view name, std::span<const Format> possible) {
  std::string names;
  for (const Format format : possible) {
    if (Name(format) == name) return format;
    names += (names.empty() ? "" : ", ") + std::string(Name(format));
  }
  return Fail(ErrorCode::kInvalidArgument,
              "there is no format '" + std::string(name.substr(0, 40)) + "'; there are " + names);
}

std::string RenderPartners(const Snapshot& snapshot, const PartnerAnswer& answer, Format format,
                           const Language& language) {
  switch (format) {
    case Format::kTable:
      return PartnersAsTable(snapshot, answer, language);
    case Format::kNdjson:
      return PartnersAsNdjson(snapshot, answer, language);
    default:
      break;
  }
  return PartnersAsJson(snapshot, answer, language);
}

std::string RenderExplanation(const Snapshot& snapshot, const PartnerAnswer& question,
                              const Explanation& explanation, Format format,
                              const Language& language) {
  return format == Format::kTable ? ExplanationAsTable(snapshot, question, explanation, language)
                                  : ExplanationAsJson(snapshot, question, explanation, language);
}

}  // namespace kontor
