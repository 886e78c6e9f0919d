#include "index/postings.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr double kTypeUnknown = 0.75;
constexpr double kTypeDiffers = 0.5;

double TypeMatch(const ComparedPosting& offer, const ComparedPosting& need) {
  if (offer.type == 0 || need.type == 0) return kTypeUnknown;
  return offer.type == need.type ? 1.0 : kTypeDiffers;
}

}  // namespace

double PostingTable::Match(const ComparedPosting& offer, const ComparedPosting& need) const {
  if ((offer.signature & need.signature) == 0) return 0.0;
  const auto offered = Aspects(offer);
  const auto needed = Aspects(need);
  double cosine = 0.0;
  for (auto o = offered.begin(), n = needed.begin(); o != offered.end() && n != needed.end();) {
    if (o->aspect == n->aspect) {
      cosine += static_cast<double>(o->weight) * static_cast<double>(n->weight);
      ++o;
      ++n;
    } else if (o->aspect < n->aspect) {
      ++o;
    } else {
      ++n;
    }
  }
  return std::min(cosine, 1.0) * TypeMatch(offer, need);
}

Meeting PostingTable::BestMeeting(NodeIndex giver, NodeIndex seeker, Date day) const {
  Meeting best;
  for (const ComparedPosting& offer : Of(giver)) {
    if (offer.is_need() || !offer.StandsOn(day)) continue;
    for (const ComparedPosting& need : Of(seeker)) {
      if (!need.is_need() || !need.StandsOn(day)) continue;
      const double match = Match(offer, need);
      if (match > best.match) best = {match, offer.place, need.place};
    }
  }
  return best;
}

}  // namespace kontor
