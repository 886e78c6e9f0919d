#include "engine/suggest.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "index/code_carriers.h"

namespace kontor {
namespace {

Status ValidateText(std::string_view text, size_t top) {
  if (top < 1 || top > kMostProposals) {
    return Fail(ErrorCode::kInvalidArgument,
                "top must be between 1 and " + std::to_string(kMostProposals));
  }
  if (text.size() > Limits::max_query_bytes) {
    return Fail(ErrorCode::kLimit, "the text to complete has at most " +
                                       std::to_string(Limits::max_query_bytes) + " bytes");
  }
  const std::string folded = Fold(text);
  if (folded.empty()) {
    return Fail(ErrorCode::kInvalidArgument, "the text to complete has no letters or digits");
  }
  if (static_cast<size_t>(std::ranges::count(folded, ' ')) >= Limits::max_query_words) {
    return Fail(ErrorCode::kLimit, "the text to complete has at most " +
                                       std::to_string(Limits::max_query_words) + " words");
  }
  return {};
}

Proposal OfOrganisation(const NameMatch& match) { return {match.item, kNoConcept, {}, 0}; }

Proposal OfCode(const ConceptTable& concepts, const NameMatch& match) {
  const std::string_view label = match.label == CodeNames::kCodeItself
                                     ? concepts.Label(match.item, "en")
                                     : concepts.Labels(match.item)[match.label];
  return {kNoNode, match.item, label, match.uses};
}

// One list of both: what is the text, organisations first, then the others.
std::vector<Proposal> FindProposals(const Snapshot& snapshot, std::string_view text, size_t top,
                                    Date day) {
  const auto carriers = [&](ConceptIndex code) {
    return static_cast<uint32_t>(
        CarriersOf(snapshot.concepts, snapshot.profiles, code, day).size());
  };
  std::vector<NameMatch> organisations = snapshot.names.Search(text, top);
  std::vector<NameMatch> codes = snapshot.code_names.Search(text, top, carriers);
  codes.resize(std::min(codes.size(), std::max(top / 2, top - organisations.size())));
  organisations.resize(std::min(organisations.size(), top - codes.size()));
  std::vector<Proposal> proposals;
  for (const bool whole : {true, false}) {
    for (const NameMatch& match : organisations) {
      if ((match.grade == MatchGrade::kWhole) == whole) proposals.push_back(OfOrganisation(match));
    }
    for (const NameMatch& match : codes) {
      if ((match.grade == MatchGrade::kWhole) != whole) continue;
      proposals.push_back(OfCode(snapshot.concepts, match));
    }
  }
  return proposals;
}

// The text with the nearest words for those that nobody holds; empty where nothing changes.
std::string Respelt(const Snapshot& snapshot, std::string_view text) {
  const std::string folded = Fold(text);
  std::string respelt;
  bool changed = false;
  for (size_t begin = 0; begin < folded.size();) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    const std::string_view word = std::string_view(folded).substr(begin, end - begin);
    const bool is_begun = end == folded.size();
    std::optional<NearWord> nearest;
    if (!snapshot.names.Holds(word, is_begun) && !snapshot.code_names.Holds(word, is_begun)) {
      nearest = snapshot.names.Nearest(word, is_begun);
      const std::optional<NearWord> of_codes = snapshot.code_names.Nearest(word, is_begun);
      if (!nearest || (of_codes && IsLikelier(*of_codes, *nearest))) nearest = of_codes;
    }
    changed = changed || nearest.has_value();
    respelt += (respelt.empty() ? "" : " ") + std::string(nearest ? nearest->text : word);
    begin = end + 1;
  }
  return changed ? respelt : std::string();
}

}  // namespace

Result<ProposalAnswer> Suggest(const Snapshot& snapshot, std::string_view text, size_t top,
                               Date day) {
  if (Status valid = ValidateText(text, top); !valid) return std::unexpected(valid.error());
  ProposalAnswer answer;
  answer.generation = snapshot.generation;
  answer.proposals = FindProposals(snapshot, text, top, day);
  if (!answer.proposals.empty()) return answer;
  const std::string respelt = Respelt(snapshot, text);
  if (respelt.empty()) return answer;
  answer.proposals = FindProposals(snapshot, respelt, top, day);
  if (!answer.proposals.empty()) answer.read_as = respelt;
  return answer;
}

std::vector<NodeIndex> SimilarlyNamed(const Snapshot& snapshot, std::string_view text,
                                      size_t limit) {
  std::vector<NodeIndex> organisations;
  const Result<ProposalAnswer> answer = Suggest(snapshot, text, limit, {});
  if (!answer) return organisations;
  for (const Proposal& proposal : answer->proposals) {
    if (proposal.organisation != kNoNode) organisations.push_back(proposal.organisation);
  }
  return organisations;
}

}  // namespace kontor
