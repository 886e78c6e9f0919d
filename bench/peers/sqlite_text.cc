// SQLite's FTS5 in memory, without the texts themselves.
#include <string>

#include "bench/peers/clock.h"
#include "bench/peers/sqlite_database.h"
#include "bench/peers/text_peers.h"

namespace kontor::bench {
namespace {

constexpr const char* kBest =
    "SELECT rowid, -rank FROM document WHERE document MATCH ?1 ORDER BY rank LIMIT 20";

// "a" OR "b"
std::string AnyOf(const TextDataset& data, const TextQuestion& question) {
  std::string match;
  for (const TermIndex term : question.terms) {
    match += (match.empty() ? "\"" : " OR \"") + std::string(data.texts->terms()[term]) + '"';
  }
  return match;
}

}  // namespace

struct SqliteTexts::Index {
  Index(const TextDataset& of, const TextDocuments& documents) : data(of) {
    const double start = ThreadSeconds();
    auto filled = std::make_unique<Database>();
    filled->Execute("CREATE VIRTUAL TABLE document USING fts5(terms, country, content='')");
    filled->Execute("BEGIN");
    {
      Statement insert(*filled, "INSERT INTO document(rowid, terms, country) VALUES (?, ?, ?)");
      for (NodeIndex i = 0; i < data.data.size(); ++i) {
        std::string text;
        for (const TextDocuments::Use& use : documents.Of(i)) {
          text += data.texts->terms()[use.term];
          text += ' ';
        }
        insert.Bind(1, int64_t{i});
        insert.Bind(2, text);
        insert.Bind(3, "xc" + std::to_string(data.data.snapshot->profiles[i].country));
        insert.Step();
        insert.Reset();
      }
    }
    filled->Execute("COMMIT; INSERT INTO document(document) VALUES ('optimize')");
    build_seconds = ThreadSeconds() - start;
    Statement size(*filled,
                   "SELECT page_count * page_size, 0 FROM pragma_page_count(), pragma_page_size()");
    if (size.Step()) bytes = size.Number();
    size.Reset();
    prepared = std::make_unique<PreparedQuestion>(std::move(filled), kBest);
  }

  void Ask(const std::string& match, std::vector<Scored>& best) const {
    prepared->question.Bind(1, match);
    prepared->question.Read(best);
  }

  const TextDataset& data;
  std::unique_ptr<PreparedQuestion> prepared;
  double build_seconds = 0.0;
  uint64_t bytes = 0;
};

SqliteTexts::SqliteTexts(const TextDataset& data, const TextDocuments& documents)
    : index_(std::make_shared<Index>(data, documents)) {}
SqliteTexts::~SqliteTexts() = default;

double SqliteTexts::build_seconds() const { return index_->build_seconds; }
uint64_t SqliteTexts::bytes() const { return index_->bytes; }

Contestant SqliteTexts::Retrieval() const {
  return {.name = "SQLite FTS5, its own BM25",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            const std::string any = AnyOf(index->data, index->data.questions[first]);
            index->Ask("terms : (" + any + ")", best.front());
          }};
}

Contestant SqliteTexts::Filtered() const {
  return {.name = "SQLite FTS5, filtered",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            const TextQuestion& question = index->data.questions[first];
            index->Ask("terms : (" + AnyOf(index->data, question) + ") AND country : xc" +
                           std::to_string(question.country),
                       best.front());
          }};
}

Contestant SqliteTexts::Begun() const {
  return {.name = "SQLite FTS5, last word as a beginning",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            const std::string& begun = index->data.questions[first].begun;
            std::string match;
            for (size_t at = 0; at < begun.size();) {
              const size_t end = std::min(begun.find(' ', at), begun.size());
              if (end > at) match += " \"" + begun.substr(at, end - at) + "\"";
              at = end + 1;
            }
            index->Ask("terms :" + match + " *", best.front());
          }};
}

}  // namespace kontor::bench
