#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "api/render_evaluation.h"
#include "app/evaluation_data.h"
#include "app/numbers.h"
#include "app/output_file.h"
#include "app/progress_line.h"
#include "app/question.h"
#include "app/verbs.h"
#include "engine/baselines.h"
#include "engine/evaluation.h"
#include "engine/learn.h"

namespace kontor {
namespace {

constexpr int64_t kMaxQuestions = 100'000;
constexpr int64_t kMaxThreads = 256;
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

std::unexpected<Error> Misused(const std::string& what) {
  return Fail(ErrorCode::kInvalidArgument, what);
}

Status CheckWords(const LearnWords& words) {
  const auto check = [](const char* option, int64_t value, int64_t least, int64_t most) -> Status {
    if (least <= value && value <= most) return {};
    return Misused(std::string(option) + " must be from " + std::to_string(least) + " to " +
                   std::to_string(most));
  };
  if (words.out.empty()) return Misused("--out needs a file: --out history.json");
  if (Status ok = check("--windows", words.windows, 2, kMaxWindows); !ok) return ok;
  if (Status ok = check("--queries", words.questions, 1, kMaxQuestions); !ok) return ok;
  if (Status ok = check("--others", words.others, 1, kMaxOthers); !ok) return ok;
  if (Status ok = check("--rounds", words.rounds, 1, kMaxRounds); !ok) return ok;
  return check("--threads", words.threads, 0, kMaxThreads);
}

// The year that ends `years_back` years before `until`.
EvaluationPeriod YearBefore(Date until, int64_t years_back) {
  const auto back = static_cast<int>(years_back);
  return {.cut = AddYears(until, -back - 1), .until = AddYears(until, -back)};
}

class Lesson {
 public:
  Lesson(const LearnWords& words, Date until, Console& console)
      : words_(words),
        until_(until),
        console_(console),
        threads_(words.threads > 0 ? static_cast<size_t>(words.threads)
                                   : std::max(1U, std::thread::hardware_concurrency())) {}

  Status Run() {
    // Oldest first; the newest year stays apart for the evaluation.
    Examples examples;
    for (int64_t back = words_.windows - 1; back > 0; --back) {
      if (Status read = ReadYear(back, examples); !read) return read;
    }
    const auto newest = Load(0);
    if (!newest) return std::unexpected(newest.error());
    if (!words_.no_evaluation) {
      const auto preset = Learn(examples, "with all years but the newest");
      if (!preset) return std::unexpected(preset.error());
      if (Status told = Evaluated(*newest, *preset); !told) return told;
    }
    examples.Append(CollectExamples(*newest->past, newest->truth, ExampleChoice()));
    const auto preset = Learn(examples, "with all years");
    if (!preset) return std::unexpected(preset.error());
    return Save(*preset);
  }

 private:
  Result<EvaluationData> Load(int64_t years_back) const {
    return LoadEvaluationData(words_.database, {}, YearBefore(until_, years_back), console_);
  }

  [[nodiscard]] ExampleOptions ExampleChoice() const {
    ExampleOptions options;
    options.questions = static_cast<size_t>(words_.questions);
    options.others_per_question = static_cast<size_t>(words_.others);
    options.seed = words_.seed;
    options.threads = threads_;
    return options;
  }

  Status ReadYear(int64_t years_back, Examples& examples) {
    const auto year = Load(years_back);
    if (!year) return std::unexpected(year.error());
    examples.Append(CollectExamples(*year->past, year->truth, ExampleChoice()));
    const EvaluationPeriod period = YearBefore(until_, years_back);
    console_.Say("new partners from " + FormatDate(period.cut) + " to " + FormatDate(period.until) +
                 ": " + Counted(examples.groups.size(), "question") + " so far");
    return {};
  }

  Result<Preset> Learn(const Examples& examples, const std::string& what) {
    console_.Say("learning " + what + " from " + Counted(examples.values.size(), "candidate") +
                 " of " + Counted(examples.groups.size(), "question"));
    LearnOptions options;
    options.shared.rounds = static_cast<size_t>(words_.rounds);
    options.apart.rounds = static_cast<size_t>(words_.rounds) / 2;
    options.shared.threads = options.apart.threads = threads_;
    auto preset = LearnPreset(examples, options);
    if (!preset) return preset;
    preset->name = words_.name;
    preset->version = FormatDate(until_);
    preset->description =
        "Learned from the partners that organisations found before " + FormatDate(until_) + ".";
    // As it will be read back.
    return ParsePreset(WritePreset(*preset), words_.out);
  }

  Status Evaluated(const EvaluationData& newest, const Preset& preset) {
    std::vector<std::unique_ptr<Ranker>> rankers = MakeBaselines(*newest.past, newest.past->as_of);
    rankers.insert(rankers.begin(), MakePresetRanker(*newest.past, preset, newest.past->as_of));
    ProgressLine progress(console_);
    EvaluationOptions options;
    options.seed = words_.seed;
    options.threads = threads_;
    options.on_progress = [&progress](size_t done, size_t questions) {
      progress.Show(
          [=] { return "asked " + WithThousands(done) + " of " + Counted(questions, "question"); });
    };
    const Evaluation evaluation = Evaluate(*newest.past, newest.truth, rankers, options);
    progress.Finish();
    const EvaluationPeriod period = YearBefore(until_, 0);
    const EvaluationSubject subject{.generation = newest.past->generation,
                                    .cut = period.cut,
                                    .until = period.until,
                                    .future = {},
                                    .seed = words_.seed};
    return console_.Answer(RenderEvaluation(subject, evaluation, Format::kTable));
  }

  Status Save(const Preset& preset) {
    auto file = OutputFile::Create(words_.out);
    if (!file) return std::unexpected(file.error());
    if (Status written = file->Write(WritePreset(preset)); !written) return written;
    if (Status saved = file->Commit(); !saved) return saved;
    console_.Say("wrote " + words_.out + "; try it: kontor partners ORG --weights " + words_.out);
    return {};
  }

  const LearnWords& words_;
  Date until_;
  Console& console_;
  size_t threads_;
};

Status RunLearn(const LearnWords& words, Console& console) {
  if (Status ok = CheckWords(words); !ok) return ok;
  const Result<Date> until = ReadDay("--until", words.until);
  if (!until) return std::unexpected(until.error());
  if (!until->known()) return Misused("--until needs a day: --until 2019-01-01");
  if (!AddYears(*until, -static_cast<int>(words.windows)).known()) {
    return Misused("--until is too early for so many years before it");
  }
  return Lesson(words, *until, console).Run();
}

constexpr const char* kExamples =
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
  verb->footer(kExamples);
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunLearn(*words, console); };
  });
}

}  // namespace kontor
