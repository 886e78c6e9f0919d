#include <catch2/catch_test_macros.hpp>
#include <sstream>
#include <string>

#include "api/display_width.h"
#include "api/json_document.h"
#include "api/render_evaluation.h"

namespace kontor {
namespace {

Evaluation Example() {
  Evaluation evaluation;
  evaluation.organisations = 1'000;
  evaluation.askers = 50;
  evaluation.new_partners = 70;
  evaluation.questions = {20, 12, 0};
  ModelEvaluation preset;
  preset.model = "internationalise/1.2.3";
  preset.segments[0] = {.ndcg = {0.12345, 0.1, 1.0},
                        .recall = {0.2, 0.1, 0.3},
                        .mrr = {0.3, 0.2, 0.4},
                        .hit = {0.6, 0.5, 0.7},
                        .ndcg_to_reference = Interval{1.25, 1.1, 1.4},
                        .mrr_to_reference = Interval{1.5, 1.2, 1.9}};
  preset.exposure_gini = 0.99;
  preset.candidate_recall = 0.5;
  ModelEvaluation baseline;
  baseline.model = "adamic-adar";
  ModelEvaluation floor;
  floor.model = "internationalise/1.2.3, newcomers 20 %";
  floor.newcomers_shown = 0.25;
  floor.segments[0].ndcg_to_no_floor = Interval{0.97, 0.9, 1.0};
  evaluation.models = {preset, baseline, floor};
  return evaluation;
}

EvaluationSubject Subject() {
  return {
      .generation = 3, .cut = MakeDate(2018, 1, 1), .until = {}, .future = "later.zip", .seed = 7};
}

}  // namespace

TEST_CASE("an evaluation as a table fits a terminal and tells what it is of", "[api][render]") {
  const std::string table = RenderEvaluation(Subject(), Example(), Format::kTable);
  INFO(table);
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) CHECK(DisplayWidth(line) <= 100);
  for (const char* part : {"2018-01-01", "later.zip", "seed 7", "20 of 50", "internationalise/1",
                           "0.123 .100-1.000", "1.25 1.10-1.40", "1.50 1.20-1.90", "no questions",
                           "50.0 %", "25.0 %", "without floor", "0.97 0.90-1.00"}) {
    INFO(part);
    CHECK(table.contains(part));
  }
}

TEST_CASE("an evaluation as JSON has every figure with its interval", "[api][render]") {
  const Json document = Json::parse(RenderEvaluation(Subject(), Example(), Format::kJson));
  CHECK(document["cut"] == "2018-01-01");
  CHECK(document["until"].is_null());
  CHECK(document["questions"] == Json({{"all", 20}, {"incumbents", 12}, {"newcomers", 0}}));
  REQUIRE(document["models"].size() == 3);
  const Json& preset = document["models"][0];
  CHECK(preset["model"] == "internationalise/1.2.3");
  const Json& all = preset["segments"]["all"];
  CHECK(all["ndcg_at_20"] == Json({{"value", 0.1235}, {"low", 0.1}, {"high", 1.0}}));
  CHECK(all["ndcg_to_adamic_adar"]["value"] == 1.25);
  CHECK(all["mrr_to_adamic_adar"]["value"] == 1.5);
  CHECK(preset["segments"]["newcomers"]["ndcg_to_adamic_adar"].is_null());
  CHECK(preset["candidate_recall"] == 0.5);
  CHECK(document["models"][1]["candidate_recall"].is_null());
  CHECK(all["ndcg_to_no_floor"].is_null());
  const Json& floor = document["models"][2];
  CHECK(floor["newcomers_shown"] == 0.25);
  CHECK(floor["segments"]["all"]["ndcg_to_no_floor"]["value"] == 0.97);
}

}  // namespace kontor
