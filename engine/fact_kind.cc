#include "engine/partners.h"

namespace kontor {

std::string_view Name(Fact::Kind kind) {
  switch (kind) {
    case Fact::Kind::kSharedConcept:
      return "shared_code";
    case Fact::Kind::kSharedWord:
      return "shared_word";
    case Fact::Kind::kSupplies:
      return "supplies";
    case Fact::Kind::kBuys:
      return "buys";
    case Fact::Kind::kMissingStage:
      return "missing_stage";
    case Fact::Kind::kRelatedSectors:
      return "related_sectors";
    case Fact::Kind::kOfferMeetsNeed:
      return "offer_meets_need";
    case Fact::Kind::kNeedMeetsOffer:
      return "need_meets_offer";
    case Fact::Kind::kJointPartnerships:
      return "joint_partnerships";
    case Fact::Kind::kCommonPartners:
      return "common_partners";
    case Fact::Kind::kReachedByWalk:
      return "reached_by_walk";
    case Fact::Kind::kTheyTargetUs:
      return "they_target_us";
    case Fact::Kind::kWeTargetThem:
      return "we_target_them";
    case Fact::Kind::kCommonTarget:
      return "common_target";
    case Fact::Kind::kAssociatedCountry:
      return "associated_country";
    case Fact::Kind::kOtherCountry:
      return "other_country";
    case Fact::Kind::kCountriesAgree:
      return "countries_agree";
    case Fact::Kind::kSameCity:
      return "same_city";
    case Fact::Kind::kHoldsLabel:
      return "holds_label";
    case Fact::Kind::kCompleteProfile:
      return "complete_profile";
    case Fact::Kind::kFreshProfile:
      return "fresh_profile";
    case Fact::Kind::kPartnerships:
      return "partnerships";
    case Fact::Kind::kCoordinated:
      return "coordinated";
    case Fact::Kind::kLastActive:
      return "last_active";
    case Fact::Kind::kNewPartners:
      return "new_partners";
    case Fact::Kind::kPartlyRelated:
      return "partly_related";
  }
  return {};
}

}  // namespace kontor
