// A change that has not happened: what a pair would be worth if it had. Features and signals
// measure a supposed pair as they measure any other.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/signal.h"
#include "index/concepts.h"

namespace kontor {

// What an asker or a candidate can change.
enum class Change : uint8_t {
  kNone,
  kLabel,            // they hold a label, valid on the as-of date
  kCompleteProfile,  // every main field of their profile is filled
  kFreshProfile,     // their profile is confirmed on the as-of date
  kTheyTargetUs,     // they look for partners in our country
  kWeTargetThem,     // we look for partners in theirs
  kSignal,           // a signal of a learned preset has another value
};
inline constexpr size_t kChangeCount = 7;

std::string_view Name(Change change);  // "label"; "none" for kNone

struct Supposition {
  Change change = Change::kNone;
  ConceptIndex concept_index = kNoConcept;  // the label, or the country
  Signal signal = Signal::kThemeCosine;     // of kSignal
  double value = 0.0;                       // the signal's then
};

}  // namespace kontor
