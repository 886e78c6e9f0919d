// Searching: who finds the same organisations by the same terms, and how fast?
#include <cstdio>
#include <optional>

#include "bench/peers/contests.h"
#include "bench/peers/text_peers.h"
#include "engine/snapshot_memory.h"

namespace kontor::bench {
namespace {

void PrintIndex(const char* name, double seconds, uint64_t bytes, uint64_t text_bytes) {
  std::printf("| %s | %s | %.1f MB | %.2f |\n", name, Duration(seconds).c_str(),
              1e-6 * static_cast<double>(bytes),
              static_cast<double>(bytes) / static_cast<double>(text_bytes));
}

}  // namespace

void Contests::TextContests(const Dataset& data) {
  const TextDataset on = BuildTexts(data, options_.questions);
  const TextDocuments documents(*on.texts);
  const uint64_t text_bytes = on.texts->text_bytes();
  std::printf("\n%.1f MB of texts, %zu terms, %zu postings.\n\n", 1e-6 * double(text_bytes),
              on.texts->terms().size(), on.texts->posting_count());
  std::printf("| index | built in (all processors) | size | size / texts |\n|---|---|---|---|\n");
  PrintIndex("Kontor, with the texts that are shown", on.build_seconds, MeasureMemory(*on.texts),
             text_bytes);
#ifdef KONTOR_WITH_XAPIAN
  const XapianTexts xapian(on, documents);
  PrintIndex("Xapian", xapian.build_seconds(), xapian.bytes(), text_bytes);
#endif
#ifdef KONTOR_WITH_SQLITE3
  const SqliteTexts sqlite(on, documents);
  PrintIndex("SQLite FTS5", sqlite.build_seconds(), sqlite.bytes(), text_bytes);
#endif
  const auto contest = [&on](const char* title) {
    Contest one;
    one.title = title;
    one.questions = on.questions.size();
    return one;
  };

  Contest ranked = contest("Ranked words, top 20");
  ranked.exact = ExactRetrieval(on);
  ranked.equal_within = 0.002;  // rarities are whole numbers with us
  ranked.contestants = {OurRetrieval(on)};
  Contest whole = contest("Whole search, literal, top 20");
  whole.contestants = {OurSearch(on, "Kontor, search", {})};
  Contest filtered = contest("Whole search in one country");
  filtered.contestants = {OurSearch(on, "Kontor, search", {.country = true})};
  Contest facets = contest("Whole search with facets");
  facets.contestants = {OurSearch(on, "Kontor, search, all facets", {.facets = true})};
  Contest begun = contest("While typing");
  begun.contestants = {OurSuggest(on)};
  Contest misspelt = contest("Misspelt names");
  misspelt.contestants = {OurSearch(on, "Kontor, search", {.literal = false, .misspelt = true})};
#ifdef KONTOR_WITH_XAPIAN
  ranked.contestants.push_back(xapian.Retrieval());
  ranked.contestants.push_back(xapian.Bm25());
  whole.contestants.push_back(xapian.Retrieval());
  filtered.contestants.push_back(xapian.Filtered());
  facets.contestants.push_back(xapian.Facets());
  begun.contestants.push_back(xapian.Begun());
  misspelt.contestants.push_back(xapian.Misspelt());
#endif
#ifdef KONTOR_WITH_SQLITE3
  ranked.contestants.push_back(sqlite.Retrieval());
  whole.contestants.push_back(sqlite.Retrieval());
  filtered.contestants.push_back(sqlite.Filtered());
  begun.contestants.push_back(sqlite.Begun());
#endif
  for (const Contest& one : {ranked, whole, filtered, facets, begun, misspelt}) Hold(data, one);
}

}  // namespace kontor::bench
