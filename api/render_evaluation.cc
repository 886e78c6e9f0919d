#include "api/render_evaluation.h"

#include <cmath>
#include <cstdio>

#include "api/display_width.h"
#include "api/json_document.h"

namespace kontor {
namespace {

constexpr size_t kModelWidth = 20;
constexpr size_t kFigureWidth = 16;
constexpr size_t kNarrowWidth = 12;
constexpr size_t kFloorNameWidth = 34;
constexpr double kShownDigits = 1e4;

constexpr std::string_view kDefinitions =
    "NDCG, recall and hit: of the first 20, where 20 or all new partners are the most there can "
    "be.\n"
    "MRR: 1 / rank of the first new partner within the first 1,000. Behind each figure its 95 %\n"
    "interval (bootstrap over questions). Ratios: to those of adamic-adar, question by question.\n"
    "Newcomers: their share of all places. Candidates: the share of new partners among them.\n";

std::string Format3(const char* format, double number) {
  char text[40];
  std::snprintf(text, sizeof(text), format, number);
  return text;
}

// ".091", "1.060"
std::string Short(double number) {
  std::string text = Format3("%.3f", number);
  return text.starts_with("0.") ? text.substr(1) : text;
}

// "0.098 .091-.105"
std::string Figure(const Interval& interval) {
  return Format3("%.3f ", interval.value) + Short(interval.low) + "-" + Short(interval.high);
}

// "1.02 0.98-1.06", or "-" where there is none
std::string RatioFigure(const std::optional<Interval>& ratio) {
  if (!ratio) return "-";
  return Format3("%.2f ", ratio->value) + Format3("%.2f-", ratio->low) +
         Format3("%.2f", ratio->high);
}

std::string Percent(double share) { return Format3("%5.1f %%", 100.0 * share); }

std::string Heading(const EvaluationSubject& subject, const Evaluation& evaluation) {
  std::string text = "Partnerships from " + FormatDate(subject.cut);
  if (subject.until.known()) text += " until before " + FormatDate(subject.until);
  text += subject.future.empty() ? "" : ", from " + Printable(subject.future);
  text += ", foreseen with what was known before\ngeneration " +
          std::to_string(subject.generation) + ", seed " + std::to_string(subject.seed) + "; " +
          std::to_string(evaluation.questions.front()) + " of " +
          std::to_string(evaluation.askers) + " organisations asked, " +
          std::to_string(evaluation.new_partners) + " new partners among " +
          std::to_string(evaluation.organisations) + "\n";
  return text;
}

// A longer name stands on a line of its own.
std::string NameCell(const std::string& name, size_t width) {
  if (DisplayWidth(name) < width) return FitTo(name, width);
  return Printable(name) + "\n" + std::string(width, ' ');
}

std::string SegmentTable(const Evaluation& evaluation, Segment segment) {
  const auto place = static_cast<size_t>(segment);
  const size_t questions = evaluation.questions[place];
  std::string text =
      "\n" + FitTo(std::string(Name(segment)) + ": " + std::to_string(questions), kModelWidth);
  for (const char* column : {"NDCG@20", "recall@20", "MRR", "hit@20"}) {
    text += FitTo(column, kFigureWidth);
  }
  text += "NDCG ratio\n";
  if (questions == 0) return text + "  no questions\n";
  for (const ModelEvaluation& model : evaluation.models) {
    const SegmentScores& scores = model.segments[place];
    text += NameCell(model.model, kModelWidth);
    for (const Interval& figure : {scores.ndcg, scores.recall, scores.mrr, scores.hit}) {
      text += FitTo(Figure(figure), kFigureWidth);
    }
    text += RatioFigure(scores.ndcg_to_reference) + "\n";
  }
  return text;
}

std::string ExposureTable(const Evaluation& evaluation) {
  std::string text = "\n" + FitTo("lists of all", kModelWidth) + FitTo("Gini", kNarrowWidth) +
                     FitTo("newcomers", kNarrowWidth) + FitTo("countries", kNarrowWidth) +
                     FitTo("organisations", kFigureWidth) + FitTo("candidates", kNarrowWidth) +
                     "MRR ratio\n";
  for (const ModelEvaluation& model : evaluation.models) {
    text += NameCell(model.model, kModelWidth) +
            FitTo(Format3("%.3f", model.exposure_gini), kNarrowWidth) +
            FitTo(Percent(model.newcomers_shown), kNarrowWidth) +
            FitTo(Percent(model.countries_shown), kNarrowWidth) +
            FitTo(Percent(model.organisations_shown), kFigureWidth) +
            FitTo(model.candidate_recall ? Percent(*model.candidate_recall) : "-", kNarrowWidth) +
            RatioFigure(model.segments.front().mrr_to_reference) + "\n";
  }
  return text;
}

// What a floor for newcomers leaves of the relevance; empty where no ranking has one.
std::string FloorTable(const Evaluation& evaluation) {
  std::string rows;
  for (const ModelEvaluation& model : evaluation.models) {
    std::string row = NameCell(model.model, kFloorNameWidth);
    bool has_floor = false;
    for (const SegmentScores& scores : model.segments) {
      has_floor = has_floor || scores.ndcg_to_no_floor.has_value();
      row += FitTo(scores.ndcg_to_no_floor ? RatioFigure(*scores.ndcg_to_no_floor) : "-",
                   kFigureWidth);
    }
    if (has_floor) rows += row + "\n";
  }
  if (rows.empty()) return "";
  std::string heading = "\n" + FitTo("NDCG@20 to that without floor", kFloorNameWidth);
  for (const Segment segment : kSegments) heading += FitTo(Name(segment), kFigureWidth);
  return heading + "\n" + rows;
}

double Shown(double number) { return std::round(number * kShownDigits) / kShownDigits; }

Json AsJson(const Interval& interval) {
  return {{"value", Shown(interval.value)},
          {"low", Shown(interval.low)},
          {"high", Shown(interval.high)}};
}

Json AsJson(const ModelEvaluation& model) {
  Json segments = Json::object();
  for (const Segment segment : kSegments) {
    const SegmentScores& scores = model.segments[static_cast<size_t>(segment)];
    segments[std::string(Name(segment))] = {
        {"ndcg_at_20", AsJson(scores.ndcg)},
        {"recall_at_20", AsJson(scores.recall)},
        {"mrr", AsJson(scores.mrr)},
        {"hit_at_20", AsJson(scores.hit)},
        {"ndcg_to_adamic_adar",
         scores.ndcg_to_reference ? AsJson(*scores.ndcg_to_reference) : Json()},
        {"mrr_to_adamic_adar", scores.mrr_to_reference ? AsJson(*scores.mrr_to_reference) : Json()},
        {"ndcg_to_no_floor", scores.ndcg_to_no_floor ? AsJson(*scores.ndcg_to_no_floor) : Json()}};
  }
  return {
      {"model", model.model},
      {"segments", std::move(segments)},
      {"exposure_gini", Shown(model.exposure_gini)},
      {"countries_shown", Shown(model.countries_shown)},
      {"organisations_shown", Shown(model.organisations_shown)},
      {"newcomers_shown", Shown(model.newcomers_shown)},
      {"candidate_recall", model.candidate_recall ? Json(Shown(*model.candidate_recall)) : Json()}};
}

std::string AsJson(const EvaluationSubject& subject, const Evaluation& evaluation) {
  Json questions = Json::object();
  for (const Segment segment : kSegments) {
    questions[std::string(Name(segment))] = evaluation.questions[static_cast<size_t>(segment)];
  }
  Json models = Json::array();
  for (const ModelEvaluation& model : evaluation.models) models.push_back(AsJson(model));
  const Json document = {
      {"generation", subject.generation},
      {"cut", FormatDate(subject.cut)},
      {"until", subject.until.known() ? Json(FormatDate(subject.until)) : Json()},
      {"future", subject.future.empty() ? Json() : Json(subject.future)},
      {"seed", subject.seed},
      {"organisations", evaluation.organisations},
      {"askers", evaluation.askers},
      {"questions", std::move(questions)},
      {"new_partners", evaluation.new_partners},
      {"models", std::move(models)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string RenderEvaluation(const EvaluationSubject& subject, const Evaluation& evaluation,
                             Format format) {
  if (format != Format::kTable) return AsJson(subject, evaluation);
  std::string text = Heading(subject, evaluation);
  for (const Segment segment : kSegments) text += SegmentTable(evaluation, segment);
  return text + ExposureTable(evaluation) + FloorTable(evaluation) + "\n" +
         std::string(kDefinitions);
}

}  // namespace kontor
