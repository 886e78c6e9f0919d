#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/numbers.h"
#include "app/question.h"
#include "app/snapshot_file.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "engine/snapshot_memory.h"

namespace kontor {
namespace {

struct StatsWords {
  std::string database;
  std::string format = "table";
};

std::string Line(std::string_view name, const std::string& value) {
  std::string line = "  " + std::string(name);
  line.resize(std::max<size_t>(line.size() + 1, 24), ' ');
  line.append(value.size() < 12 ? 12 - value.size() : 0, ' ');
  return line + value + "\n";
}

std::string AsTable(const StoreStats& stats, const MemoryUse& memory, const TextIndex& texts) {
  std::string text = "generation " + std::to_string(stats.generation) + ", schema " +
                     std::to_string(stats.schema_version) + ", " + Bytes(stats.disk_bytes) +
                     " on disk, " + Counted(stats.names, "name") + "\n";
  text += Counted(stats.nodes, "node") + "\n";
  for (const auto& [type, count] : stats.nodes_by_type) {
    text += Line(Name(type), WithThousands(count));
  }
  text += Counted(stats.edges, "tie") + "\n";
  for (const auto& [type, count] : stats.edges_by_type) {
    text += Line(Name(type), WithThousands(count));
  }
  text += Bytes(memory.bytes) + " in memory, " + Bytes(memory.ranking_bytes) +
          " of it graph and profiles\n";
  for (const MemoryUse::Table& table : memory.tables) {
    text += Line(table.name, Bytes(table.bytes));
  }
  text +=
      Bytes(MeasureMemory(texts)) + " more to search " + Bytes(texts.text_bytes()) + " of texts\n";
  return text;
}

// Names and numbers only: nothing here needs escaping.
template <typename Counts>
std::string JsonCounts(const Counts& counts) {
  std::string text;
  for (const auto& [type, count] : counts) {
    text += (text.empty() ? "" : ", ") + ("\"" + std::string(Name(type))) +
            "\": " + std::to_string(count);
  }
  return "{" + text + "}";
}

std::string AsJson(const StoreStats& stats, const MemoryUse& memory, const TextIndex& texts) {
  std::string text = "{\"generation\": " + std::to_string(stats.generation);
  text += ", \"schema_version\": " + std::to_string(stats.schema_version);
  text += ", \"disk_bytes\": " + std::to_string(stats.disk_bytes);
  text += ", \"names\": " + std::to_string(stats.names);
  text += ",\n \"nodes\": " + std::to_string(stats.nodes);
  text += ", \"nodes_by_type\": " + JsonCounts(stats.nodes_by_type);
  text += ",\n \"edges\": " + std::to_string(stats.edges);
  text += ", \"edges_by_type\": " + JsonCounts(stats.edges_by_type);
  text += ",\n \"memory_bytes\": " + std::to_string(memory.bytes);
  text += ", \"graph_and_profile_bytes\": " + std::to_string(memory.ranking_bytes);
  std::string tables;
  for (const MemoryUse::Table& table : memory.tables) {
    tables += (tables.empty() ? "\"" : ", \"") + table.name + "\": " + std::to_string(table.bytes);
  }
  text += ", \"memory_bytes_by_table\": {" + tables + "}";
  text += ",\n \"text_bytes\": " + std::to_string(texts.text_bytes());
  text += ", \"text_index_bytes\": " + std::to_string(MeasureMemory(texts));
  return text + "}\n";
}

Status RunStats(const StatsWords& words, Console& console) {
  if (words.format != "table" && words.format != "json") {
    return Fail(ErrorCode::kInvalidArgument, "statistics have the formats table and json");
  }
  const Result<std::unique_ptr<Store>> store = OpenForReading(words.database);
  if (!store) {
    return std::unexpected(store.error());
  }
  const Result<StoreStats> stats = (*store)->Stats();
  if (!stats) {
    return std::unexpected(stats.error());
  }
  const Result<NewestSnapshot> newest = LoadNewest(**store, words.database);
  if (!newest) {
    return std::unexpected(newest.error());
  }
  for (const std::string& remark : Remarks(*newest)) console.Say(remark);
  const Result<NewestTexts> texts = LoadNewestTexts(**store, words.database, *newest->snapshot);
  if (!texts) {
    return std::unexpected(texts.error());
  }
  for (const std::string& remark : Remarks(*texts)) console.Say(remark);
  const MemoryUse memory = MeasureMemory(*newest->snapshot);
  return console.Answer(words.format == "json" ? AsJson(*stats, memory, *texts->texts)
                                               : AsTable(*stats, memory, *texts->texts));
}

}  // namespace

void AddStatsVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<StatsWords>();
  CLI::App* verb = root.add_subcommand("stats", "Show what the database holds");
  AddDatabaseOption(*verb, words->database);
  verb->add_option("--format", words->format, "table (default) or json")->type_name("F");
  verb->footer(
      "Example:\n"
      "  kontor stats --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunStats(*words, console); };
  });
}

}  // namespace kontor
