#include "engine/examples.h"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "base/parallel.h"
#include "base/random.h"
#include "engine/candidates.h"
#include "engine/neighbourhood.h"
#include "engine/scratch.h"
#include "engine/signals.h"

namespace kontor {
namespace {

constexpr uint64_t kAskerStream = 2;
constexpr uint64_t kCandidateStream = 3;

class Collection {
 public:
  Collection(const Snapshot& past, const Truth& truth, const ExampleOptions& options)
      : past_(past), truth_(truth), options_(options) {}

  Examples OfAsker(size_t position, EngineScratch& scratch) const {
    const NodeIndex asker = truth_.askers[position];
    const std::vector<NodeIndex>& partners = truth_.partners[position];
    const std::span<const Candidate> candidates = CandidatesFor(asker, scratch);
    std::vector<size_t> others;
    Examples examples;
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (std::ranges::binary_search(partners, candidates[i].organisation)) {
        Add(asker, candidates[i], 1, examples);
      } else {
        others.push_back(i);
      }
    }
    if (examples.values.empty()) return examples;
    Random random(options_.seed, kCandidateStream, past_.profiles[asker].id.value());
    others = random.Sample(std::move(others), options_.others_per_question);
    for (const size_t i : others) Add(asker, candidates[i], 0, examples);
    examples.groups.push_back(
        {0, examples.values.size(), partners.size(), past_.graph.Neighbours(asker).size()});
    return examples;
  }

 private:
  // As a learned preset finds them, without those that are known already.
  std::span<const Candidate> CandidatesFor(NodeIndex asker, EngineScratch& scratch) const {
    PartnerQuery query;
    query.organisation = asker;
    query.as_of = past_.as_of;
    query.preset.learned.emplace_back();
    FilterCheck filters(past_, query, scratch.filters);
    filters.Exclude(Neighbourhood(past_.graph, asker, scratch.neighbourhood).partners());
    return FindCandidates(past_, query, filters, scratch);
  }

  void Add(NodeIndex asker, const Candidate& candidate, uint8_t became_partner,
           Examples& examples) const {
    const SignalValues values =
        MeasureSignals({past_, past_.as_of, asker, candidate.organisation, candidate.near});
    auto& row = examples.values.emplace_back();
    std::ranges::transform(values, row.begin(), [](double x) { return static_cast<float>(x); });
    examples.became_partner.push_back(became_partner);
  }

  const Snapshot& past_;
  const Truth& truth_;
  const ExampleOptions& options_;
};

}  // namespace

void Examples::Append(const Examples& more) {
  const size_t offset = values.size();
  values.insert(values.end(), more.values.begin(), more.values.end());
  became_partner.insert(became_partner.end(), more.became_partner.begin(),
                        more.became_partner.end());
  for (ExampleGroup group : more.groups) {
    group.begin += offset;
    group.end += offset;
    groups.push_back(group);
  }
}

Examples CollectExamples(const Snapshot& past, const Truth& truth, const ExampleOptions& options) {
  std::vector<size_t> positions(truth.askers.size());
  std::iota(positions.begin(), positions.end(), size_t{0});
  positions = Random(options.seed, kAskerStream, 0).Sample(std::move(positions), options.questions);
  const Collection collection(past, truth, options);
  std::vector<Examples> parts(positions.size());
  std::vector<EngineScratch> scratches(options.threads);
  std::atomic<size_t> done = 0;
  ForEachIndex(positions.size(), options.threads, [&](size_t i, size_t thread) {
    parts[i] = collection.OfAsker(positions[i], scratches[thread]);
    ++done;
    if (thread == 0 && options.on_progress) options.on_progress(done, positions.size());
  });
  Examples examples;
  for (const Examples& part : parts) examples.Append(part);
  return examples;
}

}  // namespace kontor
