// One organisation on a page to be printed or sent: who it is, its best partners and why.
#pragma once

#include <string>

#include "api/export.h"
#include "data/provenance.h"

namespace kontor {

// A whole HTML document for A4 paper, without scripts, and with nothing from elsewhere. Texts of
// the data are only ever text in it.
std::string DossierAsHtml(const Snapshot& snapshot, const PartnerAnswer& answer,
                          const Language& language, const Provenance& provenance);

}  // namespace kontor
