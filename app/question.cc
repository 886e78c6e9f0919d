#include "app/question.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "app/number_options.h"
#include "app/read_file.h"
#include "app/store_access.h"
#include "engine/default_preset.h"

namespace kontor {
namespace {

constexpr const char* kFilterGroup = "Only organisations that";
constexpr const char* kListGroup = "What is on the list";

// Whatever is wrong with the user's words is bad usage, be it an unknown name or too many of them.
std::unexpected<Error> AsUsage(std::string_view option, const Error& error) {
  return Fail(ErrorCode::kInvalidArgument, std::string(option) + ": " + error.message);
}

}  // namespace

std::unexpected<Error> Misused(const std::string& what) {
  return Fail(ErrorCode::kInvalidArgument, what);
}

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
  verb.add_option("--preset", words.preset,
                  "What counts: " + names + "; default: what suits the data")
      ->type_name("NAME");
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

namespace {

void AddCompositionOptions(CLI::App& verb, QuestionWords& words) {
  const auto add = [&verb](const char* name, auto& value, const std::string& help,
                           const char* type) {
    return verb.add_option(name, value, help)->type_name(type)->group(kListGroup);
  };
  add("--top", words.top,
      "How many, at most " + std::to_string(Limits::max_top) + " (default " +
          std::to_string(Limits::default_top) + ")",
      "N");
  add("--pin", words.pinned, "These first, in this order, whatever their score", "IDS")
      ->delimiter(',')
      ->allow_extra_args(false);
  add("--max-per-country", words.max_per_country, "At most N of one country", "N");
  add("--max-per-region", words.max_per_region, "At most N of one NUTS 2 region", "N");
  add("--max-per-kind", words.max_per_kind, "At most N of one kind", "N");
  add("--newcomers", words.newcomers,
      "At least this share of newcomers (0.2: every fifth), where they are half as good", "X");
  add("--diversity", words.diversity, "From 0 (best first) to 1 (as mixed as possible)", "X");
}

const char* HelpOf(Criterion criterion) {
  switch (criterion) {
    case Criterion::kCountry:
      return "are in one of these countries: DE,FR";
    case Criterion::kRegion:
      return "are in one of these NUTS regions: DE2,FRK";
    case Criterion::kSector:
      return "are in one of these NACE sectors: C28,J62";
    case Criterion::kEcosystem:
      return "are in one of these industrial ecosystems";
    case Criterion::kTechnology:
      return "use one of these technologies";
    case Criterion::kStage:
      return "act at one of these value-chain stages";
    case Criterion::kLabel:
      return "hold one of these labels: gold";
    case Criterion::kKind:
      return "are of one of these kinds: university,company";
    case Criterion::kProgramme:
      return "have a partnership under one of these programmes: H2020";
    case Criterion::kActiveSince:
      return "have a partnership that began in that year or later: 2019";
    case Criterion::kNewcomer:
      return "are newcomers (true), with at most two partnerships, or not (false)";
  }
  return "";
}

void AddFilter(CLI::App& verb, const char* name, std::vector<std::string>& list, const char* help,
               const char* type) {
  verb.add_option(name, list, help)
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name(type)
      ->group(kFilterGroup);
}

}  // namespace

void AddFilterOptions(CLI::App& verb, std::vector<FilterWords>& filters) {
  for (FilterWords& filter : filters) {
    std::string name = "--" + std::string(Name(filter.criterion));
    std::ranges::replace(name, '_', '-');
    AddFilter(verb, name.c_str(), filter.values, HelpOf(filter.criterion), "VALUES");
  }
}

void AddListOptions(CLI::App& verb, QuestionWords& words) {
  AddCompositionOptions(verb, words);
  AddFilterOptions(verb, words.filters);
  AddFilter(verb, "--exclude", words.excluded, "are none of these organisations", "IDS");
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
  return words.preset.empty() ? Result<Preset>(Preset()) : ReadPreset(words.preset);
}

Status CheckShare(const std::string& option, const std::optional<double>& share) {
  if (share && !(*share >= 0.0 && *share <= 1.0)) {
    return Fail(ErrorCode::kInvalidArgument, option + " must be from 0 to 1");
  }
  return {};
}

Status ReadCap(const std::string& option, const std::optional<int64_t>& number, size_t& cap) {
  if (!number) {
    return {};
  }
  cap = static_cast<size_t>(*number);
  return CheckNumber(option, *number, 1, static_cast<int64_t>(Limits::max_top));
}

// What the list is to be made of.
Status ReadComposition(const QuestionWords& words, PartnerQuery& query) {
  query.top = static_cast<size_t>(words.top);
  query.newcomer_share = words.newcomers.value_or(-1.0);
  query.diversity = words.diversity.value_or(-1.0);
  for (const Status& status :
       {CheckNumber("--top", words.top, 1, static_cast<int64_t>(Limits::max_top)),
        ReadCap("--max-per-country", words.max_per_country, query.caps.country),
        ReadCap("--max-per-region", words.max_per_region, query.caps.region),
        ReadCap("--max-per-kind", words.max_per_kind, query.caps.kind),
        CheckShare("--newcomers", words.newcomers), CheckShare("--diversity", words.diversity)}) {
    if (!status) {
      return status;
    }
  }
  return {};
}

Result<std::vector<NodeIndex>> ReadOrganisations(const Snapshot& snapshot, std::string_view option,
                                                 const std::vector<std::string>& words) {
  if (words.size() > Limits::max_filter_codes) {
    return Fail(ErrorCode::kInvalidArgument, std::string(option) + " lists at most " +
                                                 std::to_string(Limits::max_filter_codes) +
                                                 " organisations");
  }
  std::vector<NodeIndex> organisations;
  for (const std::string& text : words) {
    const Result<NodeIndex> organisation = ResolveOrganisation(snapshot, text);
    if (!organisation) {
      return Within(option, organisation.error());
    }
    organisations.push_back(*organisation);
  }
  return organisations;
}

}  // namespace

