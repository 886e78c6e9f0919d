// Linked data: organisations, partnerships and lists in the vocabulary of schema.org, as JSON-LD.
// docs/exports.md describes the documents. Only for .cc files, as api/json_document.h.
#pragma once

#include "api/export.h"
#include "api/json_document.h"
#include "data/provenance.h"
#include "data/shortlist.h"

namespace kontor {

// A document of one list: who is suggested or found, by rank.
std::string PartnersAsJsonLd(const Snapshot& snapshot, const PartnerAnswer& answer,
                             const Language& language, const Provenance& provenance);
std::string HitsAsJsonLd(const Snapshot& snapshot, const SearchAnswer& answer,
                         const Provenance& provenance);

// What is on a shortlist, with what was said of it then.
std::string ShortlistAsJsonLd(const Snapshot& snapshot, const ShortlistContent& content,
                              const Provenance& provenance);

// All of these organisations, one after the other.
Status WriteOrganisationsAsJsonLd(const Snapshot& snapshot,
                                  std::span<const NodeIndex> organisations,
                                  const Provenance& provenance, const Sink& sink);

}  // namespace kontor
