// In which sectors does each organisation work, and which of these supply which? What
// complementarity looks up for every pair, side by side: sectors at division level, numbered from
// 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/column.h"
#include "base/packed_numbers.h"
#include "index/concepts.h"
#include "index/profiles.h"

namespace kontor {

// Number of a division in a SectorTable.
using DivisionIndex = uint32_t;
inline constexpr DivisionIndex kNoDivision = UINT32_MAX;

// A division that an organisation works in.
struct DivisionShare {
  DivisionIndex division = kNoDivision;
  float weight = 0.0F;  // the greatest of its codes there
  float share = 0.0F;   // of the weights of all its codes, in (0,1]
};

// One of its codes as it is stated, in a division or below.
struct SectorShare {
  ConceptIndex sector = kNoConcept;
  DivisionIndex division = kNoDivision;
  float weight = 0.0F;
  float share = 0.0F;  // of the weights of all its codes, in (0,1]
};

// Shares of a sector's intermediate inputs, in [0,1]; 0 where nothing is known.
struct SupplyBetween {
  float from_them = 0.0F;  // what theirs delivers of the inputs of ours
  float to_them = 0.0F;    // what ours delivers of the inputs of theirs
};

// Immutable; thread-safe.
class SectorTable {
 public:
  // Only so many divisions of an organisation count, the first ones: who claims more than that has
  // said little.
  static constexpr size_t kMaxDivisions = 16;
  // And only so many of all: NACE has 88, and the table of what they supply is their square.
  static constexpr size_t kMostDivisions = 1'024;

  SectorTable() = default;  // of nobody
  // O(codes + links)
  SectorTable(const ConceptTable& concepts, const ProfileTable& profiles);

  // In the order of its codes.
  [[nodiscard]] std::span<const DivisionShare> Divisions(NodeIndex organisation) const {
    return divisions_[organisation];
  }
  // Ascending by sector.
  [[nodiscard]] std::span<const SectorShare> Sectors(NodeIndex organisation) const {
    return sectors_[organisation];
  }
  // Within one division nobody supplies anyone.
  [[nodiscard]] const SupplyBetween& Supply(DivisionIndex ours, DivisionIndex theirs) const {
    return supplies_[ours * codes_.size() + theirs];
  }
  // How many organisations state one.
  [[nodiscard]] NodeIndex stated() const { return stated_; }
  [[nodiscard]] ConceptIndex Code(DivisionIndex division) const { return codes_[division]; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("stated", self.stated_);
    visit("codes", self.codes_);
    visit("supplies", self.supplies_);
    visit("divisions", self.divisions_);
    visit("sectors", self.sectors_);
  }

 private:
  NodeIndex stated_ = 0;
  Column<ConceptIndex> codes_;            // of divisions, ascending
  Column<SupplyBetween> supplies_;        // codes_.size() squared
  PackedLists<DivisionShare> divisions_;  // of each organisation
  PackedLists<SectorShare> sectors_;
};

}  // namespace kontor
