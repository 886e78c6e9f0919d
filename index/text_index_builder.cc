#include "index/text_index_builder.h"

#include <algorithm>
#include <numeric>
#include <ranges>
#include <tuple>

#include "base/detect_language.h"
#include "base/distinct.h"
#include "base/parallel.h"
#include "base/stemmer.h"
#include "index/analyser.h"
#include "index/compound_terms.h"
#include "index/text_analysis.h"
#include "index/text_placement.h"

namespace kontor {
namespace {

using Piece = TextIndexBuilder::Piece;
using Use = TextIndexBuilder::Use;

constexpr NodeIndex kOwnersAtATime = 4'096;
constexpr NodeIndex kBlock = TextIndex::kBlock;
static_assert(kBlock % kOwnersAtATime == 0);

// `otherwise` where the language has no stemmer. The view lives as long as the program, other than
// those of a node.
std::string_view StemmedOr(std::string_view lang, std::string_view otherwise) {
  const std::string_view stemmed = StemmedLanguage(lang);
  return stemmed.empty() ? otherwise : stemmed;
}

// Of a text that is no name: the one that is stated, else the one that it seems to be in, else
// English.
std::string_view LanguageOf(const ValueView& value) {
  return StemmedOr(value.lang.empty() ? DetectLanguage(value.text) : value.lang, "en");
}

// Brings pieces into the order of their owners, and those of one owner into an order of their own.
void SortPieces(const std::string& texts, std::vector<Piece>& pieces) {
  const auto text = [&texts](const Piece& piece) {
    return std::string_view(texts).substr(piece.begin, piece.length);
  };
  std::ranges::sort(pieces, [&text](const Piece& a, const Piece& b) {
    const auto key_a = std::tuple(a.owner, a.field, a.lang);
    const auto key_b = std::tuple(b.owner, b.field, b.lang);
    return key_a != key_b ? key_a < key_b : text(a) < text(b);
  });
}

std::span<const Piece> PiecesOf(const std::vector<Piece>& pieces, NodeIndex first, NodeIndex last) {
  const auto begin = std::ranges::lower_bound(pieces, first, {}, &Piece::owner);
  const auto end = std::ranges::lower_bound(pieces, last, {}, &Piece::owner);
  return {begin, end};
}

// The seconds, ascending, by the first of each pair, which is below `count`.
PackedLists<TermIndex> ListPairs(std::vector<std::pair<TermIndex, TermIndex>> pairs, size_t count) {
  SortDistinct(pairs);
  std::vector<uint32_t> begins(count + 1, 0);
  std::vector<TermIndex> seconds;
  seconds.reserve(pairs.size());
  for (const auto& [first, second] : pairs) {
    ++begins[first + 1];
    seconds.push_back(second);
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  return {std::move(begins), std::move(seconds)};
}

size_t RangeCount(NodeIndex owners) { return (owners + kOwnersAtATime - 1) / kOwnersAtATime; }

// Postings of ranges of organisations, one range after the other, by term.
class Placement {
 public:
  explicit Placement(size_t term_count) : begins(term_count + 1, 0) {}

  void Place(std::vector<std::vector<TextPosting>>& ranges) {
    size_t count = 0;
    for (const auto& postings : ranges) {
      count += postings.size();
      for (const TextPosting& posting : postings) ++begins[posting.term + 1];
    }
    ColumnPosition(count);  // or it throws
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    next_.assign(begins.begin(), begins.end() - 1);
    ended_ = next_;
    low.resize(count);
    strengths.resize(count);
    for (size_t range = 0; range < ranges.size(); ++range) {
      for (const TextPosting& posting : ranges[range]) {
        const uint32_t at = next_[posting.term]++;
        low[at] = static_cast<uint16_t>(posting.organisation % kBlock);
        strengths[at] = posting.strength;
      }
      ranges[range] = {};
      const size_t organisations = (range + 1) * kOwnersAtATime;
      if (organisations % kBlock == 0 || range + 1 == ranges.size()) {
        EndBlock(static_cast<uint16_t>((organisations - 1) / kBlock));
      }
    }
    OrderBlocks();
  }

  std::vector<uint32_t> begins;
  std::vector<uint16_t> low;
  std::vector<uint8_t> strengths;
  std::vector<uint32_t> block_begins;
  std::vector<uint16_t> block_numbers;
  std::vector<uint16_t> block_lasts;

 private:
  struct Block {
    TermIndex term;
    uint16_t number;
    uint16_t last;
  };

  void EndBlock(uint16_t number) {
    for (TermIndex term = 0; term < next_.size(); ++term) {
      if (next_[term] == ended_[term]) continue;
      blocks_.push_back({term, number, static_cast<uint16_t>(next_[term] - ended_[term] - 1)});
      ended_[term] = next_[term];
    }
  }

  void OrderBlocks() {
    block_begins.assign(begins.size(), 0);
    for (const Block& block : blocks_) ++block_begins[block.term + 1];
    std::partial_sum(block_begins.begin(), block_begins.end(), block_begins.begin());
    std::vector<uint32_t> next(block_begins.begin(), block_begins.end() - 1);
    block_numbers.resize(blocks_.size());
    block_lasts.resize(blocks_.size());
    for (const Block& block : blocks_) {
      const uint32_t at = next[block.term]++;
      block_numbers[at] = block.number;
      block_lasts[at] = block.last;
    }
  }

  std::vector<uint32_t> next_;   // where each term's next posting goes
  std::vector<uint32_t> ended_;  // where it went when the last block ended
  std::vector<Block> blocks_;
};

}  // namespace

TextIndexBuilder::TextIndexBuilder(const ConceptTable& concepts, const ProfileTable& profiles,
                                   const CollaborationGraph& graph, uint64_t generation)
    : concepts_(concepts), profiles_(profiles), graph_(graph), generation_(generation) {
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    for (const auto& posting : profiles.Postings(i)) {
      posting_owners_.push_back({posting.id, i, posting.is_need, posting.title});
    }
  }
  std::ranges::sort(posting_owners_);
}

void TextIndexBuilder::AddPiece(std::vector<Piece>& pieces, uint32_t owner, TextField field,
                                std::string_view lang, std::string_view text) {
  if (text.empty()) return;
  pieces.push_back({owner, field, lang, texts_.size(), static_cast<uint32_t>(text.size())});
  texts_ += text;
}

void TextIndexBuilder::Keep(const std::vector<Piece>& pieces, NodeIndex vertex) {
  kept_.push_back(pieces.back());
  kept_.back().owner = vertex;
}

void TextIndexBuilder::AddNode(const NodeView& node) {
  switch (node.id.type()) {
    case NodeType::kOrganisation:
      return AddOrganisation(node);
    case NodeType::kPartnership:
      return AddPartnership(node);
    case NodeType::kPosting:
      return AddPosting(node);
    default:
      labels_.AddNode(concepts_, node);
  }
}

void TextIndexBuilder::AddOrganisation(const NodeView& node) {
  const NodeIndex organisation = profiles_.Find(node.id);
  if (organisation == kNoNode) return;
  const Profile profile = profiles_[organisation];
  const ConceptIndex country = profile.country;
  const std::string_view of_country =
      country == kNoConcept ? std::string_view() : LanguageOfCountry(concepts_.code(country));
  const auto add = [&](TextField field, std::string_view lang, std::string_view text) {
    AddPiece(organisation_pieces_, organisation, field, lang, text);
  };
  for (const ValueView& value : node.values) {
    const std::string_view of_name = StemmedOr(value.lang, of_country);
    if (value.field == Field::kName) add(TextField::kName, of_name, value.text);
    if (value.field == Field::kAlias) add(TextField::kAlias, of_name, value.text);
    if (value.field == Field::kAcronym) add(TextField::kAcronym, {}, value.text);
    if (value.field == Field::kIdentifier) add(TextField::kIdentifier, {}, value.text);
    if (value.field == Field::kCity) {
      add(TextField::kCity, {}, value.text);
      if (value.text != profile.city) Keep(organisation_pieces_, organisation);
    }
    if (value.field == Field::kDescription) {
      add(TextField::kDescription, LanguageOf(value), value.text);
      if (value.text != profile.description) Keep(organisation_pieces_, organisation);
    }
  }
  add(TextField::kIdentifier, {}, node.key);
}

void TextIndexBuilder::AddPosting(const NodeView& node) {
  const auto owners =
      std::ranges::equal_range(posting_owners_, node.id, {}, &PostingOwner::posting);
  for (const auto& [id, organisation, is_need, title] : owners) {
    const TextField field = is_need ? TextField::kNeed : TextField::kOffer;
    for (const ValueView& value : node.values) {
      const bool is_text = value.field == Field::kTitle || value.field == Field::kDescription ||
                           value.field == Field::kName;
      if (!is_text) continue;
      AddPiece(organisation_pieces_, organisation, field, LanguageOf(value), value.text);
      if (value.text != title) Keep(organisation_pieces_, organisation);
    }
  }
}

void TextIndexBuilder::AddPartnership(const NodeView& node) {
  const auto partnerships = std::views::iota(NodeIndex{0}, graph_.partnership_count());
  const auto id_of = [this](NodeIndex i) { return profiles_.Partnership(i).id; };
  const auto first = static_cast<NodeIndex>(
      std::ranges::lower_bound(partnerships, node.id, {}, id_of) - partnerships.begin());
  if (first == graph_.partnership_count() || id_of(first) != node.id) return;
  for (const ValueView& value : node.values) {
    const bool is_title = value.field == Field::kTitle || value.field == Field::kName;
    if (!is_title && value.field != Field::kAcronym && value.field != Field::kSubject) continue;
    AddPiece(partnership_pieces_, first, TextField::kPartnership, LanguageOf(value), value.text);
    Keep(partnership_pieces_, graph_.organisation_count() + first);
  }
}

void TextIndexBuilder::AddTopics() {
  for (NodeIndex i = 0; i < graph_.partnership_count(); ++i) {
    const PartnershipFacts partnership = profiles_.Partnership(i);
    for (const ConceptIndex code : partnership.concepts) {
      if (concepts_.type(code) != NodeType::kTopic) continue;
      AddPiece(partnership_pieces_, i, TextField::kPartnership, "en", concepts_.Label(code, "en"));
    }
  }
}

void TextIndexBuilder::PlaceKept(TextIndex& index) {
  SortPieces(texts_, kept_);
  ListsBuilder<TextField> fields;
  TextsBuilder texts;
  auto piece = kept_.begin();
  for (NodeIndex i = 0; i < graph_.organisation_count() + graph_.partnership_count(); ++i) {
    for (; piece != kept_.end() && piece->owner == i; ++piece) {
      texts.Add(std::string_view(texts_).substr(piece->begin, piece->length));
      fields.Add(piece->field);
    }
    fields.EndList();
  }
  index.kept_fields_ = std::move(fields).Build();
  index.kept_texts_ = std::move(texts).Build();
}

Texts TextIndexBuilder::Languages() const {
  std::vector<std::string_view> languages = {"en"};
  for (const auto* pieces : {&organisation_pieces_, &partnership_pieces_}) {
    for (const Piece& piece : *pieces) {
      const auto at = std::ranges::lower_bound(languages, piece.lang);
      const bool is_new = at == languages.end() || *at != piece.lang;
      if (!piece.lang.empty() && is_new) languages.insert(at, piece.lang);
    }
  }
  TextsBuilder texts;
  for (const std::string_view language : languages) texts.Add(language);
  return std::move(texts).Build();
}

// Own texts of organisations in ranges of kOwnersAtATime, then those of partnerships.
struct TextIndexBuilder::Analysis {
  std::vector<AnalysedTexts> texts;
  FieldLengths lengths;  // of organisations, without those of partnerships
  std::vector<uint32_t> partnership_lengths;
};

TextIndexBuilder::Analysis TextIndexBuilder::Analyse(size_t threads) const {
  const size_t own = RangeCount(profiles_.size());
  Analysis analysis;
  analysis.texts.resize(own + RangeCount(graph_.partnership_count()));
  analysis.lengths.words.resize(size_t{profiles_.size()} * kTextFields);
  analysis.partnership_lengths.resize(size_t{graph_.partnership_count()} * kTextFields);
  ForEachIndex(analysis.texts.size(), threads, [&](size_t range, size_t) {
    const bool is_own = range < own;
    const auto first = static_cast<NodeIndex>((is_own ? range : range - own) * kOwnersAtATime);
    analysis.texts[range] = AnalyseTexts(
        texts_,
        PiecesOf(is_own ? organisation_pieces_ : partnership_pieces_, first,
                 first + kOwnersAtATime),
        is_own ? std::span(analysis.lengths.words) : std::span(analysis.partnership_lengths));
  });
  return analysis;
}

void TextIndexBuilder::PlacePostings(Analysis analysis, size_t threads,
                                     const TextParameters& parameters, TextIndex& index) const {
  const NodeIndex organisations = profiles_.size();
  const auto own = std::span(analysis.texts).first(RangeCount(organisations));
  const PartnershipTerms of_partnerships = ListPartnershipTerms(
      std::span(analysis.texts).subspan(own.size()), graph_.partnership_count());
  constexpr auto kField = static_cast<size_t>(TextField::kPartnership);
  FieldLengths& lengths = analysis.lengths;
  for (NodeIndex i = 0; i < organisations; ++i) {
    for (const NodeIndex vertex : graph_.Neighbours(i)) {
      lengths.words[i * kTextFields + kField] +=
          analysis.partnership_lengths[(vertex - organisations) * kTextFields + kField];
    }
  }
  lengths.MeasureAverages();
  const SharedByAll shared{of_partnerships, graph_, lengths, parameters};
  std::vector<std::vector<TextPosting>> ranges(own.size());
  ForEachIndex(ranges.size(), threads, [&](size_t range, size_t) {
    const auto first = static_cast<NodeIndex>(range * kOwnersAtATime);
    ranges[range] =
        StrengthsOf(first, std::min(organisations, first + kOwnersAtATime), own[range], shared);
    own[range].uses = {};
  });
  Placement placement(index.terms_.size());
  placement.Place(ranges);
  index.low_ = {std::move(placement.begins), std::move(placement.low)};
  index.strengths_ = Column(std::move(placement.strengths));
  index.block_numbers_ = {std::move(placement.block_begins), std::move(placement.block_numbers)};
  index.block_lasts_ = Column(std::move(placement.block_lasts));
}

// What words are found by, and which compounds they are parts of.
void TextIndexBuilder::PlaceWords(std::span<const AnalysedTexts> texts, size_t threads,
                                  TextIndex& index) {
  std::vector<WordForm> forms;
  for (const AnalysedTexts& some : texts) {
    forms.insert(forms.end(), some.forms.begin(), some.forms.end());
  }
  SortDistinct(forms);
  const size_t terms = index.terms_.size();
  std::vector<uint8_t> traits(terms, 0);
  std::vector<std::pair<TermIndex, TermIndex>> found;
  for (const WordForm& form : forms) {
    traits[form.word] |= TextIndex::kIsWord;
    if (form.is_of_compounds) traits[form.word] |= TextIndex::kIsOfCompounds;
    found.emplace_back(form.word, form.term);
  }
  index.traits_ = Column(std::move(traits));
  index.found_ = ListPairs(std::move(found), terms);
  index.compounds_ = ListPairs(FindCompounds(index, threads), terms);
}

TextIndex TextIndexBuilder::Build(size_t threads, const TextParameters& parameters) && {
  AddTopics();
  SortPieces(texts_, organisation_pieces_);
  SortPieces(texts_, partnership_pieces_);
  TextIndex index;
  index.generation_ = generation_;
  index.organisations_ = profiles_.size();
  index.text_bytes_ = texts_.size();
  index.languages_ = Languages();
  index.labels_ = std::move(labels_).Build(former_ == nullptr ? nullptr : &former_->labels());
  PlaceKept(index);
  Analysis analysis = Analyse(threads);
  index.terms_ = TermTable(NumberTerms(analysis.texts, threads));
  PlaceWords(analysis.texts, threads, index);
  PlacePostings(std::move(analysis), threads, parameters, index);
  return index;
}

}  // namespace kontor
