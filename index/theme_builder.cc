#include "index/theme_builder.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "base/portable_math.h"

namespace kontor {
namespace {

constexpr size_t kFewestForCommonTheme = 1'000;  // organisations, before any theme is too common
constexpr double kCommonCodeShare = 0.25;        // of them
constexpr double kCommonWordShare = 0.05;        // words say less than codes: "towards", "research"

// A theme before it is decided which ones are kept: a concept's index, or behind the concepts a
// word's.
using RawTheme = uint32_t;

struct RawCount {
  RawTheme theme = 0;
  float count = 0.0F;
};

double ClassWeight(const ThemeClassWeights& weights, NodeType type) {
  switch (type) {
    case NodeType::kSector:
      return weights.sector;
    case NodeType::kEcosystem:
      return weights.ecosystem;
    case NodeType::kTechnology:
      return weights.technology;
    case NodeType::kTopic:
      return weights.topic;
    case NodeType::kCall:
      return weights.call;
    case NodeType::kProgramme:
      return weights.programme;
    default:
      return 0.0;  // no theme: countries, regions, labels, stages
  }
}

}  // namespace

class ThemeTableBuilder {
 public:
  ThemeTableBuilder(const ThemeSources& sources, const ThemeClassWeights& weights);
  ThemeTable Build() &&;

 private:
  void CollectPartnershipThemes();
  void CountThemes();
  void CountOrganisation(NodeIndex organisation);
  void CountConcept(ConceptIndex concept_index, double count);
  void Count(RawTheme theme, double count);
  void EndRow(std::vector<size_t>& offsets, std::vector<RawCount>& rows);
  void KeepThemes();
  void Keep(RawTheme raw);
  void PlaceCarriers();
  void PlaceVectors();
  void PlacePartnershipVectors();
  void PlacePartnerships();
  [[nodiscard]] size_t theme_count() const { return concepts_.size(); }
  [[nodiscard]] double Weight(ThemeIndex theme, double count) const {
    return Log2(1.0 + count) * scales_[theme];
  }

  const ThemeSources& sources_;
  const size_t concept_count_;
  const size_t organisation_count_;
  std::vector<double> class_weights_;  // of each concept
  const double word_weight_;

  // One row: counts by theme, and which of them are not 0.
  std::vector<double> counts_;
  std::vector<RawTheme> counted_;

