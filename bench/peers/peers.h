// The systems that take part, one file each. Every function gives a contestant for one contest; the
// dataset (and the neighbours) must outlive it. All work in one thread.
#pragma once

#include "bench/peers/contest.h"
#include "bench/peers/dataset.h"
#include "bench/peers/neighbours.h"

namespace kontor::bench {

class PostgresServer;  // bench/peers/postgres_server.h

// Walks with restart on the bipartite graph with our ties' strengths.
Contestant IgraphWalk(const Dataset& data, double restart);
Contestant BoostWalk(const Dataset& data, double restart);
Contestant GraphBlasWalk(const Dataset& data, double restart);

// Adamic-Adar on the neighbours.
Contestant IgraphAdamicAdar(const Dataset& data, const Neighbours& neighbours);
Contestant GraphBlasAdamicAdar(const Dataset& data, const Neighbours& neighbours);
Contestant SqliteAdamicAdar(const Dataset& data, const Neighbours& neighbours);

// Similarity of themes, filtered by country and kind.
Contestant SqliteSimilarity(const Dataset& data);
Contestant XapianSimilarity(const Dataset& data);

// Of a PostgreSQL server that outlives them.
Contestant PostgresAdamicAdar(const Dataset& data, const Neighbours& neighbours,
                              const PostgresServer& server);
Contestant PostgresSimilarity(const Dataset& data, const PostgresServer& server);

}  // namespace kontor::bench
