#include "index/label_index.h"

#include <algorithm>
#include <array>
#include <ranges>

#include "base/checksum.h"
#include "base/distinct.h"
#include "base/stemmer.h"
#include "index/analyser.h"
#include "index/compounds.h"
#include "index/near_word.h"

namespace kontor {
namespace {

// What the statisticians' labels begin and end with, and nobody who looks for them.
constexpr auto kBeginnings = std::to_array<std::string_view>(
    {"Manufacture of other ", "Manufacture of ", "Other ", "Herstellung von sonstigen ",
     "Herstellung von ", "Sonstige ", "Fabrication d'autres ", "Fabrication de ", "Fabrication d'",
     "Fabrication d’", "Autres "});
constexpr auto kEndings = std::to_array<std::string_view>(
    {" n.e.c.", " n.c.a.", " a. n. g.", " a.n.g.", " (ohne Maschinenbau)"});

std::string_view WithoutBoilerplate(std::string_view label) {
  for (const std::string_view beginning : kBeginnings) {
    if (label.starts_with(beginning)) {
      label.remove_prefix(beginning.size());
      break;
    }
  }
  for (const std::string_view ending : kEndings) {
    if (label.ends_with(ending)) label.remove_suffix(ending.size());
  }
  return label;
}

// "machinery" of "machinery and equipment": nobody writes the whole label of a division (C28). The
// whole of "food and beverage service activities": both parts share its end.
std::string_view FirstPart(std::string_view label) {
  if (label.ends_with(" activities")) return label;
  size_t end = label.size();
  for (const std::string_view joint : {", ", "; ", " and ", " und ", " et "}) {
    end = std::min(end, label.find(joint));
  }
  return label.substr(0, end);
}

bool IsDivision(NodeType type, std::string_view code) {
  return type == NodeType::kSector && code.size() == 3;
}

}  // namespace

std::span<const ConceptIndex> LabelIndex::CodesCalled(std::string_view terms) const {
  const TermIndex label = labels_.Find(terms);
  if (label == kNoTerm) return {};
  return codes_[label];
}

bool LabelIndex::Fits(const ConceptTable& concepts) const {
  return std::ranges::all_of(codes_.values(),
                             [&concepts](ConceptIndex code) { return code < concepts.size(); });
}

void LabelIndexBuilder::Add(std::string_view text, std::string_view lang, ConceptIndex code) {
  const Label& label = added_.emplace_back(std::string(text), std::string(lang), code);
  const std::array<uint64_t, 3> parts = {BlockChecksum(std::as_bytes(std::span(label.text))),
                                         BlockChecksum(std::as_bytes(std::span(label.lang))), code};
  made_of_ += BlockChecksum(std::as_bytes(std::span(parts)));
}

void LabelIndexBuilder::Analyse(const Label& label) {
  for (const std::string_view form :
       {std::string_view(label.text), WithoutBoilerplate(label.text)}) {
    labels_.emplace_back(TermsOf(form, {}), label.code);
    for (const auto term : std::views::split(labels_.back().first, ' ')) {
      words_.emplace_back(std::string_view(term), JoinsWords(label.lang));
    }
    if (HasStemmer(label.lang)) {
      labels_.emplace_back(TermsOf(form, label.lang), label.code);
      languages_.push_back(label.lang);
    }
  }
}

void LabelIndexBuilder::AddNode(const ConceptTable& concepts, const NodeView& node) {
  const NodeType type = node.id.type();
  if (!IsTaxonomy(type)) return;
  const ConceptIndex code = concepts.Find(type, node.key);
  if (code == kNoConcept) return;
  if (HasDigit(node.key)) Add(node.key, {}, code);
  for (const ValueView& value : node.values) {
    if (value.field != Field::kName && value.field != Field::kAlias) continue;
    Add(value.text, value.lang, code);
    if (IsDivision(type, node.key)) {
      Add(FirstPart(WithoutBoilerplate(value.text)), value.lang, code);
    }
  }
}

LabelIndex LabelIndexBuilder::Build(const LabelIndex* former) && {
  if (former != nullptr && former->made_of_ == made_of_) return *former;
  for (const Label& label : added_) Analyse(label);
  LabelIndex index;
  index.made_of_ = made_of_;
  SortDistinct(labels_);
  std::vector<std::string_view> labels;
  ListsBuilder<ConceptIndex> codes;
  for (const auto& [label, code] : labels_) {
    if (label.empty()) continue;
    if (labels.empty() || labels.back() != label) {
      if (!labels.empty()) codes.EndList();
      labels.push_back(label);
    }
    codes.Add(code);
  }
  if (!labels.empty()) codes.EndList();
  index.labels_ = TermTable(labels);
  index.codes_ = std::move(codes).Build();
  // Of a word that is of both kinds of languages the latter comes last.
  SortDistinct(words_);
  std::vector<std::string_view> words;
  std::vector<uint8_t> of_compounds;
  for (const auto& [word, is_of_compounds] : words_) {
    if (word.empty()) continue;
    if (words.empty() || words.back() != word) {
      words.push_back(word);
      of_compounds.push_back(0);
    }
    of_compounds.back() = is_of_compounds ? 1 : 0;
  }
  index.words_ = TermTable(words);
  index.of_compounds_ = Column(std::move(of_compounds));
  SortDistinct(languages_);
  TextsBuilder languages;
  for (const std::string& language : languages_) languages.Add(language);
  index.languages_ = std::move(languages).Build();
  return index;
}

}  // namespace kontor
