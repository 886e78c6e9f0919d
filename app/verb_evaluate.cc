#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "api/render_evaluation.h"
#include "app/evaluation_data.h"
#include "app/number_options.h"
#include "app/question.h"
#include "app/verbs.h"
#include "engine/baselines.h"
#include "engine/evaluation.h"

namespace kontor {
namespace {

constexpr size_t kMaxNewcomerShares = 10;

struct EvaluateWords {
  std::string database;
  std::string cut;
  std::string until;
  std::string future;
  std::vector<std::string> presets;
  std::vector<std::string> weights_files;
  std::vector<double> newcomers;
  bool no_baselines = false;
  int64_t questions = 1'500;
  uint64_t seed = 7;
  int64_t threads = 0;  // 0: as many as the machine has
  std::string format = "table";
};

constexpr std::array kEvaluationFormats = {Format::kTable, Format::kJson};

// What can be read without data, so that bad usage is told before anything is loaded.
struct EvaluatePlan {
  EvaluationPeriod period;
  std::vector<Preset> presets;
  std::vector<double> newcomer_shares;
  EvaluationOptions options;
  Format format = Format::kTable;
};

Result<EvaluationPeriod> ReadPeriod(const EvaluateWords& words) {
  const Result<Date> cut = ReadDay("--cut", words.cut);
  if (!cut) {
    return std::unexpected(cut.error());
  }
  const Result<Date> until = ReadDay("--until", words.until);
  if (!until) {
    return std::unexpected(until.error());
  }
  if (!cut->known()) {
    return Misused("--cut needs a day: --cut 2018-01-01");
  }
  if (until->known() && *until <= *cut) {
    return Misused("--until must be later than --cut");
  }
  return EvaluationPeriod{.cut = *cut, .until = *until};
}

Result<std::vector<Preset>> ReadPresets(const EvaluateWords& words) {
  std::vector<Preset> presets;
  for (const std::string& name : words.presets) {
    Result<Preset> preset = ReadPreset(name);
    if (!preset) {
      return std::unexpected(preset.error());
    }
    presets.push_back(*std::move(preset));
  }
  for (const std::string& file : words.weights_files) {
    Result<Preset> preset = ReadWeights(file);
    if (!preset) {
      return std::unexpected(preset.error());
    }
    presets.push_back(*std::move(preset));
  }
  if (presets.empty()) {
    presets.assign(BuiltInPresets().begin(), BuiltInPresets().end());
  }
  return presets;
}

Status CheckNumbersAndFormat(const EvaluateWords& words) {
  if (Status ok = CheckNumber("--queries", words.questions, 1, kMaxQuestions); !ok) {
    return ok;
  }
  if (words.newcomers.size() > kMaxNewcomerShares ||
      !std::ranges::all_of(words.newcomers,
                           [](double share) { return 0.0 < share && share <= 1.0; })) {
    return Misused("--newcomers needs at most " + std::to_string(kMaxNewcomerShares) +
                   " shares above 0 and up to 1: 0.1,0.2");
  }
  return {};
}

Result<EvaluatePlan> ReadPlan(const EvaluateWords& words) {
  if (Status ok = CheckNumbersAndFormat(words); !ok) {
    return std::unexpected(ok.error());
  }
  const Result<size_t> threads = ReadThreads(words.threads);
  if (!threads) {
    return std::unexpected(threads.error());
  }
  const Result<EvaluationPeriod> period = ReadPeriod(words);
  if (!period) {
    return std::unexpected(period.error());
  }
  Result<std::vector<Preset>> presets = ReadPresets(words);
  if (!presets) {
    return std::unexpected(presets.error());
  }
  const Result<Format> format = ParseFormat(words.format, kEvaluationFormats);
  if (!format) {
    return std::unexpected(format.error());
  }
  EvaluatePlan plan{.period = *period,
                    .presets = *std::move(presets),
                    .newcomer_shares = words.newcomers,
                    .options = {},
                    .format = *format};
  plan.options.questions = static_cast<size_t>(words.questions);
  plan.options.seed = words.seed;
  plan.options.threads = *threads;
  return plan;
}

std::vector<std::unique_ptr<Ranker>> MakeRankers(const Snapshot& past, const EvaluatePlan& plan,
                                                 bool baselines) {
  std::vector<std::unique_ptr<Ranker>> rankers;
  for (const Preset& preset : plan.presets) {
    rankers.push_back(MakePresetRanker(past, preset, past.as_of));
    // So that the price of the preset's own floor can be told.
    if (preset.newcomer_floor > 0.0) {
      rankers.push_back(MakePresetRanker(past, preset, past.as_of, 0.0));
    }
    for (const double share : plan.newcomer_shares) {
      rankers.push_back(MakePresetRanker(past, preset, past.as_of, share));
    }
  }
  if (baselines) {
    std::ranges::move(MakeBaselines(past, plan.period.cut), std::back_inserter(rankers));
  }
  return rankers;
}

Status RunEvaluate(const EvaluateWords& words, Console& console) {
  Result<EvaluatePlan> plan = ReadPlan(words);
  if (!plan) {
    return std::unexpected(plan.error());
  }
  const Result<EvaluationData> data =
      LoadEvaluationData(words.database, words.future, plan->period, console);
  if (!data) {
    return std::unexpected(data.error());
  }
  const auto rankers = MakeRankers(*data->past, *plan, !words.no_baselines);
  const Evaluation evaluation = EvaluateAloud(*data, rankers, plan->options, console);
  const EvaluationSubject subject{.generation = data->past->generation,
                                  .cut = plan->period.cut,
                                  .until = plan->period.until,
                                  .future = words.future,
                                  .seed = plan->options.seed};
  return console.Answer(RenderEvaluation(subject, evaluation, plan->format));
}

constexpr const char* kEvaluateExamples =
    R"(Asks for the partners of organisations with what was known before --cut, and compares the
lists with the partners that they found from then on and had not worked with before.
Examples:
  kontor evaluate --cut 2018-01-01 --until 2019-01-01 --db kontor.db
  kontor evaluate --cut 2018-01-01 --preset history --newcomers 0.1,0.2 --db kontor.db
  kontor evaluate --cut 2018-01-01 --weights mine.json --queries 500 --db kontor.db
  kontor evaluate --cut 2021-01-01 --future horizon/ --format json --db kontor.db)";

}  // namespace

void AddEvaluateVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<EvaluateWords>();
  CLI::App* verb =
      root.add_subcommand("evaluate", "Measure how well later partners would have been found");
  AddDatabaseOption(*verb, words->database);
  const auto add = [&](const char* name, auto& value, const char* help, const char* type) {
    verb->add_option(name, value, help)->type_name(type)->allow_extra_args(false);
  };
  add("--cut", words->cut, "Only what was known before that day is used", "DATE");
  add("--until", words->until, "Partnerships that begin on that day or later do not count", "DATE");
  add("--future", words->future,
      "Later partnerships, as tables of the EU; without it those of the database", "DIR_OR_ZIP");
  add("--queries", words->questions, "How many organisations to ask for (default 1500)", "N");
  add("--seed", words->seed, "Another sample for each number (default 7)", "N");
  add("--preset", words->presets, "Only this preset; repeatable (default: all)", "NAME");
  add("--weights", words->weights_files, "JSON file with weights of your own; repeatable", "FILE");
  verb->add_option("--newcomers", words->newcomers,
                   "And what a floor for newcomers costs each preset: 0.1,0.2")
      ->delimiter(',')
      ->type_name("SHARES")
      ->allow_extra_args(false);
  verb->add_flag("--no-baselines", words->no_baselines, "Leave out the simple rankings");
  add("--threads", words->threads, "Default: as many as the machine has", "N");
  add("--format", words->format, "table (default) or json", "F");
  verb->footer(kEvaluateExamples);
  AddEvaluateSearchVerb(*verb, action);
  verb->callback([words, verb, &action] {
    if (!verb->get_subcommands().empty()) return;
    action = [words](Console& console) { return RunEvaluate(*words, console); };
  });
}

}  // namespace kontor
