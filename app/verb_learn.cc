#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/render_evaluation.h"
#include "app/evaluation_data.h"
#include "app/number_options.h"
#include "app/numbers.h"
#include "app/output_file.h"
#include "app/progress_line.h"
#include "app/question.h"
#include "app/verbs.h"
#include "base/text.h"
#include "engine/baselines.h"
#include "engine/evaluation.h"
#include "engine/learn.h"

namespace kontor {
namespace {

constexpr int64_t kMaxWindows = 20;
constexpr int64_t kMaxRounds = 10'000;
constexpr int64_t kMaxOthers = 100'000;

struct LearnWords {
  std::string database;
  std::string until;
  std::string out;
  std::string name = "learned";
  int64_t windows = 4;
  int64_t questions = 3'000;
  int64_t others = 200;
  int64_t rounds = 400;
  uint64_t seed = 7;
  int64_t threads = 0;  // 0: as many as the machine has
  bool no_evaluation = false;
};

// What can be read without data, so that bad usage is told before anything is loaded.
struct LearnPlan {
  std::string database;
  std::string out;
  std::string name;
  Date until;
  int windows = 0;
  bool evaluate = true;
  ExampleOptions examples;
  LearnOptions learning;
};

// The year that ends `back` years before `until`; unknown days where there is none.
EvaluationPeriod YearBefore(Date until, int back) {
  return {.cut = AddYears(until, -back - 1), .until = AddYears(until, -back)};
}

Status CheckNumbers(const LearnWords& words) {
  struct Bound {
    const char* option;
    int64_t number;
    int64_t least;
    int64_t most;
  };
  for (const Bound& bound : {Bound{"--windows", words.windows, 2, kMaxWindows},
                             Bound{"--queries", words.questions, 1, kMaxQuestions},
                             Bound{"--others", words.others, 1, kMaxOthers},
                             Bound{"--rounds", words.rounds, 1, kMaxRounds}}) {
    Status ok = CheckNumber(bound.option, bound.number, bound.least, bound.most);
    if (!ok) {
      return ok;
    }
  }
  return {};
}

Result<Date> ReadUntil(const LearnWords& words) {
  Result<Date> until = ReadDay("--until", words.until);
  if (!until) {
    return until;
  }
  if (!until->known()) {
    return Misused("--until needs a day: --until 2019-01-01");
  }
  if (!YearBefore(*until, static_cast<int>(words.windows) - 1).cut.known()) {
    return Misused("--until must be later: " + words.until + " leaves no years to look back");
  }
  return until;
}

Result<LearnPlan> ReadPlan(const LearnWords& words) {
  if (words.out.empty()) {
    return Misused("--out needs a file: --out history.json");
  }
  if (words.name.empty() || !IsCleanUtf8(words.name)) {
    return Misused("--name must be a text");
  }
  if (Status ok = CheckNumbers(words); !ok) {
    return std::unexpected(ok.error());
  }
  const Result<Date> until = ReadUntil(words);
  if (!until) {
    return std::unexpected(until.error());
  }
  const Result<size_t> threads = ReadThreads(words.threads);
  if (!threads) {
    return std::unexpected(threads.error());
  }
  LearnPlan plan{.database = words.database,
                 .out = words.out,
                 .name = words.name,
                 .until = *until,
                 .windows = static_cast<int>(words.windows),
                 .evaluate = !words.no_evaluation,
                 .examples = {},
                 .learning = {}};
  plan.examples.questions = static_cast<size_t>(words.questions);
  plan.examples.others_per_question = static_cast<size_t>(words.others);
  plan.examples.seed = words.seed;
  plan.learning.shared.rounds = static_cast<size_t>(words.rounds);
  plan.learning.apart.rounds = static_cast<size_t>(words.rounds) / 2;
  plan.examples.threads = plan.learning.shared.threads = plan.learning.apart.threads = *threads;
  return plan;
}

class Lesson {
 public:
  Lesson(const LearnPlan& plan, Console& console) : plan_(plan), console_(console) {}

  // Oldest year first; the newest stays apart for the evaluation.
  Result<Preset> Learn() {
    for (int back = plan_.windows - 1; back > 0; --back) {
      const auto year = Load(back);
      if (!year) {
        return std::unexpected(year.error());
      }
      AddExamples(back, *year);
    }
    const auto newest = Load(0);
    if (!newest) {
      return std::unexpected(newest.error());
    }
    if (plan_.evaluate) {
      const auto preset = LearnFrom("all years but the newest");
      if (!preset) {
        return preset;
      }
      if (Status told = TellHowGood(*newest, *preset); !told) {
        return std::unexpected(told.error());
      }
    }
    AddExamples(0, *newest);
    return LearnFrom("all years");
  }

 private:
  [[nodiscard]] std::string NameOfYear(int years_back) const {
    const EvaluationPeriod period = YearBefore(plan_.until, years_back);
    return "the year from " + FormatDate(period.cut) + " to " + FormatDate(period.until);
  }

