#include "app/question.h"

#include <CLI/CLI.hpp>

#include "app/read_file.h"
#include "app/store_access.h"

namespace kontor {
namespace {

constexpr const char* kFilterGroup = "Only partners that";

// Whatever is wrong with the user's words is bad usage, be it an unknown name or too many of them.
std::unexpected<Error> AsUsage(std::string_view option, const Error& error) {
  return Fail(ErrorCode::kInvalidArgument, std::string(option) + ": " + error.message);
}

}  // namespace

Result<Date> ReadDay(std::string_view option, std::string_view text) {
  const Result<Date> day = ParseDate(text);
  return day ? day : Result<Date>(AsUsage(option, day.error()));
}

Result<Preset> ReadPreset(const std::string& name) {
  Result<Preset> preset = FindPreset(name);
  return preset ? preset : AsUsage("--preset", preset.error());
}

Result<Preset> ReadWeights(const std::string& file) {
  const Result<std::string> json = ReadWholeFile(file, Limits::max_body_bytes);
  Result<Preset> preset = json ? ParsePreset(*json, file) : std::unexpected(json.error());
  return preset ? preset : AsUsage("--weights", preset.error());
}

void AddDatabaseOption(CLI::App& verb, std::string& database) {
  verb.add_option("--db", database, "Directory of the database")
      ->envname("KONTOR_DB")
      ->type_name("DIR");
}

void AddModelOptions(CLI::App& verb, QuestionWords& words) {
  std::string names;
  for (const Preset& preset : BuiltInPresets()) {
    names += (names.empty() ? "" : ", ") + preset.name;
  }
  verb.add_option("--preset", words.preset, "What counts: " + names)->type_name("NAME");
  verb.add_option("--weights", words.weights_file, "JSON file with weights of your own")
      ->type_name("FILE");
  verb.add_option("--as-of", words.as_of, "Answer with what was known on that day")
      ->type_name("DATE");
  std::string languages;
  for (const Language& language : Languages()) {
    languages += (languages.empty() ? "" : ", ") + language.code();
  }
  verb.add_option("--lang", words.language, "Language of the reasons: " + languages)
      ->type_name("LANG");
}

void AddListOptions(CLI::App& verb, QuestionWords& words) {
  verb.add_option("--top", words.top,
                  "How many, at most " + std::to_string(Limits::max_top) + " (default " +
                      std::to_string(Limits::default_top) + ")")
      ->type_name("N");
  verb.add_option("--diversity", words.diversity, "From 0 (best first) to 1 (as mixed as possible)")
      ->type_name("X");
  const auto add = [&verb](const char* name, std::vector<std::string>& list, const char* help,
                           const char* type) {
    verb.add_option(name, list, help)
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name(type)
        ->group(kFilterGroup);
  };
  FilterWords& filters = words.filters;
  add("--country", filters.countries, "are in one of these countries: DE,FR", "CODES");
  add("--region", filters.regions, "are in one of these NUTS regions: DE2,FRK", "CODES");
  add("--sector", filters.sectors, "are in one of these NACE sectors: C28,J62", "CODES");
  add("--ecosystem", filters.ecosystems, "are in one of these industrial ecosystems", "CODES");
  add("--technology", filters.technologies, "use one of these technologies", "CODES");
  add("--stage", filters.stages, "act at one of these value-chain stages", "CODES");
  add("--label", filters.labels, "hold one of these labels: gold", "CODES");
  add("--kind", filters.kinds, "are of one of these kinds: university,company", "KINDS");
  add("--exclude", words.excluded, "are none of these organisations", "IDS");
  verb.add_flag("--exclude-known", words.exclude_known, "share no partnership with ORG yet")
      ->group(kFilterGroup);
}

namespace {

Result<Preset> ChoosePreset(const QuestionWords& words) {
  if (!words.preset.empty() && !words.weights_file.empty()) {
    return Fail(ErrorCode::kInvalidArgument, "--preset and --weights exclude each other");
  }
  if (!words.weights_file.empty()) {
    return ReadWeights(words.weights_file);
  }
  return words.preset.empty() ? Result<Preset>(BuiltInPresets().front()) : ReadPreset(words.preset);
}

}  // namespace

Result<Question> ReadQuestion(const QuestionWords& words, Date today) {
  Question question{.words = words, .as_of = {}, .query = {}, .language = nullptr};
  if (words.top < 1 || words.top > static_cast<int64_t>(Limits::max_top)) {
    return Fail(ErrorCode::kInvalidArgument, "--top must be from 1 to " +
                                                 std::to_string(Limits::max_top) + ": " +
                                                 std::to_string(words.top) + " is not");
  }
  if (words.diversity && !(*words.diversity >= 0.0 && *words.diversity <= 1.0)) {
    return Fail(ErrorCode::kInvalidArgument, "--diversity must be from 0 to 1");
  }
  const Result<Date> as_of = ReadDay("--as-of", words.as_of);
  if (!as_of) {
    return std::unexpected(as_of.error());
  }
  Result<Preset> preset = ChoosePreset(words);
  if (!preset) {
    return std::unexpected(preset.error());
  }
  const Result<const Language*> language = FindLanguage(words.language);
  if (!language) {
    return AsUsage("--lang", language.error());
  }
  question.language = *language;
  question.as_of = *as_of;
  question.query.top = static_cast<size_t>(words.top);
  question.query.exclude_known = words.exclude_known;
  question.query.as_of = as_of->known() ? *as_of : today;
  question.query.diversity = words.diversity.value_or(-1.0);
  question.query.preset = *std::move(preset);
  return question;
}

Status ReadCodes(const Snapshot& snapshot, Question& question) {
  Result<Filters> filters = ReadFilters(snapshot.concepts, question.words.filters);
  if (!filters) {
    return AsUsage("filter", filters.error());
  }
  question.query.filters = *std::move(filters);
  for (const std::string& text : question.words.excluded) {
    const Result<NodeIndex> excluded = ResolveOrganisation(snapshot, text);
    if (!excluded) {
      return Within("--exclude", excluded.error());
    }
    question.query.excluded.push_back(*excluded);
  }
  return {};
}

Result<SnapshotPointer> LoadForQuestion(const std::string& database, Date as_of) {
  Result<SnapshotOrigin> origin = OpenOrigin(database);
  if (!origin) {
    return std::unexpected(origin.error());
  }
  SnapshotCache cache(*std::move(origin));
  const Result<bool> loaded = cache.Refresh();
  if (!loaded) {
    return std::unexpected(loaded.error());
  }
  Result<SnapshotPointer> snapshot = cache.Current(as_of);
  if (snapshot && (*snapshot)->graph.organisation_count() == 0 && !as_of.known()) {
    return FailEmptyStore(database);
  }
  return snapshot;
}

}  // namespace kontor
