#include "api/render_search_evaluation.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "api/display_width.h"
#include "api/json_document.h"
#include "api/shown_points.h"

namespace kontor {
namespace {

constexpr size_t kGroupWidth = 16;
constexpr size_t kScoreWidth = 10;

std::string Figure3(double share) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", share);
  return text.data();
}

std::string Row(const std::string& group, const GroupScores& scores) {
  return FitTo(group, kGroupWidth) + FitTo(std::to_string(scores.queries), kScoreWidth) +
         FitTo(Figure3(scores.mrr), kScoreWidth) + Figure3(scores.hit) + "\n";
}

std::string Miss(const JudgedAnswer& miss) {
  std::string text = Printable(miss.search.group) + ": " + Printable(miss.search.query) +
                     "\n      expected " + Printable(miss.search.expectation) + "\n      found ";
  text += miss.rank == 0 ? "none" : "it at rank " + std::to_string(miss.rank);
  if (!miss.first.empty()) text += "; first " + Printable(miss.first);
  if (!miss.understood.empty()) text += "; understood " + Printable(miss.understood);
  return text + "\n";
}

std::string AsTable(uint64_t generation, const SearchEvaluation& evaluation) {
  std::string text = "generation " + std::to_string(generation) + "; the first " +
                     std::to_string(kJudgedPlaces) + " hits of each query\n\n" +
                     FitTo("class", kGroupWidth) + FitTo("queries", kScoreWidth) +
                     FitTo("MRR", kScoreWidth) + "hit@" + std::to_string(kHitPlaces) + "\n";
  for (const GroupScores& scores : evaluation.groups) text += Row(scores.group, scores);
  text += Row("all", evaluation.all);
  if (!evaluation.missed.empty()) {
    text += "\nnot within the first " + std::to_string(kHitPlaces) + ":\n";
  }
  const size_t shown = std::min(evaluation.missed.size(), kMissesInTable);
  for (size_t i = 0; i < shown; ++i) text += Miss(evaluation.missed[i]);
  if (shown < evaluation.missed.size()) {
    text += "and " + std::to_string(evaluation.missed.size() - shown) + " more\n";
  }
  return text;
}

Json AsJson(const GroupScores& scores) {
  return {{"queries", scores.queries},
          {"mrr", RoundTo4(scores.mrr)},
          {"hit_at_5", RoundTo4(scores.hit)}};
}

std::string AsJson(uint64_t generation, const SearchEvaluation& evaluation) {
  Json classes = Json::object();
  for (const GroupScores& scores : evaluation.groups) classes[scores.group] = AsJson(scores);
  Json missed = Json::array();
  for (const JudgedAnswer& miss : evaluation.missed) {
    missed.push_back({{"class", miss.search.group},
                      {"query", miss.search.query},
                      {"expected", miss.search.expectation},
                      {"rank", miss.rank == 0 ? Json() : Json(miss.rank)},
                      {"first", OrNull(miss.first)},
                      {"understood", OrNull(miss.understood)}});
  }
  const Json document = {{"generation", generation},
                         {"all", AsJson(evaluation.all)},
                         {"classes", std::move(classes)},
                         {"missed", std::move(missed)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string RenderSearchEvaluation(uint64_t generation, const SearchEvaluation& evaluation,
                                   Format format) {
  return format == Format::kTable ? AsTable(generation, evaluation)
                                  : AsJson(generation, evaluation);
}

}  // namespace kontor
