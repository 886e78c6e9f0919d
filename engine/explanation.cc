#include "engine/explanation.h"

#include "engine/nearness.h"
#include "engine/scored_question.h"

namespace kontor {

Result<Explanation> Explain(const Snapshot& snapshot, const PartnerQuery& query,
                            NodeIndex candidate, EngineScratch& scratch) {
  PartnerQuery question = query;
  question.top = Limits::default_top;
  question.pinned.clear();
  auto suggestion = ExplainPair(snapshot, question, candidate, scratch);
  if (!suggestion) return std::unexpected(suggestion.error());
  Explanation explanation;
  explanation.suggestion = *std::move(suggestion);
  explanation.introductions = FindIntroductions(snapshot, query.organisation, candidate);
  const Pair pair{snapshot, question.as_of, question.organisation, candidate,
                  MeasureNearness(snapshot, question, {&candidate, 1}, scratch).front()};
  const ScoredQuestion asked(snapshot, question, scratch);
  explanation.standing = FindStanding(question.preset, pair, asked.scored());
  return explanation;
}

}  // namespace kontor
