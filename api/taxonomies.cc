#include "api/taxonomies.h"

#include <algorithm>
#include <vector>

#include "api/body.h"
#include "api/json_document.h"

namespace kontor {
namespace {

constexpr size_t kDefaultCodes = 100;
constexpr size_t kMostCodes = 1'000;

struct Vocabulary {
  NodeType type;
  ConceptIndex first = 0;
  ConceptIndex last = 0;  // behind the last code
};

std::vector<Vocabulary> VocabulariesOf(const ConceptTable& concepts) {
  std::vector<Vocabulary> all;
  for (ConceptIndex i = 0; i < concepts.size(); i = all.back().last) {
    const auto [first, last] = concepts.RangeOf(concepts.type(i));
    all.push_back({concepts.type(i), first, last});
  }
  return all;
}

Parsed<std::string> ReadLabelLanguage(const Target& target) {
  const std::string* sent = target.Find("lang");
  if (sent == nullptr) return std::string("en");
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (sent->size() == 2 && std::ranges::all_of(*sent, is_letter)) return *sent;
  return std::unexpected(ProblemOfParameter(
      "lang", "lang takes a language as two small letters, as in de; '" + *sent + "' is none."));
}

// The code that a parameter names; kNoConcept when it is not sent.
Parsed<ConceptIndex> ReadCode(const ConceptTable& concepts, NodeType type, const Target& target,
                              std::string_view name) {
  const std::string* sent = target.Find(name);
  if (sent == nullptr) return kNoConcept;
  const ConceptIndex code = concepts.Find(type, *sent);
  if (code != kNoConcept) return code;
  std::string detail = std::string(Name(type)) + " has no code '" + *sent + "'";
  for (const ConceptIndex near : concepts.Nearest(type, *sent, 3)) {
    detail += "; near: " + std::string(concepts.code(near));
  }
  return std::unexpected(ProblemOfParameter(name, detail + "."));
}

Json RenderCode(const ConceptTable& concepts, ConceptIndex code, const std::string& lang) {
  const ConceptIndex parent = concepts.parent(code);
  Json item = {{"code", concepts.code(code)}, {"label", concepts.Label(code, lang)}};
  item["broader"] = parent == kNoConcept ? Json() : Json(concepts.code(parent));
  return item;
}

}  // namespace

std::string RenderTaxonomies(const Snapshot& snapshot) {
  Json document;
  document["generation"] = snapshot.generation;
  document["taxonomies"] = Json::array();
  for (const Vocabulary& one : VocabulariesOf(snapshot.concepts)) {
    document["taxonomies"].push_back({{"type", Name(one.type)}, {"codes", one.last - one.first}});
  }
  return Dump(document);
}

Parsed<std::string> RenderTaxonomy(const Snapshot& snapshot, std::string_view type,
                                   const Target& target) {
  const ConceptTable& concepts = snapshot.concepts;
  const std::vector<Vocabulary> all = VocabulariesOf(concepts);
  const auto vocabulary =
      std::ranges::find(all, type, [](const Vocabulary& one) { return Name(one.type); });
  if (vocabulary == all.end()) {
    return std::unexpected(MakeProblem(
        404, ErrorCode::kNotFound,
        "There is no taxonomy '" + std::string(type) + "'; GET /v1/taxonomies lists all."));
  }
  const auto lang = ReadLabelLanguage(target);
  if (!lang) return std::unexpected(lang.error());
  const auto within = ReadCode(concepts, vocabulary->type, target, "within");
  if (!within) return std::unexpected(within.error());
  const auto after = ReadCode(concepts, vocabulary->type, target, "after");
  if (!after) return std::unexpected(after.error());
  const auto top = ReadCount(target, "top", kDefaultCodes, kMostCodes);
  if (!top) return std::unexpected(top.error());

  Json codes = Json::array();
  ConceptIndex last = kNoConcept;  // of those that are told
  bool is_cut = false;
  const ConceptIndex first = *after == kNoConcept ? vocabulary->first : *after + 1;
  for (ConceptIndex code = first; code < vocabulary->last && !is_cut; ++code) {
    if (*within != kNoConcept && !concepts.IsWithin(code, *within)) continue;
    is_cut = codes.size() == *top;
    if (is_cut) continue;
    codes.push_back(RenderCode(concepts, code, *lang));
    last = code;
  }
  Json document;
  document["generation"] = snapshot.generation;
  document["type"] = type;
  document["next"] = is_cut ? Json(concepts.code(last)) : Json();
  document["codes"] = std::move(codes);
  return Dump(document);
}

}  // namespace kontor