  Result<EvaluationData> Load(int years_back) {
    auto year =
        LoadEvaluationData(plan_.database, {}, YearBefore(plan_.until, years_back), console_);
    if (!year && year.error().code == ErrorCode::kConflict) {
      return Within(NameOfYear(years_back) + " teaches nothing", year.error());
    }
    return year;
  }

  void AddExamples(int years_back, const EvaluationData& year) {
    ProgressLine progress(console_);
    ExampleOptions options = plan_.examples;
    options.on_progress = TellAsked(progress);
    const Examples more = CollectExamples(*year.past, year.truth, options);
    progress.Finish();
    examples_.Append(more);
    console_.Say(NameOfYear(years_back) + ": " + Counted(more.groups.size(), "question") +
                 " with " + Counted(more.values.size(), "candidate"));
  }

  Result<Preset> LearnFrom(const std::string& years) {
    console_.Say("learning from " + years);
    ProgressLine progress(console_);
    LearnOptions options = plan_.learning;
    const size_t rounds =
        options.shared.rounds + options.apart.rounds * (options.classes.size() + 1);
    size_t done = 0;
    options.shared.on_round = options.apart.on_round = [&] {
      ++done;
      progress.Show(
          [&] { return "round " + WithThousands(done) + " of " + WithThousands(rounds); });
    };
    auto preset = LearnPreset(examples_, options);
    progress.Finish();
    if (!preset) {
      return preset;
    }
    const std::string day = FormatDate(plan_.until);
    preset->name = plan_.name;
    preset->version = day;
    preset->description = "Learned from the partners that organisations found before " + day + ".";
    return preset;
  }

  Status TellHowGood(const EvaluationData& newest, const Preset& preset) {
    std::vector<std::unique_ptr<Ranker>> rankers;
    rankers.push_back(MakePresetRanker(*newest.past, preset, newest.past->as_of));
    std::ranges::move(MakeBaselines(*newest.past, newest.past->as_of), std::back_inserter(rankers));
    EvaluationOptions options;
    options.seed = plan_.examples.seed;
    options.threads = plan_.examples.threads;
    const Evaluation evaluation = EvaluateAloud(newest, rankers, options, console_);
    const EvaluationPeriod period = YearBefore(plan_.until, 0);
    const EvaluationSubject subject{.generation = newest.past->generation,
                                    .cut = period.cut,
                                    .until = period.until,
                                    .future = {},
                                    .seed = options.seed};
    return console_.Answer(RenderEvaluation(subject, evaluation, Format::kTable));
  }

  const LearnPlan& plan_;
  Console& console_;
  Examples examples_;
};

Status RunLearn(const LearnWords& words, Console& console) {
  const Result<LearnPlan> plan = ReadPlan(words);
  if (!plan) {
    return std::unexpected(plan.error());
  }
  if (Status tried = OutputFile::Try(plan->out); !tried) {
    return tried;
  }
  const auto preset = Lesson(*plan, console).Learn();
  if (!preset) {
    return std::unexpected(preset.error());
  }
  auto file = OutputFile::Create(plan->out);
  if (!file) {
    return std::unexpected(file.error());
  }
  if (Status written = file->Write(WritePreset(*preset)); !written) {
    return written;
  }
  if (Status saved = file->Commit(); !saved) {
    return saved;
  }
  console.Say("wrote " + plan->out + "; try it: kontor partners ORG --weights " + plan->out);
  return {};
}

constexpr const char* kLearnExamples =
    R"(Looks back at the years before --until: which organisations became partners in each of them,
and what was known of them before? First learns from all years but the newest and prints how
well that predicts the newest one, then learns from all and writes the preset.
Examples:
  kontor learn --until 2019-01-01 --out history.json --db kontor.db
  kontor learn --until 2019-01-01 --out short.json --windows 2 --queries 500 --db kontor.db
  kontor partners pic:999905974 --weights history.json --db kontor.db)";

}  // namespace

void AddLearnVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<LearnWords>();
  CLI::App* verb = root.add_subcommand("learn", "Learn a preset from partnerships that came about");
  AddDatabaseOption(*verb, words->database);
  const auto add = [&](const char* name, auto& value, const char* help, const char* type) {
    verb->add_option(name, value, help)->type_name(type)->allow_extra_args(false);
  };
  add("--until", words->until, "Learn from partnerships that began before that day", "DATE");
  add("--out", words->out, "Write the preset to this file", "FILE");
  add("--name", words->name, "Name of the preset (default learned)", "NAME");
  add("--windows", words->windows, "Years to look back (default 4, at least 2)", "N");
  add("--queries", words->questions, "Organisations of each year (default 3000)", "N");
  add("--others", words->others, "Candidates of each that were not chosen (default 200)", "N");
  add("--rounds", words->rounds, "Steps of fitting (default 400)", "N");
  add("--seed", words->seed, "Another choice of examples for each number (default 7)", "N");
  add("--threads", words->threads, "Default: as many as the machine has", "N");
  verb->add_flag("--no-evaluation", words->no_evaluation, "Only learn, from all years");
  verb->footer(kLearnExamples);
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunLearn(*words, console); };
  });
}

}  // namespace kontor
