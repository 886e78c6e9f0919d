// What each format's file gives to render.cc.
#pragma once

#include <span>
#include <string>

#include "engine/explanation.h"
#include "engine/sentences.h"

namespace kontor {

// Bounds of what is told of one suggestion.
inline constexpr size_t kReasonsInData = 5;
inline constexpr size_t kReasonsInTable = 3;

std::string PartnersAsJson(const Snapshot& snapshot, const PartnerAnswer& answer,
                           const Language& language);
std::string PartnersAsNdjson(const Snapshot& snapshot, const PartnerAnswer& answer,
                             const Language& language);
std::string PartnersAsTable(const Snapshot& snapshot, const PartnerAnswer& answer,
                            const Language& language);

std::string ExplanationAsJson(const Snapshot& snapshot, const PartnerAnswer& question,
                              const Explanation& explanation, const Language& language);
std::string ExplanationAsTable(const Snapshot& snapshot, const PartnerAnswer& question,
                               const Explanation& explanation, const Language& language);

}  // namespace kontor
