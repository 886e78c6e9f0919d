#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/export.h"
#include "app/answer_output.h"
#include "app/clock.h"
#include "app/number_options.h"
#include "app/question.h"
#include "app/verbs.h"
#include "engine/cursor.h"
#include "engine/scratch.h"
#include "engine/search.h"
#include "engine/search_for.h"

namespace kontor {
namespace {

struct SearchWords {
  std::string database;
  std::vector<std::string> texts;
  std::vector<FilterWords> filters = NoFilterWords();
  int64_t top = static_cast<int64_t>(Limits::default_top);
  bool literal = false;
  bool facets = false;
  std::vector<std::string> should;
  std::vector<std::string> nice;
  std::string near;
  std::string within;
  std::string box;
  std::string sort = "score";
  std::string cursor;
  std::string for_whom;
  QuestionWords model;  // for the hits as partners; of it only what --for needs
  std::string format = "table";
  std::string out;
  std::string asked;  // all of it, to be told in the answer
};

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : " ") + text;
  return joined;
}

// --should country:PT, as often as one likes.
Status AddWishes(const Snapshot& snapshot, Wish::Strength strength,
                 const std::vector<std::string>& texts, SearchQuery& query) {
  const Result<std::vector<Wish>> wishes = ReadWishes(snapshot, strength, Joined(texts));
  if (!wishes) {
    return Within("--" + std::string(Name(strength)), wishes.error());
  }
  query.wishes.insert(query.wishes.end(), wishes->begin(), wishes->end());
  return {};
}

// --near, --within, --box, --sort
Status ReadPlaces(const Snapshot& snapshot, const SearchWords& words, SearchQuery& query) {
  if (!words.near.empty()) {
    Result<Area::Circle> circle = ReadCircle(snapshot, words.near, words.within);
    if (!circle) {
      return Within("--near", circle.error());
    }
    query.area.circles.push_back(*std::move(circle));
  }
  if (!words.box.empty()) {
    const Result<Area::Box> box = ReadBox(words.box);
    if (!box) {
      return Within("--box", box.error());
    }
    query.area.box = *box;
  }
  const Result<bool> by_distance = ReadByDistance(words.sort);
  if (!by_distance) {
    return Within("--sort", by_distance.error());
  }
  query.by_distance = *by_distance;
  return {};
}

// What can be read with data only.
Status ReadOnData(const Snapshot& snapshot, const SearchWords& words, SearchQuery& query) {
  Result<Filters> filters = ReadFilters(snapshot, words.filters);
  if (!filters) {
    return std::unexpected(filters.error());
  }
  query.filters = *std::move(filters);
  for (const Status& read : {AddWishes(snapshot, Wish::Strength::kShould, words.should, query),
                             AddWishes(snapshot, Wish::Strength::kNice, words.nice, query),
                             ReadPlaces(snapshot, words, query)}) {
    if (!read) {
      return read;
    }
  }
  return {};
}

// --cursor
Status ContinueFrom(const std::string& text, uint64_t generation, std::string_view ranked_by,
                    SearchQuery& query) {
  if (text.empty()) {
    return {};
  }
  const Result<Cursor> cursor = ReadCursor(text);
  const Status continued =
      cursor ? Continue(*cursor, generation, ranked_by, query) : std::unexpected(cursor.error());
  return continued ? continued : Within("--cursor", continued.error());
}

// Too much of anything in a question is bad usage, too.
std::unexpected<Error> Refused(const Error& error) {
  return error.code == ErrorCode::kLimit ? Misused(error.message) : std::unexpected(error);
}

Status Write(const SearchExport& found, const SearchWords& words, ExportOptions options,
             Console& console) {
  options.question = words.asked;
  options.with_mark = IsFile(words.out);
  return WriteAnswer(words.out, console,
                     [&](const Sink& sink) { return ExportSearch(found, options, sink); });
}

// --for ORG
Status AnswerFor(const Searchable& data, SearchQuery query, const SearchWords& words, Format format,
                 Console& console) {
  Result<Question> question = ReadQuestion(words.model, query.as_of);
  if (!question) {
    return std::unexpected(question.error());
  }
  if (Status status = Complete(*data.snapshot, *question); !status) {
    return status;
  }
  const Result<NodeIndex> organisation = ResolveOrganisation(*data.snapshot, words.for_whom);
  if (!organisation) {
    return Within("--for", organisation.error());
  }
  question->query.organisation = *organisation;
  if (Status continued = ContinueFrom(words.cursor, data.snapshot->generation,
                                      RankedBy(*data.snapshot, question->query), query);
      !continued) {
    return continued;
  }
  question->query.as_of = query.as_of;
  EngineScratch scratch;
  const Result<SearchForAnswer> answer =
      SearchFor(*data.snapshot, *data.texts, query, question->query, scratch);
  if (!answer) {
    return Refused(answer.error());
  }
  if (answer->suggestions.empty()) {
    console.Say("nothing matches " + query.text);
  }
  const SearchExport found{*data.snapshot, *data.texts, answer->found, &*answer};
  return Write(found, words, {.format = format, .language = question->language}, console);
}