Result<Question> ReadQuestion(const QuestionWords& words, Date today) {
  Question question{.words = words, .as_of = {}, .query = {}, .language = nullptr};
  if (Status status = ReadComposition(words, question.query); !status) {
    return std::unexpected(status.error());
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
  question.query.exclude_known = words.exclude_known;
  question.query.as_of = as_of->known() ? *as_of : today;
  question.query.preset = *std::move(preset);
  if (words.facets) question.query.facets = AllFacets();
  return question;
}

Status Complete(const Snapshot& snapshot, Question& question) {
  Result<Filters> filters = ReadFilters(snapshot, question.words.filters);
  if (!filters) {
    return AsUsage("filter", filters.error());
  }
  auto excluded = ReadOrganisations(snapshot, "--exclude", question.words.excluded);
  if (!excluded) {
    return std::unexpected(excluded.error());
  }
  auto pinned = ReadOrganisations(snapshot, "--pin", question.words.pinned);
  if (!pinned) {
    return std::unexpected(pinned.error());
  }
  question.query.filters = *std::move(filters);
  question.query.excluded = *std::move(excluded);
  question.query.pinned = *std::move(pinned);
  if (question.words.preset.empty() && question.words.weights_file.empty()) {
    question.query.preset = DefaultPreset(snapshot);
  }
  return {};
}

namespace {

Result<std::unique_ptr<SnapshotCache>> LoadedCache(Result<SnapshotOrigin> origin) {
  if (!origin) {
    return std::unexpected(origin.error());
  }
  auto cache = std::make_unique<SnapshotCache>(*std::move(origin));
  const Result<bool> loaded = cache->Refresh();
  if (!loaded) {
    return std::unexpected(loaded.error());
  }
  return cache;
}

}  // namespace

Result<SnapshotPointer> LoadForQuestion(const std::string& database, Date as_of) {
  auto cache = LoadedCache(OpenOrigin(database));
  if (!cache) {
    return std::unexpected(cache.error());
  }
  Result<SnapshotPointer> snapshot = (*cache)->Current(as_of);
  if (snapshot && (*snapshot)->graph.organisation_count() == 0 && !as_of.known()) {
    return FailEmptyStore(database);
  }
  return snapshot;
}

Result<Searchable> LoadForSearch(const std::string& database) {
  auto cache = LoadedCache(OpenOriginForSearch(database));
  if (!cache) {
    return std::unexpected(cache.error());
  }
  Result<Searchable> searchable = (*cache)->ForSearch(0);
  if (searchable && searchable->snapshot->graph.organisation_count() == 0) {
    return FailEmptyStore(database);
  }
  return searchable;
}

}  // namespace kontor
