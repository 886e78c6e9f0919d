#include "bench/whole_question.h"

#include <string>
#include <vector>

#include "engine/sentences.h"

namespace kontor::bench {

Result<PartnerAnswer> AskWholeQuestion(const Snapshot& snapshot, const PartnerQuery& query,
                                       EngineScratch& scratch) {
  constexpr size_t reasons = 5;
  auto answer = FindPartners(snapshot, query, scratch);
  if (!answer) return answer;
  // Read afterwards, so that no compiler leaves the work out.
  volatile size_t words = 0;
  for (const Suggestion& suggestion : answer->suggestions) {
    words = words + Reasons(snapshot, suggestion, reasons).size();
    words = words + ReverseReasons(snapshot, suggestion, reasons).size();
  }
  return answer;
}

}  // namespace kontor::bench
