#include "engine/phrases.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "base/distinct.h"
#include "base/tokens.h"
#include "engine/search.h"
#include "index/analyser.h"
#include "index/query_plan.h"

namespace kontor {

std::vector<NodeIndex> CarriersOfWord(const TextIndex& index, std::string_view word) {
  std::vector<NodeIndex> carriers;
  for (const TermIndex term : TermsOfWord(index, word)) {
    index.ForEachCarrier(
        term, [&](NodeIndex organisation, uint32_t) { carriers.push_back(organisation); });
  }
  SortDistinct(carriers);
  return carriers;
}

std::vector<NodeIndex> PhraseFinder::CarriersOf(std::string_view phrase) {
  std::vector<std::string_view> words;
  FindTokens(phrase, words);
  std::vector<NodeIndex> carriers = CarriersOfWord(index_, words.front());
  for (const std::string_view word : std::span(words).subspan(1)) {
    std::vector<NodeIndex> both;
    std::ranges::set_intersection(carriers, CarriersOfWord(index_, word), std::back_inserter(both));
    carriers = std::move(both);
  }
  of_partnerships_.clear();
  const std::string terms = " " + TermsOf(phrase, {}) + " ";
  std::erase_if(carriers, [&](NodeIndex organisation) { return !Holds(organisation, terms); });
  return carriers;
}

bool PhraseFinder::Holds(NodeIndex organisation, const std::string& terms) {
  bool holds = false;
  ForEachText(snapshot_, index_, organisation, SIZE_MAX,
              [&](TextField field, std::string_view text) {
                if (field == TextField::kPartnership && !text.empty()) {
                  const auto known = of_partnerships_.find(text.data());
                  holds = known != of_partnerships_.end() ? known->second : TextHolds(text, terms);
                  of_partnerships_.emplace(text.data(), holds);
                } else {
                  holds = TextHolds(text, terms);
                }
                return !holds && !is_cut_;
              });
  return holds;
}

bool PhraseFinder::TextHolds(std::string_view text, const std::string& terms) {
  is_cut_ = is_cut_ || text.size() > bytes_left_;
  if (is_cut_) return false;
  bytes_left_ -= text.size();
  return (" " + TermsOf(text, {}) + " ").find(terms) != std::string::npos;
}

}  // namespace kontor
