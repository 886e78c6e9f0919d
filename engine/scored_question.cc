#include "engine/scored_question.h"

namespace kontor {

ScoredQuestion::ScoredQuestion(const Snapshot& snapshot, const PartnerQuery& query,
                               EngineScratch& scratch)
    : neighbourhood_(snapshot.graph, query.organisation, scratch.neighbourhood),
      filters_(snapshot, query, scratch.filters) {
  if (query.exclude_known) filters_.Exclude(neighbourhood_.partners());
  scored_ =
      ScoreAll(snapshot, query, FindCandidates(snapshot, query, filters_, scratch), scratch.scores);
}

}  // namespace kontor