Status AnswerSearch(const Searchable& data, SearchQuery query, const SearchWords& words,
                    Format format, Console& console) {
  if (Status continued = ContinueFrom(words.cursor, data.snapshot->generation, {}, query);
      !continued) {
    return continued;
  }
  EngineScratch scratch;
  const Result<SearchAnswer> answer =
      SearchOrganisations(*data.snapshot, *data.texts, query, scratch.filters, scratch.search);
  if (!answer) {
    return Refused(answer.error());
  }
  if (answer->hits.empty()) {
    console.Say("nothing matches " + query.text);
  }
  const SearchExport found{*data.snapshot, *data.texts, *answer};
  return Write(found, words, {.format = format}, console);
}

Status RunSearch(const SearchWords& words, Console& console) {
  SearchQuery query;
  query.text = Joined(words.texts);
  query.as_of = Today();
  query.top = static_cast<size_t>(words.top);
  query.literal = words.literal;
  if (words.facets) query.facets = AllFacets();
  if (Status top = CheckNumber("--top", words.top, 1, static_cast<int64_t>(Limits::max_top));
      !top) {
    return top;
  }
  const Result<Format> format = ParseFormat(words.format, kListFormats);
  if (!format) {
    return std::unexpected(format.error());
  }
  if (Status status = CheckOutput(*format, words.out); !status) {
    return status;
  }
  const Result<Searchable> data = LoadForSearch(words.database);
  if (!data) {
    return std::unexpected(data.error());
  }
  if (Status read = ReadOnData(*data->snapshot, words, query); !read) {
    return Refused(read.error());
  }
  return words.for_whom.empty() ? AnswerSearch(*data, std::move(query), words, *format, console)
                                : AnswerFor(*data, std::move(query), words, *format, console);
}

}  // namespace

void AddSearchVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<SearchWords>();
  CLI::App* verb = root.add_subcommand("search", "Find organisations by words, names and codes");
  verb->add_option("text", words->texts, "Words, \"phrases\", -exclusions, field:value")
      ->type_name("TEXT");
  AddDatabaseOption(*verb, words->database);
  verb->add_option("--top", words->top, "How many at a time (default 20)")->type_name("N");
  verb->add_flag("--literal", words->literal, "Only the words as they are written");
  verb->add_flag("--facets", words->facets, "Count what is found by country, sector, …");
  const auto add_wish = [verb](const char* name, auto& wishes, const char* help) {
    verb->add_option(name, wishes, help)->allow_extra_args(false)->type_name("FIELD:VALUE");
  };
  add_wish("--should", words->should, "Who meets it comes sooner: country:PT,ES");
  add_wish("--nice", words->nice, "The same, half as much");
  auto* near =
      verb->add_option("--near", words->near, "Near an organisation, a city or LATITUDE,LONGITUDE");
  near->type_name("PLACE");
  verb->add_option("--within", words->within, "So many kilometres from there (default 50)")
      ->needs(near)
      ->type_name("KM");
  verb->add_option("--box", words->box, "Between these degrees: SOUTH,WEST,NORTH,EAST")
      ->type_name("BOX");
  verb->add_option("--sort", words->sort, "score (default), or distance from the place")
      ->type_name("ORDER");
  verb->add_option("--cursor", words->cursor, "The next page, as a former answer calls it")
      ->type_name("CURSOR");
  auto* for_whom = verb->add_option("--for", words->for_whom, "Rank them as partners for ORG");
  for_whom->type_name("ORG");
  verb->add_option("--preset", words->model.preset, "What counts then, as for kontor partners")
      ->needs(for_whom)
      ->type_name("NAME");
  verb->add_flag("--exclude-known", words->model.exclude_known,
                 "Then only who shares no partnership with ORG yet")
      ->needs(for_whom);
  verb->add_option("--lang", words->model.language, "Language of the reasons then")
      ->needs(for_whom)
      ->type_name("LANG");
  verb->add_option("--format", words->format,
                   "table (default), json, ndjson, csv, xlsx, jsonld, graphml or gexf")
      ->type_name("F");
  AddOutOption(*verb, words->out);
  AddFilterOptions(*verb, words->filters);
  verb->footer(
      "The last word may be cut short, names may be misspelt, sectors, countries and other codes\n"
      "may be called what they are called in any language.\n"
      "Examples:\n"
      "  kontor search \"fraunhofer ges\" --db kontor.db\n"
      "  kontor search 'maschinenbau country:DE -\"3d printing\"' --db kontor.db");
  verb->callback([words, verb, &action] {
    words->asked = AskedWith(*verb);
    action = [words](Console& console) { return RunSearch(*words, console); };
  });
}

}  // namespace kontor
