// The options of the verbs that ask for partners (partners, explain), and the query they make.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/snapshot_cache.h"
#include "engine/filter_words.h"
#include "engine/language.h"
#include "engine/partners.h"

namespace CLI {
class App;
}  // namespace CLI

namespace kontor {

// kInvalidArgument.
std::unexpected<Error> Misused(const std::string& what);
// kInvalidArgument, with the option's name, for what cannot be read; an empty text is no day.
Result<Date> ReadDay(std::string_view option, std::string_view text);
// Of --preset and of --weights.
Result<Preset> ReadPreset(const std::string& name);
Result<Preset> ReadWeights(const std::string& file);

// As the user wrote them.
struct QuestionWords {
  std::string database;
  std::vector<FilterWords> filters = NoFilterWords();
  std::vector<std::string> excluded;
  bool exclude_known = false;
  int64_t top = static_cast<int64_t>(Limits::default_top);
  std::vector<std::string> pinned;
  std::optional<int64_t> max_per_country;
  std::optional<int64_t> max_per_region;
  std::optional<int64_t> max_per_kind;
  std::optional<double> newcomers;
  std::optional<double> diversity;
  std::string as_of;
  std::string preset;
  std::string weights_file;
  bool facets = false;
  std::string format = "table";
  std::string out;
  std::string asked;  // all of it, to be told in the answer
  std::string language = "en";
};

void AddDatabaseOption(CLI::App& verb, std::string& database);
// --country, …, --newcomer: what is a must. REQUIRES: filters of NoFilterWords, which stay in place
void AddFilterOptions(CLI::App& verb, std::vector<FilterWords>& filters);
// --preset, --weights, --as-of, --lang
void AddModelOptions(CLI::App& verb, QuestionWords& words);
// --top, --pin, …, --diversity, --country, …, --exclude, --exclude-known
void AddListOptions(CLI::App& verb, QuestionWords& words);

// What can be read without data, so that bad usage is told before anything is loaded.
struct Question {
  QuestionWords words;
  Date as_of;                          // as asked for; may be unknown
  PartnerQuery query;                  // without organisation and what Complete adds
  const Language* language = nullptr;  // that reasons are told in
};

// kInvalidArgument for what is out of range or unreadable; what a weights file gives otherwise.
// `today` is the day that labels are judged on when the user names none.
Result<Question> ReadQuestion(const QuestionWords& words, Date today);

// What depends on the snapshot that will answer: filters, exclusions, pins, and what counts where
// no preset was named.
Status Complete(const Snapshot& snapshot, Question& question);

// The snapshot for a day (unknown: the newest) of the store in `database`.
Result<SnapshotPointer> LoadForQuestion(const std::string& database, Date as_of);
// The newest snapshot with its texts.
Result<Searchable> LoadForSearch(const std::string& database);

}  // namespace kontor