  std::vector<size_t> partnership_offsets_ = {0};
  std::vector<RawCount> partnership_themes_;
  std::vector<size_t> raw_offsets_ = {0};
  std::vector<RawCount> raw_;
  std::vector<uint32_t> carrier_counts_;  // of each raw theme
  std::vector<ThemeIndex> kept_;          // of each raw theme; UINT32_MAX: left out
  std::vector<double> scales_;            // of each theme: class weight * idf
  std::vector<ConceptIndex> countries_;   // of organisations
  std::vector<ConceptIndex> concepts_;    // of each theme
  TextsBuilder words_;                    // of each theme
  std::vector<uint32_t> carrier_begins_;  // of each theme, and the end
  std::vector<ThemeCarrier> carriers_;
  ThemeTable table_;
};

ThemeTableBuilder::ThemeTableBuilder(const ThemeSources& sources, const ThemeClassWeights& weights)
    : sources_(sources),
      concept_count_(sources.concepts.size()),
      organisation_count_(sources.profiles.size()),
      word_weight_(weights.word),
      counts_(concept_count_ + sources.words.size(), 0.0),
      carrier_counts_(counts_.size(), 0),
      kept_(counts_.size(), UINT32_MAX) {
  for (NodeIndex i = 0; i < organisation_count_; ++i) {
    countries_.push_back(sources.profiles[i].country);
  }
  class_weights_.reserve(concept_count_);
  for (ConceptIndex i = 0; i < concept_count_; ++i) {
    // A whole programme is no theme, its parts are.
    const bool whole = sources.concepts.type(i) == NodeType::kProgramme &&
                       sources.concepts.parent(i) == kNoConcept;
    class_weights_.push_back(whole ? 0.0 : ClassWeight(weights, sources.concepts.type(i)));
  }
}

void ThemeTableBuilder::Count(RawTheme theme, double count) {
  if (counts_[theme] == 0.0) counted_.push_back(theme);
  counts_[theme] += count;
}

// The code, and half as much for each broader one.
void ThemeTableBuilder::CountConcept(ConceptIndex concept_index, double count) {
  for (ConceptIndex i = concept_index; i != kNoConcept; i = sources_.concepts.parent(i)) {
    if (class_weights_[i] > 0.0) Count(i, count);
    count /= 2;
  }
}

void ThemeTableBuilder::EndRow(std::vector<size_t>& offsets, std::vector<RawCount>& rows) {
  for (const RawTheme theme : counted_) {
    rows.push_back({theme, static_cast<float>(counts_[theme])});
    counts_[theme] = 0.0;
  }
  counted_.clear();
  offsets.push_back(rows.size());
}

void ThemeTableBuilder::CollectPartnershipThemes() {
  for (NodeIndex i = 0; i < sources_.graph.partnership_count(); ++i) {
    for (const ConceptIndex code : sources_.profiles.Partnership(i).concepts) {
      CountConcept(code, 1.0);
    }
    for (const WordIndex word : sources_.partnership_words[i]) {
      Count(static_cast<RawTheme>(concept_count_ + word), 1.0);
    }
    EndRow(partnership_offsets_, partnership_themes_);
  }
}

void ThemeTableBuilder::CountOrganisation(NodeIndex organisation) {
  for (const Attribution& code : sources_.profiles.Codes(organisation)) {
    CountConcept(code.concept_index, static_cast<double>(code.weight));
  }
  for (const WordIndex word : sources_.organisation_words[organisation]) {
    Count(static_cast<RawTheme>(concept_count_ + word), 1.0);
  }
  for (const NodeIndex v : sources_.graph.Neighbours(organisation)) {
    const NodeIndex partnership = v - sources_.graph.organisation_count();
    for (size_t i = partnership_offsets_[partnership]; i < partnership_offsets_[partnership + 1];
         ++i) {
      Count(partnership_themes_[i].theme, static_cast<double>(partnership_themes_[i].count));
    }
  }
}

void ThemeTableBuilder::CountThemes() {
  for (NodeIndex organisation = 0; organisation < organisation_count_; ++organisation) {
    CountOrganisation(organisation);
    for (const RawTheme theme : counted_) ++carrier_counts_[theme];
    EndRow(raw_offsets_, raw_);
  }
}

void ThemeTableBuilder::Keep(RawTheme raw) {
  const size_t carriers = carrier_counts_[raw];
  const bool is_code = raw < concept_count_;
  const double common_share = is_code ? kCommonCodeShare : kCommonWordShare;
  const bool common =
      organisation_count_ >= kFewestForCommonTheme &&
      static_cast<double>(carriers) > common_share * static_cast<double>(organisation_count_);
  if (carriers < 2 || common) return;
  kept_[raw] = static_cast<ThemeIndex>(concepts_.size());
  concepts_.push_back(is_code ? raw : kNoConcept);
  words_.Add(is_code ? std::string_view()
                     : sources_.words[static_cast<WordIndex>(raw - concept_count_)]);
  const double others = static_cast<double>(organisation_count_ - carriers);
  const double idf = Log1p((others + 0.5) / (static_cast<double>(carriers) + 0.5));
  scales_.push_back((is_code ? class_weights_[raw] : word_weight_) * idf);
}

// Codes in the order of the concept table, then words in alphabetical order.
void ThemeTableBuilder::KeepThemes() {
  for (RawTheme raw = 0; raw < concept_count_; ++raw) Keep(raw);
  for (const WordIndex word : sources_.words.Sorted()) {
    Keep(static_cast<RawTheme>(concept_count_ + word));
  }
}

// Weights before they are scaled to unit length, by theme. Organisations come by country, so every
// list is in that order.
void ThemeTableBuilder::PlaceCarriers() {
  std::vector<NodeIndex> by_country(organisation_count_);
  std::iota(by_country.begin(), by_country.end(), NodeIndex{0});
  std::ranges::stable_sort(by_country, {}, [this](NodeIndex i) { return countries_[i]; });
  carrier_begins_.assign(theme_count() + 1, 0);
  for (RawTheme raw = 0; raw < kept_.size(); ++raw) {
    if (kept_[raw] != UINT32_MAX) carrier_begins_[kept_[raw] + 1] = carrier_counts_[raw];
  }
  std::partial_sum(carrier_begins_.begin(), carrier_begins_.end(), carrier_begins_.begin());
  carriers_.resize(carrier_begins_.back());
  std::vector<uint32_t> next(carrier_begins_.begin(), carrier_begins_.end() - 1);
  for (const NodeIndex organisation : by_country) {
    for (size_t i = raw_offsets_[organisation]; i < raw_offsets_[organisation + 1]; ++i) {
      const ThemeIndex theme = kept_[raw_[i].theme];
      if (theme == UINT32_MAX) continue;
      const double weight = Weight(theme, static_cast<double>(raw_[i].count));
      carriers_[next[theme]++] = {organisation, static_cast<float>(weight)};
    }
  }
}

// Scales to unit length and turns the lists round. Sums run in the order of themes, which does not
// depend on the order in which records came.
void ThemeTableBuilder::PlaceVectors() {
  std::vector<double> squares(organisation_count_, 0.0);
  std::vector<uint32_t> begins(organisation_count_ + 1, 0);
  for (const ThemeCarrier& carrier : carriers_) {
    squares[carrier.organisation] +=
        static_cast<double>(carrier.weight) * static_cast<double>(carrier.weight);
    ++begins[carrier.organisation + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  for (double& square : squares) square = square > 0.0 ? 1.0 / std::sqrt(square) : 0.0;
  std::vector<ThemeWeight> vectors(carriers_.size());
  std::vector<uint32_t> next(begins.begin(), begins.end() - 1);
  for (ThemeIndex theme = 0; theme < theme_count(); ++theme) {
    for (size_t i = carrier_begins_[theme]; i < carrier_begins_[theme + 1]; ++i) {
      ThemeCarrier& carrier = carriers_[i];
      carrier.weight =
          static_cast<float>(static_cast<double>(carrier.weight) * squares[carrier.organisation]);
      vectors[next[carrier.organisation]++] = {theme, carrier.weight};
    }
  }
  table_.vectors_ = Lists(std::move(begins), std::move(vectors));
  table_.carriers_ = Lists(std::move(carrier_begins_), std::move(carriers_));
}

// Rows by theme, scaled to unit length.
void ThemeTableBuilder::PlacePartnershipVectors() {
  ListsBuilder<ThemeWeight> vectors;
  for (NodeIndex i = 0; i + 1 < partnership_offsets_.size(); ++i) {
    for (size_t k = partnership_offsets_[i]; k < partnership_offsets_[i + 1]; ++k) {
      const ThemeIndex theme = kept_[partnership_themes_[k].theme];
      if (theme == UINT32_MAX) continue;
      const double weight = Weight(theme, static_cast<double>(partnership_themes_[k].count));
      vectors.Add({theme, static_cast<float>(weight)});
    }
    const std::span<ThemeWeight> row = vectors.open_list();
    std::ranges::sort(row, {}, &ThemeWeight::theme);
    double square = 0.0;
    for (const ThemeWeight& one : row) {
      square += static_cast<double>(one.weight) * static_cast<double>(one.weight);
    }
    const auto scale = static_cast<float>(square > 0.0 ? 1.0 / std::sqrt(square) : 0.0);
    for (ThemeWeight& one : row) one.weight *= scale;
    vectors.EndList();
  }
  table_.partnership_vectors_ = std::move(vectors).Build();
}

// The same by theme. Partnerships come in ascending order, so every list is ascending.
void ThemeTableBuilder::PlacePartnerships() {
  const Lists<ThemeWeight>& vectors = table_.partnership_vectors_;
  std::vector<uint32_t> begins(theme_count() + 1, 0);
  for (const ThemeWeight& one : vectors.values()) ++begins[one.theme + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<ThemedPartnership> partnerships(vectors.values().size());
  std::vector<uint32_t> next(begins.begin(), begins.end() - 1);
  for (NodeIndex i = 0; i < vectors.size(); ++i) {
    for (const ThemeWeight& one : vectors[i]) partnerships[next[one.theme]++] = {i, one.weight};
  }
  table_.partnerships_ = Lists(std::move(begins), std::move(partnerships));
}

ThemeTable ThemeTableBuilder::Build() && {
  CollectPartnershipThemes();
  CountThemes();
  KeepThemes();
  PlaceCarriers();
  PlaceVectors();
  PlacePartnershipVectors();
  PlacePartnerships();
  table_.countries_ = Column(std::move(countries_));
  table_.concepts_ = Column(std::move(concepts_));
  table_.words_ = std::move(words_).Build();
  return std::move(table_);
}

ThemeTable BuildThemeTable(const ThemeSources& sources, const ThemeClassWeights& weights) {
  return ThemeTableBuilder(sources, weights).Build();
}

}  // namespace kontor
