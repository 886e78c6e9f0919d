#include "bench/peers/contests.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <utility>

#include "bench/peers/ours.h"
#include "bench/peers/peers.h"
#include "engine/preset.h"
#ifdef KONTOR_WITH_LIBPQ
#include "bench/peers/postgres_server.h"
#endif

namespace kontor::bench {
namespace {

// Beyond, the neighbours of all take databases too long to load, and dense answers to give.
constexpr size_t kMostForDatabases = 100'000;

Contest NewContest(std::string title, const Dataset& data, ExactScores exact) {
  Contest contest;
  contest.title = std::move(title);
  contest.questions = data.askers.size();
  contest.exact = std::move(exact);
  return contest;
}

#ifdef KONTOR_WITH_LIBPQ
// Null, with a message, where there is no server.
std::unique_ptr<PostgresServer> StartPostgres() {
  try {
    return std::make_unique<PostgresServer>();
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "PostgreSQL is left out: %s\n", error.what());
    return nullptr;
  }
}
#endif

}  // namespace

void Contests::Hold(const Dataset& data, const Contest& contest) {
  std::fprintf(stderr, "%s, %s\n", contest.title.c_str(), data.name.c_str());
  const std::vector<Standing> standings = Run(contest, options_.limits);
  PrintStandings(contest.title + ", " + data.name, standings);
  for (const Standing& one : standings) {
    if (!one.is_ours || one.checked == 0 || one.mean_precision >= contest.least_precision) continue;
    std::fprintf(stderr, "%s: only %.4f of the answers are right\n", one.name.c_str(),
                 one.mean_precision);
    all_good_ = false;
  }
  auto growth = std::ranges::find(growths_, contest.title, &Growth::what);
  if (growth == growths_.end()) growth = growths_.insert(growth, {contest.title, {}, {}});
  growth->datasets.push_back(data.name);
  growth->medians.push_back(standings.front().median);
}

void Contests::ExactWalkContest(const Dataset& data, double restart) {
  Contest contest = NewContest("Exact walk, restart " + std::to_string(restart).substr(0, 4), data,
                               ExactWalks(data, restart));
  contest.equal_within = 1e-4;  // an L1 error of 1e-6 may swap equals
  contest.contestants.push_back(OurExactWalk(data, restart));
#ifdef KONTOR_WITH_GRAPHBLAS
  contest.contestants.push_back(GraphBlasWalk(data, restart));
#endif
  contest.contestants.push_back(BoostWalk(data, restart));
#ifdef KONTOR_WITH_IGRAPH
  contest.contestants.push_back(IgraphWalk(data, restart));
#endif
  Hold(data, contest);
}

void Contests::OnlineWalkContest(const Dataset& data, double restart) {
  Contest contest = NewContest("Online walk, restart " + std::to_string(restart).substr(0, 4), data,
                               ExactWalks(data, restart));
  contest.least_precision = 0.95;
  contest.contestants.push_back(OurOnlineWalk(data, restart));
#ifdef KONTOR_WITH_IGRAPH
  contest.contestants.push_back(IgraphWalk(data, restart));
#endif
  Hold(data, contest);
}

void Contests::AdamicAdarContest(const Dataset& data) {
  const Neighbours neighbours(data.graph());
  Contest contest = NewContest("Adamic-Adar", data, ExactAdamicAdar(data, neighbours));
  contest.equal_within = 1e-5;  // our units (graph/adamic_adar.h)
  contest.contestants.push_back(OurAdamicAdar(data));
#ifdef KONTOR_WITH_GRAPHBLAS
  contest.contestants.push_back(GraphBlasAdamicAdar(data, neighbours));
#endif
#ifdef KONTOR_WITH_LIBPQ
  std::unique_ptr<PostgresServer> postgres;
#endif
  if (data.size() <= kMostForDatabases) {
#ifdef KONTOR_WITH_IGRAPH
    contest.contestants.push_back(IgraphAdamicAdar(data, neighbours));
#endif
#ifdef KONTOR_WITH_SQLITE3
    contest.contestants.push_back(SqliteAdamicAdar(data, neighbours));
#endif
#ifdef KONTOR_WITH_LIBPQ
    postgres = StartPostgres();
    if (postgres) contest.contestants.push_back(PostgresAdamicAdar(data, neighbours, *postgres));
#endif
  }
  Hold(data, contest);
}

void Contests::SimilarityContest(const Dataset& data) {
  Contest contest = NewContest("Filtered similarity", data, ExactSimilarity(data));
  contest.contestants.push_back(OurSimilarity(data));
#ifdef KONTOR_WITH_XAPIAN
  if (data.size() <= kMostForDatabases) contest.contestants.push_back(XapianSimilarity(data));
#endif
#ifdef KONTOR_WITH_SQLITE3
  contest.contestants.push_back(SqliteSimilarity(data));
#endif
#ifdef KONTOR_WITH_LIBPQ
  const auto postgres = StartPostgres();
  if (postgres) contest.contestants.push_back(PostgresSimilarity(data, *postgres));
#endif
  Hold(data, contest);
}

void Contests::WholeQuestions(const Dataset& data) {
  Contest contest;
  contest.title = "Whole question";
  contest.questions = data.askers.size();
  for (const Preset& preset : BuiltInPresets()) {
    contest.contestants.push_back(OurWholeQuestion(data, preset));
  }
  Hold(data, contest);
}

void Contests::RunAll(const Dataset& data) {
  const auto ties = static_cast<double>(data.graph().tie_count());
  std::printf(
      "\n## %s: %u organisations, %u partnerships, %.0f participations\n\nSnapshot built in %s, "
      "%.0f bytes an organisation.\n",
      data.name.c_str(), data.size(), data.graph().partnership_count(), ties,
      Duration(data.build_seconds).c_str(), data.bytes_per_organisation);
  const auto is_wanted = [this](std::string_view name) {
    return options_.only.empty() || options_.only == name;
  };
  if (is_wanted("walk")) {
    for (const double restart : {0.5, 0.15}) {
      ExactWalkContest(data, restart);
      OnlineWalkContest(data, restart);
    }
  }
  if (is_wanted("adamic-adar")) AdamicAdarContest(data);
  if (is_wanted("similarity")) SimilarityContest(data);
  if (is_wanted("whole")) WholeQuestions(data);
  if (is_wanted("text")) TextContests(data);
}

}  // namespace kontor::bench
