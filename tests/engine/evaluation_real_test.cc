// A small evaluation on the EU's published projects.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string_view>

#include "engine/baselines.h"
#include "engine/evaluation.h"
#include "tests/engine/real_data.h"

namespace kontor {
namespace {

TEST_CASE("rankings of real projects are as good as they are known to be",
          "[engine][evaluation][real]") {
  const auto store = MakeMemoryStore();
  for (const char* part : {"fp7", "h2020"}) ImportRealOrSkip(*store, part);
  const auto past = Load(*store, MakeDate(2017, 12, 31));
  const Truth truth = CollectTruth(*past, *Load(*store, {}),
                                   {.cut = MakeDate(2018, 1, 1), .until = MakeDate(2019, 1, 1)});
  CHECK(truth.askers.size() > 5'000);
  auto rankers = MakeBaselines(*past, MakeDate(2018, 1, 1));
  rankers.push_back(MakePresetRanker(*past, BuiltInPresets().front(), past->as_of));
  EvaluationOptions options;
  options.questions = 60;
  const Evaluation evaluation = Evaluate(*past, truth, rankers, options);
  const auto ndcg = [&](std::string_view model) {
    return std::ranges::find(evaluation.models, model, &ModelEvaluation::model)
        ->segments[0]
        .ndcg.value;
  };
  CHECK(evaluation.organisations > 45'000);
  CHECK(ndcg("adamic-adar") > 0.04);
  CHECK(ndcg("adamic-adar") < 0.20);
  CHECK(ndcg("walk") > 0.04);
  CHECK(ndcg("adamic-adar") > ndcg("facets"));
  CHECK(ndcg("popularity") < ndcg("walk"));
  const ModelEvaluation& preset = evaluation.models.back();
  CHECK(preset.segments[0].ndcg.value > 0.03);
  CHECK(preset.candidate_recall > 0.25);
  for (const ModelEvaluation& model : evaluation.models) {
    CHECK(model.exposure_gini > 0.9);  // 60 lists reach few of so many
    CHECK(model.exposure_gini < 1.0);
  }
}

}  // namespace
}  // namespace kontor
