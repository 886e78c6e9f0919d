// Reads the files of engine/languages/.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "engine/language.h"

namespace kontor {

std::span<const EmbeddedFile> LanguageFiles();  // by kontor_embed

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, kPhraseCount> kPhraseNames = {
    "in_year",      "with_code",      "quoted",         "comma",
    "and",          "call",           "shared_funding", "country_agrees",
    "introduction", "introductions",  "place",          "no_place",
    "gain",         "gain_only",      "if_label",       "if_complete",
    "if_fresh",     "if_they_target", "if_we_target",   "if_new_partners",
    "if_recent",    "if_on_theme",    "if_paths",       "if_themed_paths",
    "pinned",       "lifted",         "empty_places",   "missing_newcomers"};
constexpr std::array<std::string_view, 9> kMembers = {
    "code",   "one",  "decimal_mark",   "thousands_mark", "percent",
    "months", "date", "first_of_month", "messages"};

bool HasExactly(const Json& object, std::span<const std::string_view> names) {
  return object.is_object() && object.size() == names.size() &&
         std::ranges::all_of(names, [&](std::string_view name) { return object.contains(name); });
}

}  // namespace

// Remembers the first thing that is wrong; what it returns after that means nothing.
class LanguageReader {
 public:
  explicit LanguageReader(std::string_view origin) : origin_(origin) {}

  Result<Language> Read(std::string_view json) {
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= 5; };
    const Json file = Json::parse(json, shallow, /*allow_exceptions=*/false);
    if (!HasExactly(file, kMembers)) return Refuse("members", "not those of a language");
    Language language;
    language.code_ = Text(file, "code");
    ReadNumbers(file, language);
    ReadMessages(file["messages"], language);
    if (!problem_.empty()) return Fail(ErrorCode::kBadData, problem_);
    return language;
  }

 private:
  std::unexpected<Error> Refuse(std::string_view where, std::string_view what) {
    if (problem_.empty()) {
      problem_ = std::string(origin_) + ": " + std::string(where) + ": " + std::string(what);
    }
    return Fail(ErrorCode::kBadData, problem_);
  }

  std::string Text(const Json& object, const char* name) {
    if (const Json& text = object.at(name); text.is_string()) return text.get<std::string>();
    Refuse(name, "not a text");
    return {};
  }

  Template ReadTemplate(const Json& json, std::string_view where) {
    if (!json.is_string()) {
      Refuse(where, "not a text");
      return {};
    }
    auto read = Template::Parse(json.get_ref<const std::string&>());
    if (read) return *std::move(read);
    Refuse(where, read.error().message);
    return {};
  }

  void ReadNumbers(const Json& file, Language& language) {
    language.decimal_mark_ = Text(file, "decimal_mark");
    language.thousands_mark_ = Text(file, "thousands_mark");
    language.first_of_month_ = Text(file, "first_of_month");
    language.percent_ = ReadTemplate(file["percent"], "percent");
    language.date_ = ReadTemplate(file["date"], "date");
    if (!file["one"].is_array()) Refuse("one", "not a list of whole numbers");
    for (const Json& number : file["one"]) {
      if (!number.is_number_unsigned()) {
        Refuse("one", "not a list of whole numbers");
        return;
      }
      language.one_.push_back(number.get<uint64_t>());
    }
    const Json& months = file["months"];
    if (!months.is_array() || months.size() != language.months_.size()) {
      Refuse("months", "not twelve");
      return;
    }
    for (size_t i = 0; i < months.size(); ++i) {
      if (!months[i].is_string())
        Refuse("months", "not a text");
      else
        language.months_[i] = months[i].get<std::string>();
    }
  }

  // A template, or one for each side, each of them one, or one for each plural form.
  Language::Forms ReadForms(const Json& json, std::string_view where) {
    constexpr std::array<std::string_view, 2> sides = {"ours", "theirs"};
    constexpr std::array<std::string_view, 2> plurals = {"one", "other"};
    Language::Forms forms;
    for (size_t i = 0; i < forms.all.size(); ++i) {
      const Json* form = &json;
      if (HasExactly(*form, sides)) form = &form->at(std::string(sides[i / 2]));
      if (HasExactly(*form, plurals)) form = &form->at(std::string(plurals[i % 2]));
      forms.all[i] = ReadTemplate(*form, where);
    }
    return forms;
  }

  Language::Forms ReadMessage(const Json& messages, std::string_view name) {
    const auto found = messages.find(std::string(name));
    if (found != messages.end()) return ReadForms(*found, name);
    Refuse(name, "this message is missing");
    return {};
  }

  void ReadMessages(const Json& messages, Language& language) {
    if (!messages.is_object()) {
      Refuse("messages", "not an object");
      return;
    }
    for (size_t i = 0; i < kPhraseCount; ++i) {
      language.phrases_[i] = ReadMessage(messages, kPhraseNames[i]);
    }
    for (size_t i = 0; i < kFactKindCount; ++i) {
      language.facts_.push_back(ReadMessage(messages, Name(static_cast<Fact::Kind>(i))));
    }
    if (messages.size() != kPhraseCount + kFactKindCount) {
      Refuse("messages", "there are more than are known");
    }
  }

  std::string_view origin_;
  std::string problem_;
};

Result<Language> Language::Parse(std::string_view json, std::string_view origin) {
  return LanguageReader(origin).Read(json);
}

std::span<const Language> Languages() {
  static const std::vector<Language> languages = [] {
    std::vector<Language> read;
    for (const EmbeddedFile& file : LanguageFiles()) {
      // A file that cannot be read is caught by the test of the languages.
      if (auto language = Language::Parse(file.content, file.path)) {
        read.push_back(*std::move(language));
      }
    }
    return read;
  }();
  return languages;
}

}  // namespace kontor
