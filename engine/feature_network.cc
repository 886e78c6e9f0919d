#include <algorithm>
#include <cmath>
#include <vector>

#include "base/portable_math.h"
#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kLeast = 1e-5;                        // closeness that counts little
constexpr double kMostLogarithm = 11.512935464920229;  // ln(1 + 1 / kLeast)

struct Joint {
  uint64_t count = 0;
  NodeIndex newest = kNoNode;  // vertex of the newest partnership in common
  double one_round = 0.0;      // probability of going from us through one of them to them
};

// Partnerships of both; their neighbours are sorted, so one merge finds them.
Joint JointPartnerships(const Pair& pair) {
  const CollaborationGraph& graph = pair.snapshot.graph;
  const TieStrengths& strengths = pair.snapshot.strengths;
  const auto ours = graph.Neighbours(pair.us);
  const auto theirs = graph.Neighbours(pair.them);
  Joint joint;
  for (size_t i = 0, j = 0; i < ours.size() && j < theirs.size();) {
    if (ours[i] < theirs[j]) {
      ++i;
    } else if (theirs[j] < ours[i]) {
      ++j;
    } else {
      const NodeIndex partnership = ours[i];
      ++joint.count;
      if (joint.newest == kNoNode || graph.Start(joint.newest) < graph.Start(partnership)) {
        joint.newest = partnership;
      }
      joint.one_round += static_cast<double>(strengths.StrengthPerMember(graph, partnership)) /
                         static_cast<double>(pair.snapshot.summaries[pair.us].tie_strength);
      ++i;
      ++j;
    }
  }
  return joint;
}

}  // namespace

double NetworkValue(const Pair& pair) {
  const double there = pair.near.probability;
  if (there <= 0.0) return 0.0;
  const double back = ProbabilityBack(pair);
  const double closeness = std::sqrt(std::sqrt(there * there * there * back));
  return std::min(Log1p(closeness / kLeast) / kMostLogarithm, 1.0);
}

std::vector<Fact> NetworkFacts(const Pair& pair) {
  std::vector<Fact> facts;
  if (pair.near.probability <= 0.0) return facts;
  const Joint joint = JointPartnerships(pair);
  // The walk's first round, restart * (1 - restart)^2 * one_round, belongs to the partnerships in
  // common; everything after it to the organisations around.
  const double first_round = kRestart * (1.0 - kRestart) * (1.0 - kRestart) * joint.one_round;
  const double joint_share = std::min(first_round / pair.near.probability, 1.0);
  if (joint.count > 0) {
    Fact fact;
    fact.kind = Fact::Kind::kJointPartnerships;
    fact.share = joint_share;
    fact.count = joint.count;
    fact.date = pair.snapshot.graph.Start(joint.newest);
    const NodeIndex number = joint.newest - pair.snapshot.graph.organisation_count();
    fact.text = pair.snapshot.profiles.Partnership(number).label;
    facts.push_back(std::move(fact));
  }
  Fact around;
  around.count = pair.common_partners;
  around.kind = around.count > 0 ? Fact::Kind::kCommonPartners : Fact::Kind::kReachedByWalk;
  around.share = 1.0 - joint_share;
  if (around.count > 0 || joint.count == 0) facts.push_back(std::move(around));
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
