// Names for organisations that do not exist, in the languages of their countries.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/random.h"
#include "data/demo/plan.h"
#include "data/demo/world.h"

namespace kontor::demo {

using Words = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// "{theme} in {city}" with the words put in. REQUIRES: every name in braces is among the words.
std::string Fill(std::string_view pattern, Words words);

// Letters of ASCII only: for English themes and made-up words.
std::string UpperCase(std::string text);
std::string LowerCase(std::string text);
std::string CapitalFirst(std::string text);

struct OrganisationName {
  std::string local;
  std::string language;  // of `local`
  std::string english;   // the same as `local` where the language is English
  std::string acronym;   // from the made-up brand, empty for most
  size_t city = 0;       // position among the place's cities
};

// Gives each organisation names that no other one has. Not thread-safe. Memory: 8 bytes a name.
class NameMaker {
 public:
  explicit NameMaker(const World& world) : world_(world) {}

  OrganisationName Make(const PlannedOrganisation& organisation, size_t number, Random& random);

 private:
  // A brand of the organisation's own, or none.
  struct Brand {
    std::string text;
    bool used = false;
  };
  std::string Draw(const PlannedOrganisation& organisation, std::string_view language,
                   const City& city, const Brand& brand, Random& random) const;
  // True if the name folds to one that was not there; then it is from now on.
  bool Claim(std::string_view name);

  const World& world_;
  std::unordered_set<uint64_t> taken_;  // hashes of folded names
};

}  // namespace kontor::demo
