#include <algorithm>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kOfferPart = 0.5;

struct OfferParts {
  Meeting need;   // an offer of theirs with a need of ours
  Meeting offer;  // an offer of ours with a need of theirs

  [[nodiscard]] double need_value() const { return need.match; }
  [[nodiscard]] double offer_value() const { return kOfferPart * offer.match; }
  [[nodiscard]] double value() const { return 1.0 - (1.0 - need_value()) * (1.0 - offer_value()); }
};

OfferParts FindOffers(const Pair& pair) {
  const PostingTable& postings = pair.snapshot.postings;
  return {postings.BestMeeting(pair.them, pair.us, pair.as_of),
          postings.BestMeeting(pair.us, pair.them, pair.as_of)};
}

// What a posting is called: its title, else the first code that it is about.
std::string Title(const Snapshot& snapshot, const Posting& posting) {
  if (!posting.title.empty() || posting.concepts.empty()) return std::string(posting.title);
  return std::string(snapshot.concepts.Label(posting.concepts.front(), "en"));
}

// The day until which both stand; unknown if neither has a deadline.
Date Earlier(Date a, Date b) {
  if (!a.known() || !b.known()) return std::max(a, b);
  return std::min(a, b);
}

Fact Told(const Pair& pair, Fact::Kind kind, const Meeting& meeting, double share) {
  const bool theirs = kind == Fact::Kind::kOfferMeetsNeed;
  const ProfileTable& profiles = pair.snapshot.profiles;
  const Posting& offer = profiles.Postings(theirs ? pair.them : pair.us)[meeting.offer];
  const Posting& need = profiles.Postings(theirs ? pair.us : pair.them)[meeting.need];
  Fact fact;
  fact.kind = kind;
  fact.share = share;
  fact.date = Earlier(offer.deadline, need.deadline);
  fact.text = Title(pair.snapshot, offer);
  fact.other_text = Title(pair.snapshot, need);
  return fact;
}

}  // namespace

double OffersNeedsValue(const Pair& pair) { return FindOffers(pair).value(); }

std::vector<Fact> OffersNeedsFacts(const Pair& pair) {
  const OfferParts parts = FindOffers(pair);
  const double both = parts.need_value() + parts.offer_value();
  std::vector<Fact> facts;
  if (parts.need_value() > 0.0) {
    facts.push_back(Told(pair, Fact::Kind::kOfferMeetsNeed, parts.need, parts.need_value() / both));
  }
  if (parts.offer_value() > 0.0) {
    facts.push_back(
        Told(pair, Fact::Kind::kNeedMeetsOffer, parts.offer, parts.offer_value() / both));
  }
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
