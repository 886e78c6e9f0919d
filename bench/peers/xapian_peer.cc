// Xapian: a theme is a term whose frequency in a document is its weight in 255 steps, countries and
// kinds are boolean terms. Scores agree with ours but for the rounding of weights.
#include <xapian.h>

#include <cmath>
#include <memory>
#include <string>

#include "bench/peers/peers.h"
#include "bench/peers/temporary_directory.h"

namespace kontor::bench {
namespace {

std::string ThemeTerm(ThemeIndex theme) { return "T" + std::to_string(theme); }
std::string CountryTerm(ConceptIndex country) { return "XC" + std::to_string(country); }
std::string KindTerm(uint8_t kind) { return "XK" + std::to_string(kind); }

Xapian::Document DocumentOf(const Dataset& data, NodeIndex organisation) {
  Xapian::Document document;
  const Profile& profile = data.snapshot->profiles[organisation];
  document.add_boolean_term(CountryTerm(profile.country));
  document.add_boolean_term(KindTerm(profile.kind));
  for (const auto& [theme, weight] : data.snapshot->themes.Vector(organisation)) {
    const auto steps = static_cast<Xapian::termcount>(std::lround(255.0F * weight));
    document.add_term(ThemeTerm(theme), std::max(steps, Xapian::termcount{1}));
  }
  return document;
}

struct Index {
  explicit Index(const Dataset& data) {
    Xapian::WritableDatabase writable(directory.path(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    for (NodeIndex i = 0; i < data.size(); ++i) writable.add_document(DocumentOf(data, i));
    writable.commit();
    writable.close();
    database = Xapian::Database(directory.path());
  }

  TemporaryDirectory directory;
  Xapian::Database database;  // document i + 1 is organisation i
};

Xapian::Query QueryOf(const Dataset& data, const SimilarityQuestion& question) {
  std::vector<Xapian::Query> terms;
  for (const auto& [theme, weight] : data.snapshot->themes.Vector(question.asker)) {
    terms.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(ThemeTerm(theme)),
                       double{weight});
  }
  const Xapian::Query filter(Xapian::Query::OP_AND, Xapian::Query(CountryTerm(question.country)),
                             Xapian::Query(KindTerm(question.kind)));
  return {Xapian::Query::OP_FILTER, Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()),
          filter};
}

}  // namespace

Contestant XapianSimilarity(const Dataset& data) {
  auto index = std::make_shared<Index>(data);
  return {.name = "Xapian",
          .answer = [&data, index](size_t first, std::span<std::vector<Scored>> best) {
            const SimilarityQuestion& question = data.filtered[first];
            Xapian::Enquire enquire(index->database);
            enquire.set_weighting_scheme(Xapian::TfIdfWeight("nnn"));
            enquire.set_query(QueryOf(data, question));
            const Xapian::MSet found = enquire.get_mset(0, kTop + 1);
            for (auto i = found.begin(); i != found.end() && best.front().size() < kTop; ++i) {
              const NodeIndex organisation = *i - 1;
              if (organisation != question.asker) {
                best.front().push_back({i.get_weight(), organisation});
              }
            }
          }};
}

}  // namespace kontor::bench
