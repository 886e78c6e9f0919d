#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "api/export.h"
#include "app/answer_output.h"
#include "app/clock.h"
#include "app/number_options.h"
#include "app/question.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "data/import.h"
#include "engine/scratch.h"

namespace kontor {
namespace {

// Of everything in the store, of organisations and of the graph; each uses what it has options for.
struct ExportWords {
  std::string database;
  std::string out;
  std::string format;
  std::string as_of;
  std::string asked;
  std::vector<FilterWords> filters = NoFilterWords();
  std::string around;
  int64_t hops = 1;
};

Status ExportStore(const ReadView& view, const Sink& sink) {
  Status written;
  const Status exported = ExportNdjson(view, [&](std::string_view text) {
    written = sink(text);
    return written.has_value();
  });
  return written ? exported : written;
}

Status RunNdjson(const ExportWords& words, Console& console) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(words.database);
  if (!store) {
    return std::unexpected(store.error());
  }
  const Result<std::unique_ptr<ReadView>> view = (*store)->View();
  if (!view) {
    return std::unexpected(view.error());
  }
  return WriteAnswer(words.out, console,
                     [&](const Sink& sink) { return ExportStore(**view, sink); });
}

// What an export of snapshots has beside its query.
struct ExportPlan {
  ExportOptions options;
  Date day;  // that is judged on
  SnapshotPointer snapshot;
};

Result<ExportPlan> Plan(const ExportWords& words, std::span<const Format> formats) {
  const Result<Format> format = ParseFormat(words.format, formats);
  if (!format) {
    return std::unexpected(format.error());
  }
  if (Status status = CheckOutput(*format, words.out); !status) {
    return std::unexpected(status.error());
  }
  const Result<Date> as_of = ReadDay("--as-of", words.as_of);
  if (!as_of) {
    return std::unexpected(as_of.error());
  }
  Result<SnapshotPointer> snapshot = LoadForQuestion(words.database, *as_of);
  if (!snapshot) {
    return std::unexpected(snapshot.error());
  }
  return ExportPlan{
      .options = {.format = *format, .question = words.asked, .with_mark = IsFile(words.out)},
      .day = as_of->known() ? *as_of : Today(),
      .snapshot = *std::move(snapshot)};
}

Status RunOrganisations(const ExportWords& words, Console& console) {
  const Result<ExportPlan> plan = Plan(words, kOrganisationFormats);
  if (!plan) {
    return std::unexpected(plan.error());
  }
  Result<Filters> filters = ReadFilters(*plan->snapshot, words.filters);
  if (!filters) {
    return std::unexpected(filters.error());
  }
  const OrganisationQuery query{.filters = *std::move(filters), .as_of = plan->day};
  return WriteAnswer(words.out, console, [&](const Sink& sink) {
    return ExportOrganisations(*plan->snapshot, query, plan->options, sink);
  });
}

Status RunGraph(const ExportWords& words, Console& console) {
  if (Status hops = CheckNumber("--hops", words.hops, 1, static_cast<int64_t>(kMostHops)); !hops) {
    return hops;
  }
  const Result<ExportPlan> plan = Plan(words, kGraphFormats);
  if (!plan) {
    return std::unexpected(plan.error());
  }
  GraphQuery query{.around = {}, .hops = static_cast<size_t>(words.hops), .as_of = plan->day};
  if (!words.around.empty()) {
    const Result<NodeIndex> organisation = ResolveOrganisation(*plan->snapshot, words.around);
    if (!organisation) {
      return Within("--around", organisation.error());
    }
    query.around = *organisation;
  }
  return WriteAnswer(words.out, console, [&](const Sink& sink) {
    return ExportGraph(*plan->snapshot, query, plan->options, sink);
  });
}

// The organisation and the list are questions as those of kontor partners.
Status RunDossier(const QuestionWords& words, const std::string& organisation, Console& console) {
  Result<Question> question = ReadQuestion(words, Today());
  if (!question) {
    return std::unexpected(question.error());
  }
  const Result<SnapshotPointer> snapshot = LoadForQuestion(words.database, question->as_of);
  if (!snapshot) {
    return std::unexpected(snapshot.error());
  }
  if (Status status = Complete(**snapshot, *question); !status) {
    return status;
  }
  const Result<NodeIndex> node = ResolveOrganisation(**snapshot, organisation);
  if (!node) {
    return std::unexpected(node.error());
  }
  question->query.organisation = *node;
  EngineScratch scratch;
  const Result<PartnerAnswer> answer = FindPartners(**snapshot, question->query, scratch);
  if (!answer) {
    return std::unexpected(answer.error());
  }
  const ExportOptions options{
      .format = Format::kHtml, .language = question->language, .question = words.asked};
  return WriteAnswer(words.out, console, [&](const Sink& sink) {
    return ExportDossier(**snapshot, *answer, options, sink);
  });
}

std::string Listed(std::span<const Format> formats) {
  std::string list;
  for (const Format format : formats) {
    list += (list.empty() ? "" : ", ") + std::string(Name(format));
  }
  return list;
}

// A kind of export with the options that all have.
CLI::App* AddKind(CLI::App& verb, const char* name, const char* help,
                  const std::shared_ptr<ExportWords>& words) {
  CLI::App* kind = verb.add_subcommand(name, help);
  AddDatabaseOption(*kind, words->database);
  AddOutOption(*kind, words->out);
  return kind;
}

void AddSnapshotOptions(CLI::App& kind, ExportWords& words, std::span<const Format> formats) {
  words.format = Name(formats.front());
  kind.add_option("--format", words.format, Listed(formats) + " (default " + words.format + ")")
      ->type_name("F");
  kind.add_option("--as-of", words.as_of, "Export what was known on that day")->type_name("DATE");
}

void AddNdjsonKind(CLI::App& verb, Action& action) {
  const auto words = std::make_shared<ExportWords>();
  CLI::App* kind =
      AddKind(verb, "ndjson", "All records, to be imported again (docs/ndjson.md)", words);
  kind->footer(
      "kontor import ndjson reads it back.\n"
      "Example:\n"
      "  kontor export ndjson --db kontor.db --out everything.ndjson");
  kind->callback([words, &action] {
    action = [words](Console& console) { return RunNdjson(*words, console); };
  });
}

void AddOrganisationsKind(CLI::App& verb, Action& action) {
  const auto words = std::make_shared<ExportWords>();
  CLI::App* kind =
      AddKind(verb, "organisations", "Whole profiles, as a table or as documents", words);
  AddSnapshotOptions(*kind, *words, kOrganisationFormats);
  AddFilterOptions(*kind, words->filters);
  kind->footer(
      "Example:\n"
      "  kontor export organisations --country DE,FR --format xlsx --out organisations.xlsx");
  kind->callback([words, kind, &action] {
    words->asked = AskedWith(*kind);
    action = [words](Console& console) { return RunOrganisations(*words, console); };
  });
}

void AddGraphKind(CLI::App& verb, Action& action) {
  const auto words = std::make_shared<ExportWords>();
  CLI::App* kind =
      AddKind(verb, "graph", "Who took part in what, for Gephi, NetworkX and others", words);
  AddSnapshotOptions(*kind, *words, kGraphFormats);
  CLI::Option* around =
      kind->add_option("--around", words->around, "Only what is near this organisation");
  around->type_name("ORG");
  kind->add_option("--hops", words->hops, "So many partnerships away, at most 6 (default 1)")
      ->needs(around)
      ->type_name("N");
  kind->footer(
      "csv and xlsx have the ties alone.\n"
      "Example:\n"
      "  kontor export graph --around pic:999905974 --hops 2 --format gexf --out near.gexf");
  kind->callback([words, kind, &action] {
    words->asked = AskedWith(*kind);
    action = [words](Console& console) { return RunGraph(*words, console); };
  });
}

void AddDossierKind(CLI::App& verb, Action& action) {
  struct DossierWords {
    QuestionWords question;
    std::string organisation;
  };
  const auto words = std::make_shared<DossierWords>();
  words->question.top = static_cast<int64_t>(kDossierTop);
  CLI::App* kind = verb.add_subcommand("dossier", "An organisation and its partners on a page");
  kind->add_option("organisation", words->organisation, "Whose partners")
      ->type_name("ORG")
      ->required();
  AddDatabaseOption(*kind, words->question.database);
  AddOutOption(*kind, words->question.out);
  AddModelOptions(*kind, words->question);
  AddListOptions(*kind, words->question);
  kind->footer(
      "Writes HTML that is printed as a page, with the five best partners or as many as --top "
      "says.\n"
      "Example:\n"
      "  kontor export dossier pic:999905974 --lang fr --db kontor.db --out dossier.html");
  kind->callback([words, kind, &action] {
    words->question.asked = AskedWith(*kind);
    action = [words](Console& console) {
      return RunDossier(words->question, words->organisation, console);
    };
  });
}

}  // namespace

void AddExportVerb(CLI::App& root, Action& action) {
  CLI::App* verb = root.add_subcommand("export", "Write organisations, the graph, or everything");
  verb->require_subcommand(1);
  verb->footer(
      "Lists of partners and search results: --format and --out of those verbs. docs/exports.md\n"
      "describes all files.\n"
      "Examples:\n"
      "  kontor export organisations --db kontor.db --format xlsx --out organisations.xlsx\n"
      "  kontor export graph --db kontor.db --format graphml --out graph.graphml\n"
      "  kontor export ndjson --db kontor.db --out everything.ndjson");
  AddOrganisationsKind(*verb, action);
  AddGraphKind(*verb, action);
  AddDossierKind(*verb, action);
  AddNdjsonKind(*verb, action);
}

}  // namespace kontor
