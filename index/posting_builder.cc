#include "index/posting_builder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "base/distinct.h"
#include "base/portable_math.h"
#include "index/word_table.h"

namespace kontor {
namespace {

constexpr double kBroader = 0.5;  // weight of a broader code, from step to step
constexpr double kWord = 0.5;     // weight of the rarest word
constexpr size_t kFewestForCommonPosting = 1'000;
constexpr double kCommonShare = 0.05;

uint64_t SignatureBit(uint32_t aspect) {
  return uint64_t{1} << ((aspect * uint64_t{0x9E3779B97F4A7C15}) >> 58U);
}

// The places of the postings that stand longest, ascending; without a deadline they stand for ever.
std::vector<uint32_t> LongestStanding(const PostingViews& postings) {
  std::vector<uint32_t> places(postings.size());
  std::iota(places.begin(), places.end(), uint32_t{0});
  if (places.size() <= PostingTable::kMostPostings) return places;
  std::ranges::stable_sort(places, std::greater(), [&postings](uint32_t place) {
    const Date deadline = postings[place].deadline;
    return deadline.known() ? deadline.days : INT32_MAX;
  });
  places.resize(PostingTable::kMostPostings);
  std::ranges::sort(places);
  return places;
}

}  // namespace

class PostingTableBuilder {
 public:
  PostingTableBuilder(const ConceptTable& concepts, const ProfileTable& profiles)
      : concepts_(concepts), profiles_(profiles) {}

  PostingTable Build() && {
    CollectWords();
    uint32_t number = 0;  // of a posting, of all
    for (NodeIndex i = 0; i < profiles_.size(); ++i) {
      const auto postings = profiles_.Postings(i);
      for (const uint32_t place : LongestStanding(postings)) {
        Add(i, postings[place], place, words_[number + place]);
      }
      number += static_cast<uint32_t>(postings.size());
      postings_.EndList();
    }
    table_.postings_ = std::move(postings_).Build<PackedLists<ComparedPosting>>();
    table_.aspects_ = Column(std::move(aspects_));
    PlaceCarriers();
    return std::move(table_);
  }

 private:
  void CollectWords() {
    WordCollector collector;
    std::vector<WordUse> uses;
    uint32_t postings = 0;
    for (NodeIndex i = 0; i < profiles_.size(); ++i) {
      for (const Posting& posting : profiles_.Postings(i)) {
        collector.Add(postings++, posting.title, uses);
      }
    }
    words_ = WordLists(postings, uses);
    rarity_.assign(collector.words().size(), 0.0);
    for (const WordUse& use : uses) rarity_[use.word] += 1.0;
    for (double& count : rarity_) {
      const bool common = postings >= kFewestForCommonPosting && count > kCommonShare * postings;
      count = common ? 0.0 : Log1p(postings / count) / Log1p(postings);
    }
  }

  void Add(NodeIndex organisation, const Posting& posting, uint32_t place,
           std::span<const WordIndex> words) {
    ComparedPosting compared;
    compared.place = place;
    compared.side = posting.is_need ? 1 : 0;
    compared.deadline = posting.deadline;
    compared.type = TypeNumber(posting.type);
    std::map<uint32_t, double> weights;
    for (const ConceptIndex code : posting.concepts) AddCode(code, weights, compared.signature);
    for (const WordIndex word : words) {
      if (rarity_[word] <= 0.0) continue;
      const auto aspect = static_cast<uint32_t>(concepts_.size() + word);
      weights[aspect] += kWord * rarity_[word];
      compared.signature |= SignatureBit(aspect);
    }
    compared.first = ColumnPosition(aspects_.size());
    PlaceVector(weights);
    for (const auto& [aspect, weight] : weights) {
      carriers_.emplace_back(PostingTable::CarrierRow(aspect, posting.is_need), organisation);
    }
    compared.last = ColumnPosition(aspects_.size());
    postings_.Add(compared);
  }

  // The code and its broader ones below the top. Whoever shares one of them shares the broadest,
  // so that one alone stands in the signature.
  void AddCode(ConceptIndex code, std::map<uint32_t, double>& weights, uint64_t& signature) const {
    double weight = 1.0;
    ConceptIndex broadest = code;
    for (ConceptIndex i = code; i != kNoConcept; i = concepts_.parent(i)) {
      if (i != code && concepts_.parent(i) == kNoConcept) break;
      weights[i] += weight;
      weight *= kBroader;
      broadest = i;
    }
    signature |= SignatureBit(broadest);
  }

  void PlaceVector(const std::map<uint32_t, double>& weights) {
    double squares = 0.0;
    for (const auto& [aspect, weight] : weights) squares += weight * weight;
    for (const auto& [aspect, weight] : weights) {
      aspects_.push_back({aspect, static_cast<float>(weight / std::sqrt(squares))});
    }
  }

  uint32_t TypeNumber(std::string_view type) {
    if (type.empty()) return 0;
    return types_.try_emplace(type, static_cast<uint32_t>(types_.size() + 1)).first->second;
  }

  void PlaceCarriers() {
    SortDistinct(carriers_);
    std::vector<uint32_t> begins(2 * (concepts_.size() + rarity_.size()) + 1, 0);
    std::vector<NodeIndex> carriers;
    carriers.reserve(carriers_.size());
    for (const auto& [row, organisation] : carriers_) {
      ++begins[row + 1];
      carriers.push_back(organisation);
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    table_.carriers_ = {std::move(begins), std::move(carriers)};
  }

  const ConceptTable& concepts_;
  const ProfileTable& profiles_;
  WordLists words_;             // of each posting
  std::vector<double> rarity_;  // of each word, in [0,1]
  std::map<std::string_view, uint32_t> types_;
  ListsBuilder<ComparedPosting> postings_;
  std::vector<PostingAspect> aspects_;
  std::vector<std::pair<uint32_t, NodeIndex>> carriers_;  // row, organisation
  PostingTable table_;
};

PostingTable BuildPostingTable(const ConceptTable& concepts, const ProfileTable& profiles) {
  return PostingTableBuilder(concepts, profiles).Build();
}

}  // namespace kontor
