// The systems that search texts. The dataset and the documents must outlive what is returned.
#pragma once

#include <memory>

#include "bench/peers/contest.h"
#include "bench/peers/text_dataset.h"

namespace kontor::bench {

// Ours: terms to the best kTop, and nothing else; what a user gets; and what he gets while typing.
Contestant OurRetrieval(const TextDataset& data);
struct SearchParts {
  bool literal = true;
  bool country = false;
  bool facets = false;
  bool misspelt = false;
};
Contestant OurSearch(const TextDataset& data, const char* name, SearchParts parts);
Contestant OurSuggest(const TextDataset& data);
// Sum over terms of rarity * strength.
ExactScores ExactRetrieval(const TextDataset& data);

// A document's terms occur as often as they are strong.
class XapianTexts {
 public:
  XapianTexts(const TextDataset& data, const TextDocuments& documents);
  ~XapianTexts();
  XapianTexts(const XapianTexts&) = delete;
  XapianTexts& operator=(const XapianTexts&) = delete;

  [[nodiscard]] Contestant Retrieval() const;  // by the sum of ln(N/n) * strength, as ours
  [[nodiscard]] Contestant Bm25() const;       // by its own weights
  [[nodiscard]] Contestant Filtered() const;   // in one country
  [[nodiscard]] Contestant Facets() const;     // counted by country
  [[nodiscard]] Contestant Begun() const;      // the last word as the beginning of any
  [[nodiscard]] Contestant Misspelt() const;   // its nearest term, then that one
  [[nodiscard]] double build_seconds() const;
  [[nodiscard]] uint64_t bytes() const;

 private:
  struct Index;
  std::shared_ptr<Index> index_;
};

// FTS5: a document's terms occur once; it orders by its own BM25.
class SqliteTexts {
 public:
  SqliteTexts(const TextDataset& data, const TextDocuments& documents);
  ~SqliteTexts();
  SqliteTexts(const SqliteTexts&) = delete;
  SqliteTexts& operator=(const SqliteTexts&) = delete;

  [[nodiscard]] Contestant Retrieval() const;
  [[nodiscard]] Contestant Filtered() const;
  [[nodiscard]] Contestant Begun() const;
  [[nodiscard]] double build_seconds() const;
  [[nodiscard]] uint64_t bytes() const;

 private:
  struct Index;
  std::shared_ptr<Index> index_;
};

}  // namespace kontor::bench
