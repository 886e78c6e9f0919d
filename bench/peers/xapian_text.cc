// Xapian on disk, in the page cache, with the terms, strengths and countries that our index holds.
#include <xapian.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "bench/peers/clock.h"
#include "bench/peers/temporary_directory.h"
#include "bench/peers/text_peers.h"

namespace kontor::bench {
namespace {

constexpr Xapian::valueno kCountrySlot = 0;

std::string CountryTermOf(ConceptIndex country) { return "XC" + std::to_string(country); }

}  // namespace

struct XapianTexts::Index {
  Index(const TextDataset& of, const TextDocuments& documents) : data(of) {
    setenv("XAPIAN_FLUSH_THRESHOLD", "100000", 1);
    const double start = ThreadSeconds();
    Xapian::WritableDatabase writable(directory.path(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    for (NodeIndex i = 0; i < data.data.size(); ++i) {
      const ConceptIndex country = data.data.snapshot->profiles[i].country;
      Xapian::Document document;
      for (const auto& [term, strength] : documents.Of(i)) {
        document.add_term(std::string(data.texts->terms()[term]), strength);
      }
      document.add_boolean_term(CountryTermOf(country));
      document.add_value(kCountrySlot, std::to_string(country));
      writable.add_document(document);
    }
    for (TermIndex term = 0; term < data.texts->terms().size(); ++term) {
      if (!data.texts->IsWord(term)) continue;
      writable.add_spelling(std::string(data.texts->terms()[term]),
                            std::max(data.texts->Carriers(term), 1U));
    }
    writable.commit();
    writable.close();
    build_seconds = ThreadSeconds() - start;
    database = Xapian::Database(directory.path());
  }

  [[nodiscard]] Xapian::Query AnyOf(const TextQuestion& question) const {
    std::vector<Xapian::Query> terms;
    for (const TermIndex term : question.terms) {
      terms.emplace_back(std::string(data.texts->terms()[term]));
    }
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
  }

  // As our rarity * strength, but for its rounding.
  [[nodiscard]] Xapian::Enquire EnquireOf(const Xapian::Query& query) const {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::TfIdfWeight("ntn"));
    enquire.set_query(query);
    return enquire;
  }

  static void Read(const Xapian::MSet& found, std::vector<Scored>& best) {
    for (auto i = found.begin(); i != found.end(); ++i) best.push_back({i.get_weight(), *i - 1});
  }

  const TextDataset& data;
  TemporaryDirectory directory;
  Xapian::Database database;  // document i + 1 is organisation i
  double build_seconds = 0.0;
};

XapianTexts::XapianTexts(const TextDataset& data, const TextDocuments& documents)
    : index_(std::make_shared<Index>(data, documents)) {}
XapianTexts::~XapianTexts() = default;

double XapianTexts::build_seconds() const { return index_->build_seconds; }

uint64_t XapianTexts::bytes() const {
  uint64_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(index_->directory.path())) {
    bytes += file.file_size();
  }
  return bytes;
}

Contestant XapianTexts::Retrieval() const {
  return {.name = "Xapian, the same weights",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            auto enquire = index->EnquireOf(index->AnyOf(index->data.questions[first]));
            Index::Read(enquire.get_mset(0, kTop), best.front());
          }};
}

Contestant XapianTexts::Bm25() const {
  return {.name = "Xapian, its own BM25",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            Xapian::Enquire enquire(index->database);
            enquire.set_query(index->AnyOf(index->data.questions[first]));
            Index::Read(enquire.get_mset(0, kTop), best.front());
          }};
}

Contestant XapianTexts::Filtered() const {
  return {.name = "Xapian, filtered",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            const TextQuestion& question = index->data.questions[first];
            const Xapian::Query query(Xapian::Query::OP_FILTER, index->AnyOf(question),
                                      Xapian::Query(CountryTermOf(question.country)));
            Index::Read(index->EnquireOf(query).get_mset(0, kTop), best.front());
          }};
}

Contestant XapianTexts::Facets() const {
  return {.name = "Xapian, counted by country only",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            Xapian::ValueCountMatchSpy countries(kCountrySlot);
            auto enquire = index->EnquireOf(index->AnyOf(index->data.questions[first]));
            enquire.add_matchspy(&countries);
            Index::Read(enquire.get_mset(0, kTop, index->data.data.size()), best.front());
          }};
}

Contestant XapianTexts::Begun() const {
  return {.name = "Xapian, last word as a beginning",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            const std::string& begun = index->data.questions[first].begun;
            Xapian::QueryParser parser;
            parser.set_database(index->database);
            parser.set_default_op(Xapian::Query::OP_AND);
            const auto query = parser.parse_query(begun, Xapian::QueryParser::FLAG_PARTIAL);
            Index::Read(index->EnquireOf(query).get_mset(0, kTop), best.front());
          }};
}

Contestant XapianTexts::Misspelt() const {
  return {.name = "Xapian, nearest term and what holds it",
          .answer = [index = index_](size_t first, std::span<std::vector<Scored>> best) {
            const std::string& word = index->data.questions[first].misspelt;
            const std::string nearest = index->database.get_spelling_suggestion(word, 2);
            const Xapian::Query query(nearest.empty() ? word : nearest);
            Index::Read(index->EnquireOf(query).get_mset(0, kTop), best.front());
          }};
}

}  // namespace kontor::bench
