#include "api/render.h"

#include <array>
#include <utility>

#include "api/render_formats.h"

namespace kontor {

Result<Format> ParseFormat(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Format>, 4> formats = {{
      {"table", Format::kTable},
      {"json", Format::kJson},
      {"ndjson", Format::kNdjson},
      {"csv", Format::kCsv},
  }};
  std::string names;
  for (const auto& [known, format] : formats) {
    if (known == name) return format;
    names += (names.empty() ? "" : ", ") + std::string(known);
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
    case Format::kCsv:
      return PartnersAsCsv(snapshot, answer, language);
    case Format::kJson:
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
